"""``andrum work``: the background work."""

import argparse

from andrum.site.command_line.parent import add_stop_with_parent, stop_with_parent
from andrum.site.command_line.start import load_safely

DESCRIPTION = """\
Start the worker: it runs the automation, writes letters and payment files.

It may be killed at any moment: what it was doing is taken up again by the next
one, and done once. On PostgreSQL any number of workers may run on any machines."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Number of processes."""
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="processes, one a core (default: 1)")
    add_stop_with_parent(parser)


def run(options: argparse.Namespace) -> int:
    """Work until stopped."""
    load_safely()
    if options.stop_with_parent:
        stop_with_parent()
    from andrum.site.crew import run_worker

    run_worker(processes=options.processes)
    return 0
