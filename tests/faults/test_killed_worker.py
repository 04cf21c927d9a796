"""A worker that is killed with SIGKILL at any moment, and a database that is locked: nothing lost, nothing twice."""

import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.faults.machine import APPLICATIONS, copied, database_of, finish, left, problems, worker

KILLS = 3


def kills(path: Path, environment: dict[str, str], rng: random.Random) -> Iterator[int]:
    """Let a worker work until it has begun to finish something, then kill it after a random short time."""
    for number in range(KILLS):
        before, process, until = left(path), worker(environment), time.monotonic() + 30
        while before and left(path) == before and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(rng.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.wait()
        yield number


def lock(path: Path, seconds: float) -> None:
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        database.execute("ROLLBACK")


def test_a_worker_killed_at_random_moments_loses_nothing_and_does_nothing_twice(seeded: Path, tmp_path: Path):
    environment = copied(seeded, tmp_path)
    path = database_of(environment)
    assert left(path) == APPLICATIONS
    for number in kills(path, environment, random.Random(20261125)):
        if number == KILLS // 2:
            lock(path, 0.5)
    finish(path, environment)
    assert problems(environment) == []
