"""One job: run, tried again or failed; taken over from a worker that died; removed when it is old."""

import logging
import random
from datetime import timedelta
from traceback import format_tb
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus as STATUS  # noqa: N814 - read often
from django_tasks_db.models import DBTaskResult

from andrum.site.leases import Leases

Job = DBTaskResult[..., Any]
logger = logging.getLogger("andrum.worker")

RETRY_SECONDS = (2, 15, 60, 300, 900, 3600, 3600)
"""Waits before a job that raised is tried again; after the last the job is marked failed and shown to the operator."""
MAX_CLAIMS = 25
"""Workers that may die on one job before it is marked failed: a job that kills its worker must not kill all of them."""
KEEP_SUCCESSFUL = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)
PREFIX = "andrum"


def run_job(row: Job) -> Job:
    """Run a claimed job and write in ``row`` how it went, without saving it."""
    try:
        result = row.task_result
        row.return_value = row.task.call(*result.args, **result.kwargs)
        row.status = STATUS.SUCCESSFUL
        row.exception_class_path = row.traceback = ""
        row.finished_at = timezone.now()
    except (OperationalError, InterfaceError) as error:
        row.worker_ids = row.worker_ids[:-1]  # the database was away: the job is not to blame
        _again(row, error=error, seconds=random.uniform(0.5, 3))  # noqa: S311 - spread, not a secret
    except Exception as error:  # noqa: BLE001 - whatever a job does, the worker lives
        tries = len(row.worker_ids)
        if tries <= len(RETRY_SECONDS):
            _again(row, error=error, seconds=RETRY_SECONDS[tries - 1])
        else:
            _fail(row, error=error)
    return row


def _again(row: Job, *, error: Exception, seconds: float) -> None:
    logger.warning(
        "Job %s (%s) raised %s and is tried again in %.0f s.", row.pk, row.task_path, name_of(error), seconds
    )
    row.status = STATUS.READY
    row.run_after = timezone.now() + timedelta(seconds=seconds)
    row.exception_class_path, row.traceback = name_of(error), "".join(format_tb(error.__traceback__))
    if connection.needs_rollback or connection.errors_occurred:
        connection.close()


def _fail(row: Job, *, error: Exception) -> None:
    logger.error("Job %s (%s) raised %s and is not tried again.", row.pk, row.task_path, name_of(error))
    row.status = STATUS.FAILED
    row.finished_at = timezone.now()
    row.exception_class_path, row.traceback = name_of(error), "".join(format_tb(error.__traceback__))


def name_of(error: Exception) -> str:
    """The kind of error alone: its text might hold a person's data."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def reclaim(*, leases: Leases, own_name: str) -> int:
    """Make jobs whose worker is dead ready again. Returns how many.

    Only jobs of these workers are looked at; two workers that find the same job change it once.
    """
    changed = 0
    for row in (
        DBTaskResult.objects.running().order_by("started_at").only("pk", "worker_ids", "started_at", "task_path")
    ):
        owner = row.worker_ids[-1] if row.worker_ids else ""
        if owner == own_name or not owner.startswith(f"{PREFIX}-") or leases.is_held(owner):
            continue
        gives_up = len(row.worker_ids) >= MAX_CLAIMS
        changed += DBTaskResult.objects.filter(pk=row.pk, status=STATUS.RUNNING, started_at=row.started_at).update(
            status=STATUS.FAILED if gives_up else STATUS.READY,
            finished_at=timezone.now() if gives_up else None,
            exception_class_path="andrum.site.worker.WorkerDied" if gives_up else "",
        )
        log = logger.error if gives_up else logger.warning
        log(
            "Worker %s died. Its job %s (%s) is %s.",
            owner,
            row.pk,
            row.task_path,
            "failed" if gives_up else "ready again",
        )
    return changed


def prune() -> int:
    """Remove rows of jobs that finished long ago, at most a thousand at a time. Returns how many."""
    now = timezone.now()
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_SUCCESSFUL) | (
        DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    )
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:1000])
    return DBTaskResult.objects.filter(pk__in=ids).delete()[0]
