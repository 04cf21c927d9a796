"""What goes out, on the board of runs."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import visible_matters
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState
from andrum.runs.service import Fault, Finished

LETTERS: Final = "dispatch.letter"
PAYMENTS: Final = "dispatch.payment"
KINDS: Final[dict[str, str | Promise]] = {LETTERS: _("Brev"), PAYMENTS: _("Utbetalningar")}
PREFIX: Final = "dispatch."
STATES: Final = {
    OutgoingState.QUEUED: "waiting", OutgoingState.IN_FILE: "running", OutgoingState.WAITING: "waiting_for_register",
    OutgoingState.FAILED: "failed", OutgoingState.SENT: "decided", OutgoingState.BY_HAND: "handed_over",
}  # fmt: skip
"""Where the board shows each state; what somebody has stopped is not shown."""
LISTS: Final = {
    "waiting": "vantar", "running": "vantar", "waiting_for_register": "vantar", "failed": "misslyckade",
    "decided": "klara", "handed_over": "for-hand",
}  # fmt: skip
RETRYABLE: Final = (OutgoingState.WAITING, OutgoingState.FAILED)


def overseen_outgoing(*, user: User, at: datetime, month: str = "") -> QuerySet[Outgoing]:
    """Letters and payments of the matters the user may see, and for operators and the board those of their units.

    Protected persons' only for named staff. Numbers are made of it, never a list of persons.
    """
    units = [unit.pk for role in (Role.OPERATOR, Role.BOARD) for unit in units_of(user, role)]
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    mine = Q(Exists(matter)) | Q(matter__unit__in=units)
    rows = Outgoing.objects.filter(mine, kind__in=(OutgoingKind.LETTER, OutgoingKind.PAYMENT), state__in=STATES)
    if not user.may_see_protected:
        rows = rows.filter(matter__is_protected=False)
    return rows.filter(decision__month=month) if month else rows


def counts(*, user: User, at: datetime, month: str) -> Mapping[str, Mapping[str, int]]:
    """By kind and the states of the board."""
    found: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    rows = overseen_outgoing(user=user, at=at, month=month).values("kind", at_state=F("state"))
    for row in rows.annotate(number=Count("pk")):
        found[PREFIX + row["kind"]][STATES[row["at_state"]]] = row["number"]
    return found


def finished(*, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
    """What was sent since an instant."""
    rows = overseen_outgoing(user=user, at=at).filter(sent_at__gte=since).values("kind")
    return {
        PREFIX + row["kind"]: Finished(row["number"], row["first"])
        for row in rows.annotate(number=Count("pk"), first=Min("sent_at"))
    }


def faults(*, user: User, at: datetime, month: str) -> Sequence[Fault]:
    """Letters that could not be sent, by cause. A payment file is tried again on its own page."""
    rows = overseen_outgoing(user=user, at=at, month=month).filter(kind=OutgoingKind.LETTER, state__in=RETRYABLE)
    return [
        Fault(LETTERS, fault_code(row["cause"]), row["cause"], row["number"])
        for row in rows.values("cause").annotate(number=Count("pk")).order_by("cause")
    ]


def letters_with_fault(*, fault: Fault, user: User, at: datetime) -> QuerySet[Outgoing]:
    """The user's letters that could not be sent for the cause."""
    rows = overseen_outgoing(user=user, at=at).filter(kind=OutgoingKind.LETTER, state__in=RETRYABLE)
    causes = [cause for cause in set(rows.values_list("cause", flat=True)) if fault_code(cause) == fault.code]
    return rows.filter(cause__in=causes)


def fault_code(cause: str) -> str:
    """What a cause is called in an address."""
    return hashlib.sha256(cause.encode()).hexdigest()[:12]
