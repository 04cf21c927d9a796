"""An investigation whose process is killed: the basis is kept all the same, and what is finished is finished whole."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.machine import LONGEST, ROOT, copied, count, database_of, environment_of, python, worker

pytestmark = pytest.mark.faults
KEPT = "SELECT count(*) FROM investigations_keptbasis WHERE cause LIKE 'conversation:%'"
HALF_DONE = (
    "SELECT count(*) FROM cases_document WHERE kind LIKE 'decision_basis%'",
    "SELECT count(*) FROM investigations_keptbasis WHERE cause = 'finished'",
    "SELECT count(*) FROM investigations_investigation WHERE state = 'finished'",
    "SELECT count(*) FROM audit_auditevent WHERE kind = 'investigations.finished'",
)
VERIFY = "from andrum.site.command_line import main; raise SystemExit(main(['audit', 'verify']))"
WHOLE = [2, 1, 1, 1]
WRITES = (1, 4, 9)
"""At which of its writes the process is killed; with the last one it is nearly done."""


@pytest.fixture(scope="module")
def investigated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("investigation")
    python(environment_of(folder), "-m", "tests.faults.seed_investigation")
    return folder


def killed(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.investigating", *words],
        env=environment, cwd=ROOT, capture_output=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]


def counted(path: Path, questions: Sequence[str]) -> list[int]:
    with closing(sqlite3.connect(path, timeout=20)) as database:
        return [int(database.execute(question).fetchone()[0]) for question in questions]


def test_a_process_killed_as_the_note_is_signed_still_gives_a_basis_once(investigated: Path, tmp_path: Path):
    environment = copied(investigated, tmp_path / "data")
    path = database_of(environment)
    killed(environment, "sign", "0")
    assert count(path, "SELECT count(*) FROM conversations_conversation WHERE state = 'signed'") == 1
    assert count(path, KEPT) == 0
    process, until = worker(environment), time.monotonic() + LONGEST
    try:
        while not count(path, KEPT) and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        process.terminate()
        process.wait(30)
    assert count(path, KEPT) == 1
    assert "is whole" in python(environment, "-c", VERIFY)


def test_an_investigation_is_finished_whole_or_not_at_all(investigated: Path, tmp_path: Path):
    environment = copied(investigated, tmp_path / "data")
    path = database_of(environment)
    killed(environment, "sign", "0")
    for write in WRITES:
        killed(environment, "finish", str(write))
        assert counted(path, HALF_DONE) == [0, 0, 0, 0]
    python(environment, "-m", "tests.faults.investigating", "finish", "0")
    assert counted(path, HALF_DONE) == WHOLE
    python(environment, "-m", "tests.faults.investigating", "finish", "0")  # again does nothing
    assert counted(path, HALF_DONE) == WHOLE
