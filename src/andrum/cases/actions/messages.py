"""Messages: what the citizen writes always becomes a task with a deadline."""

from datetime import date, datetime, timedelta

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.actions.tasks import add_task
from andrum.cases.domain.appeals import working_days_after
from andrum.cases.domain.errors import TaskError
from andrum.cases.domain.events import MessageReceived
from andrum.cases.models import Decision, HandlingTimes, Matter, Message
from andrum.cases.queries.matters import handling_times
from andrum.kernel.clock import swedish_day
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _

MAX_CHARACTERS = 10_000
TO_DO = {
    "message": "Läs och svara på meddelandet",
    "person_wanted": "Ring eller skriv: den sökande vill tala med en människa",
    "objection": "Ompröva beslutet (37–38 §§ förvaltningslagen)",
    "appeal": "Pröva om överklagandet kom i rätt tid och lämna över det (45–46 §§ förvaltningslagen)",
}


@transaction.atomic
def receive_message(
    *, matter: Matter, kind: str, text: str, by: Actor, at: datetime, decision: Decision | None = None,
    key: str | None = None,
) -> Message:  # fmt: skip
    """Keep what the citizen wrote and give somebody the task to act on it in time.

    An appeal is kept whether or not it came in time; ``in_time`` is the first trial, a person decides (FL 45 §).

    Raises:
        TaskError: when text or the decision is missing, or the text is too long.
    """
    if key is not None and (same := Message.objects.filter(key=key).first()) is not None:
        return same
    text = text.strip() or ("Jag vill tala med en människa." if kind == "person_wanted" else "")
    if not text or len(text) > MAX_CHARACTERS or kind not in TO_DO:
        raise TaskError(_("Meddelandet är tomt eller för långt."), todo=_("Skriv med högst 10 000 tecken."))
    if kind in {"objection", "appeal"} and (decision is None or decision.matter_id != matter.pk):
        raise TaskError(_("Det syns inte vilket beslut det gäller."), todo=_("Öppna beslutet och välj där."))
    day = swedish_day(at)
    in_time = None
    if kind == "appeal" and decision is not None:
        in_time = decision.appeal_by_date is None or day <= decision.appeal_by_date
    message = Message.objects.create(
        matter=matter, kind=kind, is_from_citizen=True, text=text, at=at, sender_name=by.name, decision=decision,
        in_time=in_time, key=key,
    )  # fmt: skip
    add_task(
        matter=matter, kind=kind, title=TO_DO[kind], due_date=_due(kind, day, handling_times(matter.unit_id)),
        month=decision.month if decision else "", assigned_to=matter.assigned_to, key=f"message:{message.pk}",
        by=by, at=at,
        text="" if in_time is not False else "Överklagandet ser ut att ha kommit för sent. En människa prövar det.",
    )  # fmt: skip
    record(
        kind="cases.message_received", by=by, at=at, subject=f"message:{message.pk}", matter=str(matter.pk),
        details={"kind": kind, "decision": decision.pk if decision else None, "in_time": in_time},
    )  # fmt: skip
    publish(MessageReceived(message_id=message.pk, matter_id=matter.pk, kind=kind))
    return message


@transaction.atomic
def send_message(*, matter: Matter, text: str, by: Actor, at: datetime, key: str | None = None) -> Message:
    """Write to the citizen.

    Raises:
        TaskError: when the text is empty or too long.
    """
    if key is not None and (same := Message.objects.filter(key=key).first()) is not None:
        return same
    if not text.strip() or len(text) > MAX_CHARACTERS:
        raise TaskError(_("Meddelandet är tomt eller för långt."), todo=_("Skriv med högst 10 000 tecken."))
    message = Message.objects.create(
        matter=matter, is_from_citizen=False, text=text.strip(), at=at, sender_name=by.name, key=key
    )
    record(kind="cases.message_sent", by=by, at=at, subject=f"message:{message.pk}", matter=str(matter.pk))
    return message


def _due(kind: str, day: date, times: HandlingTimes) -> date:
    if kind in {"message", "person_wanted"}:
        return working_days_after(day, times.message_days)
    return day + timedelta(days=times.objection_days if kind == "objection" else times.appeal_days)
