"""A worker that is killed with SIGKILL at any moment, and a database that is locked: nothing lost, nothing twice."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPLICATIONS = 16
KILLS = 4
WORK = "import django; django.setup(); from andrum.site.worker import Worker; Worker(stop_with_parent=True).run()"
UNFINISHED = "SELECT count(*) FROM automation_run WHERE state NOT IN ('decided', 'handed_over')"
UNSENT = "SELECT count(*) FROM dispatch_outgoing WHERE kind = 'letter' AND state = 'queued'"
LONGEST = 240


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A folder and a database file of its own, also when the other tests run on PostgreSQL."""
    kept = {name: value for name, value in os.environ.items() if name != "ANDRUM_DATABASE_URL"}
    return kept | {
        "ANDRUM_DATA": str(tmp_path), "ANDRUM_DEMO": "1", "DJANGO_SETTINGS_MODULE": "andrum.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }  # fmt: skip


def python(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WORK], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def database_of(environment: dict[str, str]) -> Path:
    return next(Path(environment["ANDRUM_DATA"]).glob("*.sqlite3"))


def left(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=20)) as database:
        return sum(int(database.execute(question).fetchone()[0]) for question in (UNFINISHED, UNSENT))


def kills(path: Path, environment: dict[str, str], rng: random.Random) -> Iterator[int]:
    """Let a worker work until it has begun to finish something, then kill it after a random short time."""
    for number in range(KILLS):
        before, process, until = left(path), worker(environment), time.monotonic() + 30
        while left(path) == before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.wait()
        yield number


def finish(path: Path, environment: dict[str, str]) -> None:
    process, until = worker(environment), time.monotonic() + LONGEST
    try:
        while left(path) and time.monotonic() < until:
            time.sleep(0.1)
        assert left(path) == 0
    finally:
        process.terminate()
        process.wait(30)


def lock(path: Path, seconds: float) -> None:
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        database.execute("ROLLBACK")


def test_a_worker_killed_at_random_moments_loses_nothing_and_does_nothing_twice(environment: dict[str, str]):
    python(environment, "-m", "tests.faults.seed", str(APPLICATIONS))
    path = database_of(environment)
    assert left(path) == APPLICATIONS
    for number in kills(path, environment, random.Random(20261125)):
        if number == KILLS // 2:
            lock(path, 0.5)
    finish(path, environment)
    assert json.loads(python(environment, "-m", "bench.invariants", str(APPLICATIONS)).splitlines()[-1]) == []
