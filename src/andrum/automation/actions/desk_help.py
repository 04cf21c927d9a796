"""Ask the unit's manager for help with a prepared case."""

from datetime import datetime, timedelta

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.automation.domain.errors import HandOverClosedError
from andrum.automation.models import HandOver
from andrum.cases.service import Task, add_task
from andrum.kernel.clock import swedish_day


@transaction.atomic
def ask_for_help(*, hand_over: HandOver, text: str, by: Actor, at: datetime) -> Task:
    """Give the manager a task with what is asked; the same question twice in a day is one task.

    Raises:
        HandOverClosedError: when the case is no longer open.
    """
    if hand_over.closed_at is not None:
        raise HandOverClosedError
    task = add_task(
        matter=hand_over.matter, title="Hjälp behövs med ett förberett ärende", text=f"{by.name}: {text.strip()}",
        month=hand_over.month, due_date=min(hand_over.due_date, swedish_day(at) + timedelta(days=2)), for_manager=True,
        key=f"help:{hand_over.pk}:{by.id}:{swedish_day(at)}", by=by, at=at,
    )  # fmt: skip
    record(
        kind="automation.help_asked", by=by, at=at, subject=f"hand_over:{hand_over.pk}",
        matter=str(hand_over.matter_id), details={"task": task.pk},
    )  # fmt: skip
    return task
