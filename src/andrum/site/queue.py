"""The queue of background work, as the operator sees it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from andrum.audit.service import Actor, record
from andrum.kernel.errors import AndrumError
from andrum.site.running import Job

MOST_SHOWN = 100


class JobNotFailedError(AndrumError):
    """The job is running, waiting, done or gone."""

    def __init__(self) -> None:
        super().__init__("Jobbet går inte att köra igen.", todo="Ladda om sidan; det kan redan vara på väg.")


@dataclass(frozen=True, slots=True)
class Queue:
    """How many jobs are in each state, and the oldest instant that something has waited since."""

    ready: int
    running: int
    failed: int
    done: int
    oldest: datetime | None


def queue() -> Queue:
    """Counts of now."""
    rows = DBTaskResult.objects.order_by().values("status").annotate(many=Count("pk"))
    many: Counter[str] = Counter({row["status"]: row["many"] for row in rows})
    first = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return Queue(
        ready=many[TaskResultStatus.READY],
        running=many[TaskResultStatus.RUNNING],
        failed=many[TaskResultStatus.FAILED],
        done=many[TaskResultStatus.SUCCESSFUL],
        oldest=first,
    )


def failed_jobs() -> list[Job]:
    """Jobs that are not tried again by themselves, latest first."""
    return list(DBTaskResult.objects.failed().order_by("-finished_at")[:MOST_SHOWN])


@transaction.atomic
def retry_job(*, job_id: UUID, by: Actor, at: datetime) -> None:
    """Let a failed job run again, with all its tries before it. Raises JobNotFailedError."""
    changed = DBTaskResult.objects.filter(pk=job_id, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, run_after=at, finished_at=None, worker_ids=[], traceback=""
    )
    if not changed:
        raise JobNotFailedError
    record(kind="site.job_retried", by=by, at=at, subject=f"job:{job_id}", details={})
