"""The service that answers for the registers is killed with SIGKILL in the middle of runs, and comes back."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.machine import ROOT, UNFINISHED, copied, count, database_of, finish, problems, worker

SERVE = "import sys; from andrum.site.command_line import main; sys.exit(main())"
WAITING = "SELECT count(*) FROM automation_run WHERE state = 'waiting_for_register'"
ANSWERED = "SELECT count(*) FROM audit_auditevent WHERE kind = 'automation.registers_answered'"
ASKED = "SELECT count(*) FROM audit_auditevent WHERE kind = 'automation.registers_asked'"


def served(environment: dict[str, str], port: str = "0") -> tuple[subprocess.Popen[str], dict[str, str]]:
    """The made-up service in a process of its own, and what a worker must be told to ask it."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "registers", "serve", "--port", port], env=environment, cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    told: dict[str, str] = {}
    assert process.stdout is not None
    for said in process.stdout:
        if said.startswith("#"):
            break
        name, _is, value = said.removeprefix("export ").strip().partition("=")
        told[name] = value.strip("'")
    return process, told


@pytest.fixture
def alone() -> Iterator[list[subprocess.Popen]]:
    """Processes that are gone when the test is."""
    started: list[subprocess.Popen] = []
    yield started
    for process in started:
        process.kill()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


def until(path: Path, question: str, least: int) -> None:
    end = time.monotonic() + 60
    while count(path, question) < least:
        assert time.monotonic() < end, question
        time.sleep(0.05)


def try_now(path: Path) -> None:
    """What the button «Försök igen» does: the runs that wait need not wait their half minute."""
    with closing(sqlite3.connect(path, timeout=20)) as database:
        database.execute("UPDATE automation_run SET next_try_at = '2026-01-01' WHERE state = 'waiting_for_register'")
        database.commit()


def test_runs_wait_for_a_register_that_was_killed_and_are_decided_once_when_it_is_back(
    seeded: Path, tmp_path: Path, alone: list[subprocess.Popen]
):
    environment = copied(seeded, tmp_path)
    path, slow = database_of(environment), tmp_path / "registers" / "faults"
    slow.write_text("slow 0.3")
    server, told = served(environment)
    alone.append(server)
    environment |= told | {"ANDRUM_SSBTEK_TRIES": "1", "ANDRUM_SSBTEK_BREAKER_SECONDS": "5"}
    process = worker(environment)
    alone.append(process)
    until(path, ANSWERED, 2)
    os.kill(server.pid, signal.SIGKILL)
    until(path, WAITING, 2)
    assert count(path, UNFINISHED) > 0
    slow.unlink()
    again, _told = served(environment, told["ANDRUM_SSBTEK_URL"].split(":")[2].split("/")[0])
    alone.append(again)
    process.send_signal(signal.SIGKILL)
    process.wait()
    try_now(path)
    finish(path, environment)
    assert problems(environment) == []
    assert count(path, ASKED) > count(path, ANSWERED), "what was asked and never answered is in the log too"
