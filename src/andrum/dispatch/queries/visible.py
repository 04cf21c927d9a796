"""What each visitor may see of what goes out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from andrum.accounts.service import Role, User, has_role
from andrum.cases.service import visible_matters
from andrum.dispatch.models import Outgoing, OutgoingState, PaymentFile

CHOICES: dict[str, tuple[str, ...]] = {
    "vantar": (OutgoingState.QUEUED, OutgoingState.WAITING, OutgoingState.IN_FILE),
    "for-hand": (OutgoingState.BY_HAND,),
    "misslyckade": (OutgoingState.FAILED,),
    "klara": (OutgoingState.SENT, OutgoingState.CANCELLED),
}
"""The lists of the page, and which states each holds."""


def visible_outgoing(*, user: User, at: datetime) -> QuerySet[Outgoing]:
    """What a unit manager may see: their matters'. An administrator sees all but protected ones, without names."""
    mine = Q(Exists(visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))))
    if has_role(user, Role.ADMINISTRATOR):
        mine |= Q(pk__isnull=False) if user.may_see_protected else Q(matter__is_protected=False)
    return Outgoing.objects.filter(mine)


def listed(*, user: User, at: datetime, choice: str) -> QuerySet[Outgoing]:
    """One of the lists: what is left to do oldest first, what is done newest first."""
    rows = visible_outgoing(user=user, at=at).filter(state__in=CHOICES[choice])
    order = ("-sent_at", "-id") if choice == "klara" else ("ordered_at", "id")
    return rows.select_related("matter__applicant", "matter__unit", "payment_file").defer(
        "payment_file__content"
    ).order_by(*order)  # fmt: skip


def numbers(*, user: User, at: datetime) -> dict[str, int]:
    """How many each list holds."""
    return {
        choice: visible_outgoing(user=user, at=at).filter(state__in=states).count()
        for choice, states in CHOICES.items()
    }


@dataclass(frozen=True, slots=True)
class FileRow:
    """A payment file as it is listed."""

    file: PaymentFile
    state: str


def file_state(file: PaymentFile) -> str:
    """``delivered``, ``failed``, ``waiting`` (with a cause) or ``queued``."""
    if file.delivered_at is not None:
        return "delivered"
    if file.failed_at is not None:
        return "failed"
    return "waiting" if file.cause else "queued"


def holds_protected(file: PaymentFile) -> bool:
    """True when the file pays somebody whose identity is protected."""
    return Outgoing.objects.filter(payment_file=file, matter__is_protected=True).exists()
