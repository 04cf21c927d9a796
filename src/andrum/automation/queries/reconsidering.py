"""A decision that is to be tried again: who has asked, where it stands by law, and the month as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from andrum.accounts.service import User
from andrum.applications.service import Application
from andrum.automation.domain.duties import Duty
from andrum.automation.domain.reconsidering import Standing, Wish, duties_of_change
from andrum.automation.models import AppealTrial
from andrum.automation.queries.situation import Situation, situation_of
from andrum.cases.service import Communication, Decision, Message, Task, communication_of, visible_matters

ASKING = ("objection", "appeal")
CONTROL_KEY = "control:error:"
"""How the keys of control's requests to the unit begin."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Why a decision is to be tried again: the task, and what the person wrote; no message when control asks."""

    task: Task
    message: Message | None

    @property
    def is_appeal(self) -> bool:
        """True when the person appeals."""
        return self.message is not None and self.message.kind == "appeal"


def visible_decisions(*, user: User, at: datetime) -> QuerySet[Decision]:
    """Decisions about a month in the matters that the user may see; those that dismiss an appeal are left out."""
    matters = visible_matters(user=user, at=at).order_by().values("pk")
    return (
        Decision.objects.filter(matter__in=matters)
        .exclude(month="")
        .select_related("matter__applicant", "matter__unit", "changes", "changed_by")
    )


def decision_of_task(task: Task) -> Decision | None:
    """The decision that a task asks to try again; None when it asks for something else."""
    key = task.key or ""
    if key.startswith("message:"):
        message = (
            Message.objects.select_related("decision").filter(matter=task.matter, pk=key.partition(":")[2]).first()
        )
        return message.decision if message is not None else None
    if key.startswith(CONTROL_KEY):
        return _holding(task)
    return None


def _holding(task: Task) -> Decision | None:
    return (
        Decision.objects.filter(matter=task.matter, month=task.month, changed_by__isnull=True).order_by("-pk").first()
    )


def asked_about(decision: Decision) -> Sequence[Asked]:
    """What is asked and not done yet about a decision, the oldest first."""
    messages = {f"message:{row.pk}": row for row in Message.objects.filter(decision=decision, kind__in=ASKING)}
    tasks = Task.objects.filter(matter=decision.matter_id, done_at__isnull=True).filter(
        Q(key__in=list(messages)) | Q(key__startswith=CONTROL_KEY, month=decision.month)
    )
    return [Asked(task, messages.get(task.key or "")) for task in tasks.order_by("added_at", "pk")]


def appeals_of(decision: Decision) -> QuerySet[Message]:
    """All appeals against a decision, the oldest first."""
    return Message.objects.filter(decision=decision, kind="appeal").order_by("at", "pk")


def trial_of(message: Message) -> AppealTrial | None:
    """How the appeal was tried, when it is."""
    return AppealTrial.objects.select_related("dismissal").filter(message=message).first()


def standing_of(decision: Decision) -> Standing:
    """Where the decision stands by law. An appeal against one that it changed is against it too (FL 46 §)."""
    chain = [decision.pk]
    before = decision.changes
    while before is not None:
        chain.append(before.pk)
        before = before.changes
    appeals = Message.objects.filter(decision__in=chain, kind="appeal")
    dismissed = AppealTrial.objects.filter(message__in=appeals, dismissal__isnull=False).values("message")
    return Standing(
        is_changed=Decision.objects.filter(changes=decision).exists(),
        is_appealed=appeals.exclude(pk__in=dismissed).exists(),
        is_handed_over=AppealTrial.objects.filter(message__in=appeals, handed_over_date__isnull=False).exists(),
    )


def told_since(decision: Decision) -> Communication | None:
    """What the person was told after the decision was made, before a change of it (FL 25 §)."""
    sent = communication_of(matter=decision.matter, month=decision.month)
    return sent if sent is not None and sent.sent_at > decision.decided_at else None


def duties_left(decision: Decision, wish: Wish, *, today: date) -> list[Duty]:
    """What still hinders the change, in order; empty when it may be made."""
    duties = duties_of_change(wish=wish, standing=standing_of(decision), sent=told_since(decision), today=today)
    return [duty for duty in duties if not duty.is_done]


def application_of(decision: Decision) -> Application | None:
    """The application that was decided."""
    found = Application.objects.filter(matter=decision.matter_id, month=decision.month).exclude(state="withdrawn")
    return found.select_related("co_applicant").order_by("-signed_at", "-pk").first()


def as_it_is_now(decision: Decision) -> Situation:
    """The month with its facts as they are now, assessed by the rules of that month. Reads only."""
    application = application_of(decision)
    return situation_of(
        matter=decision.matter, month=decision.month, kind=application.kind if application is not None else "new"
    )
