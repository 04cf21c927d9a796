"""How jobs are claimed: a few in one commit, each by one worker, given back when not come to, and never lost."""

import math
import time
from datetime import timedelta
from inspect import signature
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus as STATUS  # noqa: N814 - as in the worker
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from andrum.automation import jobs as automation
from andrum.dispatch import jobs as dispatch
from andrum.fees import jobs as fees
from andrum.site.running import MAX_CLAIMS, RETRY_SECONDS, reclaim, run_job
from andrum.site.worker import AHEAD_SECONDS, MOST_CLAIMED, Worker
from tests.cast import NOW

pytestmark = pytest.mark.django_db


SECRET = "what only the case may know"


@task()
def do(what: str) -> None:
    """A job that goes well, raises, or loses the database."""
    if what == "raise":
        raise RuntimeError(SECRET)
    if what == "lose the database":
        raise OperationalError(SECRET)


class Alive:
    """Leases where these workers live."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def is_held(self, name: str) -> bool:
        return name in self.names

    def __getattr__(self, name: str) -> Any:
        return lambda *_: True


def job(*, worker_ids: tuple[str, ...] = (), status: str = STATUS.READY, does: str = "well") -> DBTaskResult:
    now = timezone.now() - timedelta(minutes=1)
    return DBTaskResult.objects.create(
        status=status, task_path="tests.rooms.site.test_claiming.do", args_kwargs={"args": [does], "kwargs": {}},
        queue_name="default", backend_name="default", run_after=now, enqueued_at=now,
        started_at=now if status == STATUS.RUNNING else None, worker_ids=list(worker_ids),
        exception_class_path="",
    )  # fmt: skip


def a_worker(name: str = "andrum-one", *, job_seconds: float = 0.001) -> Worker:
    return Worker(with_duties=False, _name=name, _job_seconds=job_seconds)


def states() -> list[str]:
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_quick_jobs_are_claimed_several_at_a_time_and_slow_ones_singly():
    for _ in range(MOST_CLAIMED + 3):
        job()
    quick, slow = a_worker(), a_worker("andrum-two", job_seconds=AHEAD_SECONDS)
    quick._claim()
    slow._claim()
    assert (len(quick._claimed), len(slow._claimed)) == (MOST_CLAIMED, 1)
    assert states() == [STATUS.READY] * 2 + [STATUS.RUNNING] * (MOST_CLAIMED + 1)


def test_no_job_is_claimed_by_two():
    for _ in range(12):
        job()
    claimed: list[Any] = []
    for number in range(4):
        one = a_worker(f"andrum-{number}")
        one._claim()
        claimed += [row.pk for row in one._claimed]
    assert sorted(claimed) == sorted(DBTaskResult.objects.values_list("pk", flat=True))


def test_a_letter_goes_before_runs_that_wait_and_a_whole_year_of_fees_after_them():
    for begun in (fees.decide, automation.advance, dispatch.deliver, fees.preview):
        begun.enqueue(*[1] * len(signature(begun.func).parameters))
    one = a_worker()
    one._claim()
    names = [row.task_path.rpartition(".")[2] for row in one._claimed]
    assert names == ["deliver", "advance", "decide", "preview"]


def test_the_claim_names_the_worker_and_keeps_those_before_it():
    fresh, before = job(), job(worker_ids=("andrum-dead", "andrum-dead-too"))
    a_worker()._claim()
    fresh.refresh_from_db()
    before.refresh_from_db()
    assert fresh.worker_ids == ["andrum-one"]
    assert before.worker_ids == ["andrum-dead", "andrum-dead-too", "andrum-one"]
    assert fresh.started_at == before.started_at


def test_nothing_to_do_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert a_worker()._next() is None


def test_what_was_run_is_saved_with_the_next_claim():
    job()
    one = a_worker()
    row = one._next()
    assert row is not None
    one._unsaved.append(run_job(row))
    assert states() == [STATUS.RUNNING]
    assert one._next() is None
    assert states() == [STATUS.SUCCESSFUL]


def test_what_is_not_come_to_in_time_is_given_back_as_it_was():
    first, second = job(), job()
    one = a_worker()
    one._next()
    one._claimed_at = time.monotonic() - 3 * AHEAD_SECONDS
    one._job_seconds = AHEAD_SECONDS
    left = one._claimed[0].pk
    one._claim()
    assert [row.pk for row in one._claimed] == [left]
    one._leave()
    waiting = DBTaskResult.objects.get(pk=left)
    assert (waiting.status, waiting.worker_ids, waiting.started_at) == (STATUS.READY, [], None)
    assert {first.pk, second.pk} > {left}


def test_a_job_that_was_taken_over_meanwhile_is_not_given_back():
    job()
    one, other = a_worker(), a_worker("andrum-two")
    one._claim()
    reclaim(leases=Alive(), own_name="andrum-two")
    other._claim()
    one._leave()
    assert states() == [STATUS.RUNNING]
    assert DBTaskResult.objects.get().worker_ids == ["andrum-one", "andrum-two"]


def test_only_jobs_of_dead_workers_of_ours_are_taken_over():
    alive = job(status=STATUS.RUNNING, worker_ids=("andrum-alive",))
    own = job(status=STATUS.RUNNING, worker_ids=("andrum-one",))
    foreign = job(status=STATUS.RUNNING, worker_ids=("somebody",))
    dead = job(status=STATUS.RUNNING, worker_ids=("andrum-alive", "andrum-dead"))
    assert reclaim(leases=Alive("andrum-alive"), own_name="andrum-one") == 1
    running = DBTaskResult.objects.filter(status=STATUS.RUNNING).values_list("pk", flat=True)
    assert set(running) == {alive.pk, own.pk, foreign.pk}
    assert DBTaskResult.objects.get(pk=dead.pk).status == STATUS.READY
    assert reclaim(leases=Alive("andrum-alive"), own_name="andrum-one") == 0


def test_a_job_that_kills_every_worker_ends_with_the_operator():
    killer = job(status=STATUS.RUNNING, worker_ids=("andrum-dead",) * MAX_CLAIMS)
    reclaim(leases=Alive(), own_name="andrum-one")
    killer.refresh_from_db()
    assert killer.status == STATUS.FAILED
    assert killer.exception_class_path.endswith("WorkerDied")
    assert killer.finished_at is not None


@pytest.mark.parametrize(("tries", "seconds"), list(enumerate(RETRY_SECONDS, start=1)))
def test_a_job_that_raises_waits_longer_each_time(tries: int, seconds: int):
    with time_machine.travel(NOW, tick=False):
        row = run_job(job(worker_ids=("andrum-one",) * tries, status=STATUS.RUNNING, does="raise"))
    assert row.status == STATUS.READY
    assert row.run_after == NOW + timedelta(seconds=seconds)


def test_after_the_last_try_it_has_failed_and_says_no_more_than_the_kind_of_error(caplog: pytest.LogCaptureFixture):
    tries = ("andrum-one",) * (len(RETRY_SECONDS) + 1)
    row = run_job(job(worker_ids=tries, status=STATUS.RUNNING, does="raise"))
    assert row.status == STATUS.FAILED
    assert row.exception_class_path == "builtins.RuntimeError"
    assert SECRET not in row.traceback + caplog.text


def test_a_database_that_was_away_is_no_try():
    row = run_job(job(worker_ids=("andrum-dead", "andrum-one"), status=STATUS.RUNNING, does="lose the database"))
    assert row.status == STATUS.READY
    assert row.worker_ids == ["andrum-dead"]


def test_after_a_job_that_raised_the_next_one_runs():
    first, second = job(does="raise"), job()
    one = a_worker()
    one._next_sweep = math.inf
    one._turn()
    one._turn()
    one._leave()
    kept = {row.pk: row.status for row in DBTaskResult.objects.all()}
    assert kept == {first.pk: STATUS.READY, second.pk: STATUS.SUCCESSFUL}


def test_a_listener_with_a_fault_stops_no_work_and_shows_no_words(caplog: pytest.LogCaptureFixture):
    def stumble(events: list[object]) -> None:
        raise RuntimeError(SECRET)

    worker = a_worker()
    worker._events.add(stumble, object())
    worker._tell()
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text
