"""Tasks and deadlines."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from andrum.accounts.service import User
from andrum.audit.service import Actor, record
from andrum.cases.domain.errors import TaskError
from andrum.cases.domain.events import TaskAdded
from andrum.cases.models import Matter, Task
from andrum.cases.queries.matters import handling_times
from andrum.kernel.clock import swedish_day
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _


@transaction.atomic
def add_task(
    *, matter: Matter, title: str, by: Actor, at: datetime, kind: str = "other", text: str = "", month: str = "",
    due_date: date | None = None, assigned_to: User | None = None, for_manager: bool = False, key: str | None = None,
) -> Task:  # fmt: skip
    """Add something to do in a matter. With a ``key`` that exists already, that task is given back instead."""
    if key is not None and (same := Task.objects.filter(key=key).first()) is not None:
        return same
    try:
        with transaction.atomic():
            task = Task.objects.create(
                matter=matter, kind=kind, title=title, text=text, month=month, due_date=due_date,
                unit_id=matter.unit_id, assigned_to=assigned_to, for_manager=for_manager, added_at=at,
                added_by=by.name, key=key,
            )  # fmt: skip
    except IntegrityError:
        if key is None:
            raise
        return Task.objects.get(key=key)
    record(
        kind="cases.task_added", by=by, at=at, subject=f"task:{task.pk}", matter=str(matter.pk),
        details={"kind": kind, "due_date": str(due_date) if due_date else None},
    )  # fmt: skip
    publish(TaskAdded(task_id=task.pk, matter_id=matter.pk))
    return task


def expect_decision(*, matter: Matter, month: str, received_at: datetime, by: Actor, at: datetime) -> Task:
    """Set the day when a decision is expected after an application, by the unit's own time. Once a month and matter.

    ``decide`` for the month finishes it.
    """
    received = swedish_day(received_at)
    return add_task(
        matter=matter, kind="decision_due", title="Fatta beslut om ansökan", month=month, by=by, at=at,
        due_date=received + timedelta(days=handling_times(matter.unit_id).decision_days),
        key=f"decision_due:{matter.pk}:{month}:{received}",
    )  # fmt: skip


@transaction.atomic
def finish_task(*, task: Task, by: Actor, at: datetime) -> Task:
    """Say that a task is done.

    Raises:
        TaskError: when it is done already.
    """
    if not Task.objects.filter(pk=task.pk, done_at__isnull=True).update(done_at=at, done_by=by.name):
        raise TaskError(_("Uppgiften är redan gjord."), todo=_("Ladda om sidan."))
    task.done_at, task.done_by = at, by.name
    record(
        kind="cases.task_finished", by=by, at=at, subject=f"task:{task.pk}", matter=str(task.matter_id),
        details={"kind": task.kind},
    )  # fmt: skip
    return task


@transaction.atomic
def reopen_task(*, task: Task, by: Actor, at: datetime) -> Task:
    """Take back that a task is done.

    Raises:
        TaskError: when it is not done.
    """
    if not Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None, done_by=""):
        raise TaskError(_("Uppgiften är inte gjord ännu."), todo=_("Ladda om sidan."))
    task.done_at, task.done_by = None, ""
    record(
        kind="cases.task_reopened", by=by, at=at, subject=f"task:{task.pk}", matter=str(task.matter_id),
        details={"kind": task.kind},
    )  # fmt: skip
    return task


@transaction.atomic
def finish_task_with_key(*, key: str, by: Actor, at: datetime) -> bool:
    """Finish the open task that has the key; False when there is none."""
    task = Task.objects.filter(key=key, done_at__isnull=True).first()
    if task is not None:
        finish_task(task=task, by=by, at=at)
    return task is not None
