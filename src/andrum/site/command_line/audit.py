"""``andrum audit``: is the log whole?"""

import argparse
import sys
from pathlib import Path

from andrum.site.command_line.start import load_django

DESCRIPTION = """\
Verify the log and its head.

  andrum audit verify             walk the whole chain; names altered, removed and inserted rows
  andrum audit head > head.json   the head, for somebody outside to keep
  andrum audit compare head.json  is a head that was kept still part of the chain?

Whoever can write to the database could make a new, whole chain. Only a head
kept outside shows that: take one each day, and keep it elsewhere.
Exit code 0: whole. 1: not whole."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="verify|head|compare")
    actions.add_parser("verify", help="walk the whole chain")
    actions.add_parser("head", help="print the head as one line of JSON")
    compare = actions.add_parser("compare", help="look for a head that was kept")
    compare.add_argument("file", help="the file, or - for standard input")


def _verify() -> int:
    from andrum.audit.service import verify

    report = verify()
    for problem in report.problems:
        print(problem.what)
    if report.ok:
        print(f"The log is whole: {report.count} events, head {report.head.hash}.")
        return 0
    print(
        f"The log is NOT whole: {len(report.problems)} faults were found. Change nothing; keep a copy of the database."
    )
    return 1


def _compare(name: str) -> int:
    from andrum.audit.service import HeadFileError, compare_head

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise HeadFileError from None
    if compare_head(text):
        print("The head is part of the chain.")
        return 0
    print(
        "The head is NOT part of the chain: the log has been changed since the head was taken, or it is another log's."
    )
    return 1


def run(options: argparse.Namespace) -> int:
    """Do it."""
    load_django()
    if options.action == "verify":
        return _verify()
    if options.action == "compare":
        return _compare(options.file)
    from andrum.audit.service import export_head

    print(export_head())
    return 0
