"""A municipality's month: applications and fees through every step, the time of each step, and the cost of a case."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from statistics import fmean
from typing import Any

import psutil
import psycopg

from bench.memory import resident
from bench.processes import database, python, start, stop
from bench.report import Section
from bench.road import PROCESSES, QUEUED, ask_database, is_done
from bench.yearly import STATE

KRONOR_AN_HOUR = float(os.environ.get("BENCH_CORE_HOUR", "0.50"))
"""What a core costs an hour, in kronor: an assumption, to be given by the one who pays (``--core-hour``)."""

SAMPLE = 300
"""Applications whose steps are timed one by one."""


def measure(*, quick: bool) -> Section:
    """Both databases: what two workers need for the month, and what each step takes of it."""
    part = int(os.environ.get("BENCH_PART", "1"))
    applications, fees, sample = (60, 100, 30) if quick else (10_000 // part, 20_000 // part, SAMPLE)
    section = Section(
        "month",
        "A municipality's month",
        f"{applications:,} applications and {fees:,} fees through every step with two workers".replace(",", " "),
        "Applications are signed continued ones, as in the whole road: collect, complete, cross-check, assess, decide "
        "or hand over, letter, payment row, log. Fees are the recalculation of everyone from January: worked out, "
        "approved by a manager, decided with a letter, and the month's invoice basis. Processor time is that of the "
        f"workers and of the database server. A core is taken to cost {KRONOR_AN_HOUR:.2f} kr an hour "
        "(`--core-hour`); machine, licences and people are not in it. Below: processor time of each step, "
        f"{sample} applications one by one. Memory: resident, the means of the second and the last tenth of the time.",
        header=("database", "what", "cases", "wall time", "a second", "processor time a case", "a thousand cost"),
    )
    for kind in ("sqlite", "postgresql"):
        with database(kind) as environment:
            python(["-m", "bench.seed", str(applications)], environment, timeout=7_200)
            memory: list[int] = []
            took = with_workers(environment, lambda: is_done(environment, applications), memory)
            wrong = json.loads(python(["-m", "bench.invariants", str(applications)], environment).splitlines()[-1])
            if wrong:
                raise RuntimeError(f"the month is not whole: {wrong}")
            section.add(kind, "applications", str(applications), *_row(applications, *took))
            section.add(kind, "memory of the workers", str(applications), "", "", from_second_to_last_tenth(memory), "")
            python(["-m", "bench.month_seed", str(fees)], environment, timeout=7_200)
            section.add(kind, "fees", str(fees), *_row(fees, *_fees(environment)))
    _steps(section, sample)
    section.verdict = "No target is set for the month; the figures are for whoever plans one."
    return section


def _row(cases: int, wall: float, cpu: float) -> list[str]:
    return [f"{wall:.0f} s", f"{cases / wall:.1f}", *_cost(cpu / cases)]


def _cost(seconds: float) -> list[str]:
    """Processor time of a case, and what a thousand such cost."""
    return [f"{seconds * 1_000:.2f} ms", f"{seconds * KRONOR_AN_HOUR / 3.6:.3f} kr"]


def from_second_to_last_tenth(samples: list[int]) -> str:
    """``301 → 304 MiB``: what the workers held when they were warm, and at the end."""
    tenth = max(len(samples) // 10, 1)
    second, last = (fmean(part) / 2**20 for part in (samples[tenth : 2 * tenth] or samples, samples[-tenth:]))
    return f"{second:.0f} → {last:.0f} MiB"


def with_workers(
    environment: dict[str, str], is_done: Callable[[], bool], memory: list[int] | None = None
) -> tuple[float, float]:
    """Wall time and processor seconds of two workers and the database, until it is done; their bytes each second."""
    before = _database_seconds(environment)
    workers = start(["andrum", "work", "--processes", str(PROCESSES)], environment)
    began, spent = time.monotonic(), 0.0
    try:
        while not is_done():
            spent = max(spent, _seconds(workers))
            if memory is not None:
                memory.append(resident(psutil.Process(workers.pid)))
            time.sleep(1)
        wall, spent = time.monotonic() - began, max(spent, _seconds(workers))
    finally:
        stop(workers)
    return wall, spent + _database_seconds(environment) - before


def _fees(environment: dict[str, str]) -> tuple[float, float]:
    """Start, work out, approve, decide with letters, invoice. Raises RuntimeError when it is not whole."""
    wall = spent = 0.0
    for what, ends in (("start", "preview"), ("approve", "done")):
        spent += float(_tell(environment, what)["cpu"])

        took, cpu = with_workers(environment, partial(_has_come_to, environment, ends))
        wall, spent = wall + took, spent + cpu
    found = _tell(environment, "state")
    if not found["counts"].get("decided"):
        raise RuntimeError(f"no fee was decided: {found}")
    invoiced = _tell(environment, "invoice")
    return wall, spent + float(invoiced["cpu"])


def _has_come_to(environment: dict[str, str], state: str) -> bool:
    """True when the recalculation stands there and no job is left: plain questions, that cost nothing."""
    return ask_database(environment, STATE) == state and not ask_database(environment, QUEUED)


def _tell(environment: dict[str, str], what: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(python(["-m", "bench.month_fees", what], environment).splitlines()[-1])
    return found


def _seconds(process: subprocess.Popen[bytes]) -> float:
    """Processor seconds of the crew and its workers."""
    crew = psutil.Process(process.pid)
    return sum(sum(each.cpu_times()[:2]) for each in (crew, *crew.children(recursive=True)))


def _database_seconds(environment: dict[str, str]) -> float:
    """Processor seconds of the PostgreSQL server, those of connections that have ended too; none for SQLite."""
    address = environment.get("ANDRUM_DATABASE_URL")
    if not address:
        return 0.0
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        server = psutil.Process(row[0]).parent() if row else None
    if server is None:
        return 0.0
    alive = sum(sum(child.cpu_times()[:2]) for child in server.children(recursive=True))
    return alive + sum(server.cpu_times()[:4])


def _steps(section: Section, sample: int) -> None:
    """A row a step and database, the dearest first."""
    for kind in ("sqlite", "postgresql"):
        with database(kind) as environment:
            python(["-m", "bench.seed", str(sample)], environment, timeout=3_600)
            found = json.loads(python(["-m", "bench.month_steps", str(sample)], environment).splitlines()[-1])
        for name, ms in sorted(found["ms"].items(), key=lambda step: -step[1]):
            section.add(kind, name, str(sample), "", "", *_cost(ms / 1_000))
