"""``andrum check``: what is wrong with the settings."""

import argparse

from andrum.site.command_line.start import load_django

DESCRIPTION = """\
Say what is wrong with the settings and with what they point at: secret key,
hosts, database, data folder, parameter files, register, mailbox and payment
channel. Exit code 1 when something stops Andrum from starting."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Check and print."""
    del options
    load_django()
    from andrum.site.health import settings_problems

    problems = settings_problems()
    for problem in problems:
        print(f"{'FEL   ' if problem.stops else 'VARNAR'} {problem}")
    stops = any(problem.stops for problem in problems)
    if not problems:
        print("Inställningarna är rätt.")
    return 1 if stops else 0
