"""A disk that is full: the worker says so and waits, nothing is half done, and all is done when there is room again."""

import time
from pathlib import Path

from tests.faults.machine import APPLICATIONS, copied, count, database_of, finish, left, problems, worker

FULL = (
    "from django.db.backends.signals import connection_created as made; "
    "made.connect(lambda connection, **_rest: connection.connection.execute('PRAGMA max_page_count = {pages}'), "
    "weak=False)"
)
"""The database file may not grow by more than a few pages: SQLite then says that the disk is full."""
HALF_DONE = (
    "SELECT (SELECT count(*) FROM cases_decision WHERE how = 'automated') - "
    "(SELECT count(*) FROM automation_run WHERE state = 'decided')"
)


def test_on_a_full_disk_the_worker_says_so_and_waits_and_goes_on_when_there_is_room(seeded: Path, tmp_path: Path):
    environment = copied(seeded, tmp_path)
    path = database_of(environment)
    pages = count(path, "PRAGMA page_count") + 12
    with (tmp_path / "log").open("wb") as log:
        process = worker(environment, before=FULL.format(pages=pages), log=log.fileno())
        until = time.monotonic() + 30
        while b"database" not in (tmp_path / "log").read_bytes().lower() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        is_alive = process.poll() is None
        process.kill()
        process.wait()
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert is_alive
    assert "OperationalError" in said
    assert "1985" not in said
    assert 0 < left(path) <= 2 * APPLICATIONS
    assert count(path, HALF_DONE) == 0
    finish(path, environment)
    assert problems(environment) == []
