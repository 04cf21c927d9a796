"""``andrum migrate``: the tables of the database."""

import argparse

from andrum.site.command_line.start import load_django

DESCRIPTION = """\
Create the tables of the database, or bring them up to this version.

Safe to run again: what is done is skipped. Take a backup first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to look only."""
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 when something is to be done")


def run(options: argparse.Namespace) -> int:
    """Migrate."""
    load_django()
    from andrum.site.database import migrate, waits_for_migration

    if options.check:
        waits = waits_for_migration()
        print("The database waits for: " + ", ".join(waits) if waits else "The database is up to date.")
        return 1 if waits else 0
    done = migrate()
    print("Done: " + ", ".join(done) if done else "The database was up to date.")
    return 0
