"""Kinds paused, resumed and tried again while workers are killed: nothing lost, nothing twice, and a pause holds."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.faults.machine import APPLICATIONS, ROOT, copied, count, database_of, finish, left, problems, worker

MANAGER = """
import sys, django; django.setup()
from django.utils import timezone
from andrum.accounts.service import User, actor_of
from andrum.runs.service import board_of_runs, pause_kind, resume_kind, retry_kind
eva, kind = User.objects.get(username="eva"), "economic_assistance.continued"
print("ready", flush=True)
for line in sys.stdin:
    at = timezone.now()
    if line == "pause\\n": pause_kind(kind=kind, reason="Prov.", by=actor_of(eva), at=at)
    if line == "resume\\n": resume_kind(kind=kind, reason="Prov.", by=actor_of(eva), at=at)
    if line == "retry\\n":
        for fault in board_of_runs(user=eva, at=at).faults:
            retry_kind(kind=fault.kind, code=fault.code, reason="Prov.", user=eva, by=actor_of(eva), at=at)
    print("done", flush=True)
"""
STUMBLES = "UPDATE automation_run SET state = 'failed', cause = 'Prov.' WHERE state = 'waiting'"
BEGUN = "SELECT count(*) FROM automation_run WHERE state NOT IN ('waiting', 'failed')"
WAITING = "SELECT count(*) FROM automation_run WHERE state IN ('waiting', 'failed')"
PAUSED = "SELECT count(*) FROM runs_pause WHERE resumed_at IS NULL"
QUEUED = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
ENDS = "SELECT count(*) FROM audit_auditevent WHERE kind IN ('automation.run_decided', 'automation.run_handed_over')"
SECONDS = 60


@contextmanager
def a_manager(environment: dict[str, str]) -> Iterator[Callable[[str], None]]:
    """Somebody who is signed in, and does what is said at once."""
    process = subprocess.Popen(
        [sys.executable, "-c", MANAGER], env=environment, cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout

    def told(what: str) -> None:
        print(what, file=process.stdin, flush=True)
        assert process.stdout.readline() == "done\n"

    try:
        assert process.stdout.readline() == "ready\n"
        yield told
    finally:
        process.kill()
        process.communicate()


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not is_so() and time.monotonic() < until:
        time.sleep(0.01)
    assert is_so()


def stumble(path: Path) -> None:
    """What waits has failed, so that there is something to try again."""
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        database.execute(STUMBLES)


def killed(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_pause_holds_and_nothing_is_lost_or_done_twice_however_workers_die(seeded: Path, tmp_path: Path):
    environment = copied(seeded, tmp_path)
    path = database_of(environment)
    with a_manager(environment) as tell:
        process = worker(environment)
        wait_for(lambda: left(path) < APPLICATIONS * 2 and count(path, BEGUN) > 0)
        tell("pause")
        killed(process)
        begun, waiting = count(path, BEGUN), count(path, WAITING)
        assert waiting > 0, "all was done before the pause: the test has nothing to show"
        process = worker(environment)
        wait_for(lambda: count(path, QUEUED) == 0)
        killed(process)
        assert count(path, BEGUN) <= begun, "something was begun though the kind was paused"
        stumble(path)
        for what in ("pause", "retry", "resume", "resume", "pause", "resume"):
            tell(what)
        process = worker(environment)
        wait_for(lambda: count(path, BEGUN) > begun)
        killed(process)
        assert count(path, PAUSED) == 0
    finish(path, environment)
    assert problems(environment) == []
    assert count(path, ENDS) == APPLICATIONS
