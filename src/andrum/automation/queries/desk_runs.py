"""Runs as the board of runs shows them: who may know of which, and what they wait for."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from andrum.accounts.service import Role, Unit, User, units_of
from andrum.automation.models import Run, RunState
from andrum.cases.service import visible_matters

OVERSEERS = (Role.OPERATOR, Role.BOARD)
WAITING = (RunState.WAITING_FOR_REGISTER, RunState.WAITING_FOR_CITIZEN, RunState.FAILED)


def visible_runs(*, user: User, at: datetime) -> QuerySet[Run]:
    """The runs that the user may know of.

    Those of matters they may see, and for operators and the board those of their units. Protected persons' runs only
    for named staff, in lists and counts alike.
    """
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    overseen = [unit.pk for role in OVERSEERS for unit in units_of(user, role)]
    runs = Run.objects.filter(Q(Exists(matter)) | Q(matter__unit__in=overseen))
    if not user.may_see_protected:
        runs = runs.filter(matter__is_protected=False)
    return runs.select_related("application", "matter", "matter__applicant", "matter__unit", "mandate").order_by(
        "-created_at", "-pk"
    )


def waiting_runs(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Those that wait for somebody or something, next try first."""
    return runs.filter(state__in=WAITING).order_by(F("next_try_at").asc(nulls_last=True), "pk")


def runs_of_unit(unit: Unit) -> QuerySet[Run]:
    """A unit's runs for other systems, oldest first; protected persons left out."""
    return Run.objects.filter(matter__unit=unit, matter__is_protected=False).select_related("matter").order_by("pk")


def months_with_runs(runs: QuerySet[Run]) -> list[str]:
    """The months there are runs for, newest first."""
    return list(runs.order_by("-month").values_list("month", flat=True).distinct()[:36])
