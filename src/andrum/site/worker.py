"""The worker: runs queued jobs, takes over those of a killed worker, and does what has to be done now and then.

Every job may run again at any time; each looks at the state before it does anything, so its effect comes once.
"""

import gc
import logging
import os
import random
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus as STATUS  # noqa: N814 - read often
from django_tasks_db.models import DBTaskResult

from andrum.kernel.events import Together, together
from andrum.site.leases import Leases, leases_of_database
from andrum.site.running import PREFIX, Job, name_of, reclaim, run_job

logger = logging.getLogger("andrum.worker")

POLL_SECONDS = 0.1
MOST_CLAIMED = 8
AHEAD_SECONDS = 0.5
"""A worker claims what it can do in so many seconds, in one commit; what it has not come to then is given back."""
SWEEP_SECONDS = 1.0
LEADER = f"{PREFIX}-duties"


@dataclass(slots=True)
class Duty:
    """Something one worker does now and then. ``path`` names a function without arguments that may run at any time."""

    path: str
    seconds: float
    next_at: float = 0.0


def duties() -> list[Duty]:
    """What the rooms need done, and how often."""
    return [
        Duty("andrum.automation.jobs.start_missing_runs", seconds=10),
        Duty("andrum.dispatch.jobs.resume_waiting", seconds=10),
        Duty("andrum.dispatch.jobs.collect_payments", seconds=300),
        Duty("andrum.investigations.jobs.sweep", seconds=15),
        Duty("andrum.control.jobs.sweep", seconds=15),
        Duty("andrum.fees.jobs.sweep", seconds=60),
        Duty("andrum.cases.jobs.follow_missed_protection", seconds=60),
        Duty("andrum.conversations.jobs.dispose", seconds=3600),
        Duty("andrum.retention.jobs.sweep", seconds=3600),
        Duty("andrum.site.running.prune", seconds=600),
    ]


@dataclass(slots=True)
class Worker:
    """One process that runs jobs one at a time.

    Args:
        until_empty: Return when no job is ready, instead of waiting for more.
        stop_with_parent: Stop when the process that started this one is gone.
        with_duties: Take part in the duties.
    """

    until_empty: bool = False
    stop_with_parent: bool = False
    with_duties: bool = True
    done: int = 0
    _go: bool = True
    _name: str = ""
    _next_sweep: float = 0.0
    _failures: int = 0
    _leases: Leases | None = None
    _claimed: deque[Job] = field(default_factory=deque)
    _claimed_at: float = 0.0
    _job_seconds: float = AHEAD_SECONDS
    _unsaved: list[Job] = field(default_factory=list)
    _events: Together = field(default_factory=Together)
    _duties: list[Duty] = field(default_factory=duties)
    _parent: int = field(default_factory=os.getppid)

    def run(self) -> None:
        """Work until told to stop."""
        self._listen_to_signals()
        gc.freeze()  # all that was imported stays: looking through it again and again costs a twentieth of the time
        self._name = f"{PREFIX}-{socket.gethostname()[:24]}-{os.getpid()}-{time.time_ns() // 1_000_000}"
        logger.info("Worker %s starts.", self._name)
        try:
            with together() as self._events:
                while self._go:
                    try:
                        self._turn()
                    except (OperationalError, InterfaceError, OSError) as error:
                        self._wait_for_database(error)
                self._leave()
                self._tell()
        finally:
            if self._leases is not None:
                self._leases.release_all()
        logger.info("Worker %s stops after %d jobs.", self._name, self.done)

    def _turn(self) -> None:
        if time.monotonic() >= self._next_sweep:
            self._tell()
            self._sweep()
            self._next_sweep = time.monotonic() + SWEEP_SECONDS
        row = self._next()
        self._failures = 0
        if row is not None:
            started = time.monotonic()
            self._unsaved.append(run_job(row))
            self._job_seconds += 0.3 * (time.monotonic() - started - self._job_seconds)  # the last few weigh most
            self.done += 1
        elif self.until_empty:
            self._go = False
        else:
            time.sleep(POLL_SECONDS)

    def _next(self) -> Job | None:
        """The next job: of those claimed before, or else claimed now. Nothing to do writes nothing."""
        if not self._claimed or time.monotonic() - self._claimed_at > 2 * AHEAD_SECONDS:
            self._claim()
        return self._claimed.popleft() if self._claimed else None

    def _claim(self) -> None:
        """In one commit: save the jobs that were run, give back what took too long to come to, claim the next.

        Killed before it, the jobs that were run are run again; they look at the state and do nothing twice.
        """
        ready = DBTaskResult.objects.ready()
        if not self._unsaved and not self._claimed and not ready.exists():
            return
        many = max(1, min(MOST_CLAIMED, int(AHEAD_SECONDS / max(self._job_seconds, 0.001))))
        with transaction.atomic():
            self._save()
            rows = list(ready.select_for_update(skip_locked=True)[:many])
            now = timezone.now()
            for row in rows:
                row.status, row.started_at, row.worker_ids = STATUS.RUNNING, now, [*row.worker_ids, self._name]
            DBTaskResult.objects.filter(pk__in=[row.pk for row in rows if len(row.worker_ids) == 1]).update(
                status=STATUS.RUNNING, started_at=now, worker_ids=[self._name]
            )
            for row in rows:
                if len(row.worker_ids) > 1:
                    row.save(update_fields=["status", "started_at", "worker_ids"])
        self._unsaved, self._claimed, self._claimed_at = [], deque(rows), time.monotonic()

    def _save(self) -> None:
        """Save the jobs that were run, and give back those that were not. Within a transaction."""
        plain = [row for row in self._unsaved if row.status == STATUS.SUCCESSFUL and row.return_value is None]
        if plain:  # they differ by their moments only, and those by less than AHEAD_SECONDS
            DBTaskResult.objects.filter(pk__in=[row.pk for row in plain]).update(
                status=STATUS.SUCCESSFUL, finished_at=plain[-1].finished_at, return_value=None,
                exception_class_path="", traceback="",
            )  # fmt: skip
        for row in self._unsaved:
            if row not in plain:
                row.save()
        for row in self._claimed:
            mine = DBTaskResult.objects.filter(pk=row.pk, status=STATUS.RUNNING, started_at=row.started_at)
            mine.update(status=STATUS.READY, started_at=None, worker_ids=row.worker_ids[:-1])

    def _leave(self) -> None:
        """Save and give back before stopping; should it fail, another worker runs the jobs again."""
        with transaction.atomic():
            self._save()
        self._unsaved, self._claimed = [], deque()

    def _tell(self) -> None:
        """Tell the rooms of what was decided; a fault of theirs stops no work, and they find it themselves later."""
        try:
            self._events.deliver()
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001 - one room's fault must not stop the others' work
            logger.error("A room did not take in what was told (%s). It finds it in its sweep.", name_of(error))

    def _sweep(self) -> None:
        """See that the lease is held, take over from the dead, and do the duties if no other worker does."""
        if self.stop_with_parent and os.getppid() != self._parent:
            logger.warning("Worker %s stops: the process that started it is gone.", self._name)
            self._go = False
            return
        if self._leases is None:
            self._leases = leases_of_database()
            self._leases.take(self._name)
        self._leases.renew()
        reclaim(leases=self._leases, own_name=self._name)
        if self.with_duties and self._leases.take(LEADER):
            self._do_duties()

    def _do_duties(self) -> None:
        for duty in self._duties:
            if time.monotonic() < duty.next_at:
                continue
            duty.next_at = time.monotonic() + duty.seconds
            try:
                call: Callable[[], object] = import_string(duty.path)
                call()
            except (OperationalError, InterfaceError):
                raise
            except Exception as error:  # noqa: BLE001 - one room's fault must not stop the others' work
                logger.error("Duty %s failed: %s. It is tried again.", duty.path, name_of(error))

    def _wait_for_database(self, error: Exception) -> None:
        """The database is locked, full or away: say so, wait, connect anew. What was done is saved when it answers."""
        self._failures += 1
        seconds = min(0.2 * 2**self._failures, 15) * random.uniform(0.5, 1)  # noqa: S311 - spread, not a secret
        logger.warning(
            "The database does not answer (%s). Worker %s waits %.1f s and goes on by itself; nothing is lost.",
            name_of(error), self._name, seconds,
        )  # fmt: skip
        try:
            connection.close()
        except (OperationalError, InterfaceError):
            connection.connection = None
        time.sleep(seconds)

    def _listen_to_signals(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the shape of a signal handler
        """The first signal lets the running job finish; the second leaves it to another worker."""
        if not self._go:
            sys.exit(1)
        self._go = False
        logger.info("Worker %s finishes its job and stops.", self._name)


def is_at_work() -> bool:
    """True while a worker lives: the lease of the duties is held by one of them."""
    leases = leases_of_database()
    try:
        return leases.is_held(LEADER)
    finally:
        leases.release_all()
