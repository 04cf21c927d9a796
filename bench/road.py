"""The whole road: submitted application to decided or handed over, with journal, letter, payment row and log."""

import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.processes import database, python, start, stop
from bench.report import Section

PROCESSES = 2
TARGET = 20


def measure(*, quick: bool) -> Section:
    """Applications a second on SQLite with full sync and on PostgreSQL, one worker process a core."""
    part = int(os.environ.get("BENCH_PART", "1"))
    count, rounds = (60, 1) if quick else (1_000 // part, 2 if part == 1 else 1)
    section = Section(
        "road",
        "The whole road",
        f"at least {TARGET} applications a second on two cores, one worker process a core",
        f"{count} signed continued applications wait in the queue; then {PROCESSES} worker processes start and run "
        "collect, complete, cross-check, assess, decide or hand over, letter as PDF, payment row and log for each. The "
        "clock starts when the first run begins and stops when the last letter is written. SQLite runs with "
        f"`synchronous=FULL`. {rounds} round(s), each in a new database.",
        header=("database", "slowest", "median", "fastest", "decided", "handed over"),
    )
    slowest = []
    for kind in ("sqlite", "postgresql"):
        results = [one_round(kind, count) for _ in range(rounds)]
        speeds = sorted(result["per_second"] for result in results)
        last = results[-1]
        row = [f"{speed:.1f}/s" for speed in (speeds[0], median(speeds), speeds[-1])]
        section.add(kind, *row, str(last["decided"]), str(last["handed_over"]))
        slowest.append(median(speeds))
    section.verdict = "Met." if min(slowest) >= TARGET else f"Not met: {min(slowest):.1f} a second at the slowest."
    return section


def one_round(kind: str, count: int) -> dict[str, float]:
    """Seed, work, count. Raises RuntimeError when something is lost or twice."""
    with database(kind) as environment:
        python(["-m", "bench.seed", str(count)], environment)
        workers = start(["andrum", "work", "--processes", str(PROCESSES)], environment)
        try:
            wait_until_done(environment, count)
        finally:
            stop(workers)
        wrong = json.loads(python(["-m", "bench.invariants", str(count)], environment).splitlines()[-1])
        if wrong:
            raise RuntimeError(f"the road is not whole: {wrong}")
        result: dict[str, float] = json.loads(python(["-m", "bench.progress"], environment).splitlines()[-1])
    return result


def wait_until_done(environment: dict[str, str], count: int, *, seconds: float = 900) -> None:
    """Look now and then, with two plain questions that cost nothing, until all is finished and all letters sent."""
    until = time.monotonic() + max(seconds, count / 2)
    while time.monotonic() < until:
        time.sleep(1)
        if is_done(environment, count):
            return
    raise RuntimeError("not finished in time")


FINISHED = "SELECT count(*) FROM automation_run WHERE state IN ('decided', 'handed_over')"
QUEUED = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"


def is_done(environment: dict[str, str], count: int) -> bool:
    """True when so many runs are finished and no job is left."""
    finished, queued = (ask_database(environment, question) for question in (FINISHED, QUEUED))
    return bool(finished >= count and not queued)


def ask_database(environment: dict[str, str], question: str) -> Any:
    """The one value that a plain question gives."""
    address = environment.get("ANDRUM_DATABASE_URL")
    if address:
        database: Any = psycopg.connect(address)
    else:
        database = sqlite3.connect(next(Path(environment["ANDRUM_DATA"]).glob("*.sqlite3")), timeout=20)
    with closing(database):
        return database.execute(question).fetchone()[0]
