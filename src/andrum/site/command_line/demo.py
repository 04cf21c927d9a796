"""``andrum demo``: a made-up municipality on this machine."""

import argparse
import os
from pathlib import Path

APPLICANTS = 8
"""So many of those who apply are named; the rest are on the page where one chooses."""
DESCRIPTION = """\
Set up Älvboda, a made-up municipality, and start the web server and the worker.

The first start makes an SQLite database with made-up people (numbers from the
range for test persons only); later starts change nothing in it. Ctrl-C stops
everything. To begin anew, remove the folder that is printed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Port, and whether to stop after the preparation."""
    parser.add_argument("--port", type=int, default=8000, help="port to try first (default: 8000)")
    parser.add_argument("--prepare-only", action="store_true", help="make the database and stop")


def run(options: argparse.Namespace) -> int:
    """Prepare and serve until stopped."""
    os.environ.setdefault("ANDRUM_DATA", "var/demo")
    os.environ["ANDRUM_DEMO"] = "1"
    from andrum.site.demo.registers import ask_made_up_registers

    start_registers = ask_made_up_registers(Path(os.environ["ANDRUM_DATA"]) / "registers")
    from andrum.site.command_line.start import load_safely

    load_safely()
    start_registers()
    from django.conf import settings
    from django.utils import timezone

    from andrum.site.database import migrate
    from andrum.site.demo.prepare import prepare
    from andrum.site.demo.processes import free_port, serve_until_stopped

    if migrate():
        print("Tables: done.", flush=True)
    for text in prepare(at=timezone.now()):
        print(f"{text} …", flush=True)
    if options.prepare_only:
        return 0
    port = free_port(options.port)
    return serve_until_stopped(port=port, say=lambda: print(_welcome(port, str(settings.DATA)), flush=True))


def _welcome(port: int, data: str) -> str:
    from andrum.site.demo.fees import STORIES
    from andrum.site.demo.people import demo_people

    staff, citizens = demo_people()
    with_care = [person for person in citizens if person.username in STORIES]
    shown = [*citizens[:APPLICANTS], *with_care]
    lines = [f"  {person.name:<18} {person.what}" for person in (*staff, *shown)]
    return "\n".join(
        (
            "",
            f"  Andrum is running:  http://127.0.0.1:{port}/logga-in",
            "",
            "  Choose on that page whom to be:",
            *lines,
            f"  … and {max(0, len(citizens) - len(shown))} more. Everybody is made up.",
            "",
            f"  Data: {data}    Stop: Ctrl-C",
            "",
        )
    )
