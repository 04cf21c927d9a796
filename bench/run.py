"""Measure and write ``docs/benchmarks.md``: ``bench/run.py [section …]``; without a name, all of them."""

import argparse
import importlib
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

SECTIONS = {
    "law-single": ("bench.law_single", "one typical household with full trace, beside OpenFisca-Core"),
    "law-batch": ("bench.law_batch", "what-if over 100 000 households, beside OpenFisca-Core"),
    "fee": ("bench.fee", "one home-care fee with full trace, beside OpenFisca-Core, and 1 000 000 what-if"),
    "road": ("bench.road", "submitted application to decided or handed over, SQLite and PostgreSQL"),
    "registers": ("bench.registers", "questions over mutual TLS, parsed and stored, SQLite and PostgreSQL"),
    "pages": ("bench.pages", "50 users at once with 100 000 persons in the database"),
    "kill": ("bench.kill", "workers killed at random moments"),
    "month": ("bench.month", "10 000 applications and 20 000 fees through every step, and what a case costs"),
    "memory": ("bench.memory", "10 000 applications in a row"),
    "speech": ("bench.speech", "recognition, and ten live conversations at once"),
    "conversations": ("bench.conversations", "from what is said to lines on the screen, and to the walk-through"),
    "yearly": ("bench.yearly", "the yearly recalculation of 20 000 fees, with letters"),
    "investigations": ("bench.investigations", "a decision basis of twenty conversations"),
}


def main() -> int:
    """Run the named sections, each in its own module, and print what was written."""
    lines = "\n".join(f"  {name:<16}{text}" for name, (_, text) in SECTIONS.items())
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=f"sections:\n{lines}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sections", nargs="*", metavar="section")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: shows that it works, not how fast")
    parser.add_argument(
        "--core-hour", type=float, metavar="KRONOR", help="what a core costs an hour, for the month (default 0.50)"
    )
    parser.add_argument(
        "--part",
        type=int,
        default=1,
        metavar="N",
        help="road, kill, month, yearly, memory: an Nth of the cases, which the page says",
    )
    parser.add_argument("--page", type=Path, help="write to this page instead of docs/benchmarks.md")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"no such section: {', '.join(unknown)}; choose from {', '.join(SECTIONS)}")
    os.environ["BENCH_PART"] = str(max(1, chosen.part))
    if chosen.core_hour is not None:
        os.environ["BENCH_CORE_HOUR"] = str(chosen.core_hour)
    from bench import report  # noqa: PLC0415  (the path is set above)

    for name in chosen.sections or SECTIONS:
        began = time.monotonic()
        section = importlib.import_module(SECTIONS[name][0]).measure(quick=chosen.quick)
        section.how += f" The section took {report.duration(time.monotonic() - began)}."
        print(report.write(section, page=chosen.page or report.PAGE), end="\n\n", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
