"""Everyone's fee recalculated while workers are killed: nothing lost, nothing twice, each fee reviewed once."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.machine import (
    LONGEST,
    ROOT,
    UNSENT,
    copied,
    count,
    database_of,
    environment_of,
    finish,
    python,
    worker,
)

pytestmark = pytest.mark.faults
PERSONS = 70
KILLS = 4
WAITING = "SELECT count(*) FROM fees_recalculationitem WHERE state = 'waiting'"
LEFT = "SELECT count(*) FROM fees_recalculationitem WHERE state IN ('ready', 'outlier')"
DECIDED = "SELECT count(*) FROM fees_recalculationitem WHERE state = 'decided'"
REVIEWS = "SELECT count(*) FROM control_review"
UNREVIEWED = (
    "SELECT count(*) FROM fees_feedecision fee JOIN cases_decision made ON made.id = fee.decision_id "
    "WHERE made.how = 'automated' AND NOT EXISTS (SELECT 1 FROM control_review WHERE decision_id = made.id)"
)
BY_MACHINE = "FROM cases_decision WHERE how = 'automated'"
TAKEN_OVER = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE json_array_length(worker_ids) > 1"
ONCE = {
    "fees that the machine decided": f"SELECT matter_id {BY_MACHINE}",
    "fee decisions of a matter and month": "SELECT matter_id || from_month FROM fees_feedecision",
    "letters of a fee": "SELECT decision_id FROM dispatch_outgoing WHERE kind = 'letter'",
    "reviews of a fee": "SELECT decision_id FROM control_review",
    "decisions in the log": "SELECT subject FROM audit_auditevent WHERE kind = 'fees.decided'",
    "reviews in the log": "SELECT subject FROM audit_auditevent WHERE kind = 'control.review_created'",
    "invoice rows of a month": "SELECT matter_id || month FROM fees_invoicebasis",
}
DIES_BEFORE_CONTROL = (
    "import os, signal; from andrum.control import jobs; "
    "jobs.create_fee_reviews = lambda **_all: os.kill(os.getpid(), signal.SIGKILL)"
)
VERIFY = "from andrum.site.command_line import main; raise SystemExit(main(['audit', 'verify']))"
INVOICE_WRITES = (2, 3, 5)
"""At which of its writes the process that makes the invoices is killed."""


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recalculation that has begun: nobody has worked anything out yet."""
    folder = tmp_path_factory.mktemp("fees")
    python(environment_of(folder), "-m", "tests.faults.seed_fees", str(PERSONS))
    return folder


def killed_at_work(path: Path, environment: dict[str, str], rng: random.Random, *questions: str) -> None:
    """Let a worker begin to change what the questions count, then kill it after a random short time."""
    before, process, end = count(path, *questions), worker(environment), time.monotonic() + LONGEST
    while before and count(path, *questions) == before and time.monotonic() < end:
        time.sleep(0.02)
    time.sleep(rng.uniform(0, 0.4))
    process.send_signal(signal.SIGKILL)
    process.wait()


def approved(path: Path, environment: dict[str, str]) -> None:
    """The preview is made, and the manager approves it."""
    finish(path, environment, WAITING)
    python(environment, "-m", "bench.yearly", "approve")
    assert count(path, LEFT) == PERSONS + 1


def twice(path: Path) -> list[str]:
    with closing(sqlite3.connect(path, timeout=20)) as database:
        found = {what: Counter(row[0] for row in database.execute(question)) for what, question in ONCE.items()}
    return [f"{what}: {key}" for what, rows in found.items() for key, times in rows.items() if times > 1]


def check(path: Path, environment: dict[str, str]) -> None:
    """Nothing lost, nothing twice, and the log whole."""
    assert count(path, "SELECT count(*) FROM fees_recalculation WHERE state = 'done'") == 1
    assert count(path, "SELECT count(*) FROM fees_recalculationitem WHERE state = 'handed'") == 1
    sent = "SELECT count(*) FROM dispatch_outgoing WHERE kind = 'letter' AND state = 'sent'"
    for question in (DECIDED, f"SELECT count(*) {BY_MACHINE}", sent, REVIEWS):
        assert count(path, question) == PERSONS, question
    assert twice(path) == []
    letters = Counter(found.stem for found in Path(environment["ANDRUM_DATA"]).glob("**/*.pdf"))
    assert (len(letters), max(letters.values())) == (PERSONS, 1)
    assert "is whole" in python(environment, "-c", VERIFY)


def test_workers_killed_while_they_recalculate_decide_and_send_lose_nothing_and_do_nothing_twice(
    recalculated: Path, tmp_path: Path
):
    environment, rng = copied(recalculated, tmp_path), random.Random(20261129)
    path = database_of(environment)
    killed_at_work(path, environment, rng, WAITING)
    approved(path, environment)
    for _ in range(KILLS):
        killed_at_work(path, environment, rng, LEFT, UNSENT)
    finish(path, environment, LEFT, UNSENT, UNREVIEWED)
    assert count(path, TAKEN_OVER) > 0, "no worker was killed in the middle of a job"
    check(path, environment)
    _invoiced_once(path, environment)


def test_a_worker_killed_as_control_would_take_up_what_it_decided_leaves_nothing_unreviewed(
    recalculated: Path, tmp_path: Path
):
    environment = copied(recalculated, tmp_path)
    path = database_of(environment)
    approved(path, environment)
    assert worker(environment, before=DIES_BEFORE_CONTROL).wait(LONGEST) == -signal.SIGKILL
    assert count(path, DECIDED) > 0
    assert count(path, REVIEWS) == 0
    finish(path, environment, LEFT, UNSENT, UNREVIEWED)
    check(path, environment)


def _invoiced_once(path: Path, environment: dict[str, str]) -> None:
    """The basis of the month is made whole or not at all, and made again it is the same."""
    made = "SELECT count(*) FROM fees_invoicebasis", "SELECT count(*) FROM fees_invoicerun"
    for write in INVOICE_WRITES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.invoicing", str(write)],
            env=environment, cwd=ROOT, capture_output=True, timeout=LONGEST, check=False,
        )  # fmt: skip
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
        assert count(path, *made) == 0
    python(environment, "-m", "tests.faults.invoicing", "0")
    assert count(path, *made) == PERSONS + 1
    assert "nothing new" in python(environment, "-m", "tests.faults.invoicing", "0")
    assert count(path, *made) == PERSONS + 1
    assert twice(path) == []
    assert "is whole" in python(environment, "-c", VERIFY)
