"""The recalculation of fees, on the board of runs. Numbers only, never a list of persons."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import visible_matters
from andrum.fees.models import ItemState, Recalculation, RecalculationItem, RecalculationState
from andrum.runs.service import Finished

RECALCULATION: Final = "home_care_fee.recalculation"
KINDS: Final[dict[str, str | Promise]] = {RECALCULATION: _("Omräkning av avgifter")}
STATES: Final[dict[str, str]] = {
    ItemState.READY: "waiting", ItemState.OUTLIER: "waiting", ItemState.DECIDED: "decided",
    ItemState.HANDED: "handed_over",
}  # fmt: skip


def overseen_items(*, user: User, at: datetime, month: str = "") -> QuerySet[RecalculationItem]:
    """Approved recalculations of the matters the user may see; for operators and the board those of their units."""
    units = [unit.pk for role in (Role.OPERATOR, Role.BOARD) for unit in units_of(user, role)]
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    approved = Recalculation.objects.filter(approved_at__isnull=False).exclude(state=RecalculationState.DROPPED)
    if month:
        approved = approved.filter(month=month)
    few = list(
        approved.values_list("pk", flat=True)
    )  # one a unit and year: known first, nothing else is looked through
    rows = RecalculationItem.objects.filter(Exists(matter) | Q(matter__unit__in=units), recalculation__in=few)
    return rows if user.may_see_protected else rows.filter(matter__is_protected=False)


def counts(*, user: User, at: datetime, month: str) -> Mapping[str, Mapping[str, int]]:
    """By the states of the board; those that did not change are decided of as much as they will be, and left out."""
    found: dict[str, int] = {}
    rows = overseen_items(user=user, at=at, month=month).values("state").annotate(number=Count("pk"))
    for row in rows.order_by("state"):
        state = STATES.get(row["state"])
        if state:
            found[state] = found.get(state, 0) + row["number"]
    return {RECALCULATION: found}


def finished(*, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
    """Fees decided since an instant."""
    rows = overseen_items(user=user, at=at).filter(state=ItemState.DECIDED, decision__decided_at__gte=since)
    row = rows.aggregate(number=Count("pk"), first=Min("decision__decided_at"))
    return {RECALCULATION: Finished(row["number"], row["first"])} if row["number"] else {}


def done_by_unit(*, user: User, at: datetime, month: str) -> Mapping[str, Mapping[int, int]]:
    """Fees decided within a mandate, by unit; what a person approved in a body is that person's."""
    rows = overseen_items(user=user, at=at, month=month).filter(decision__how="automated")
    units = rows.values("matter__unit").annotate(number=Count("pk")).order_by("matter__unit")
    return {RECALCULATION: {row["matter__unit"]: row["number"] for row in units}}
