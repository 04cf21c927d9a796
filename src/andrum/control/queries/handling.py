"""The unit's work in numbers: lead times, reasons for hand-over and deadlines, of what the user may know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery

from andrum.accounts.service import Role, Unit, User, units_of
from andrum.automation.service import HandOver, Run, visible_runs
from andrum.cases.service import Decision
from andrum.control.domain.hand_over_reasons import Handed
from andrum.control.domain.lead_times import Waited
from andrum.kernel.clock import SWEDEN, swedish_day
from andrum.kernel.periods import Month

SOON: Final = timedelta(days=3)
KIND: Final = "economic_assistance."
"""How the board of runs names the kinds of application."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: applications that came from the first month to the last, of a unit and a kind or of all."""

    first: Month
    last: Month
    unit: Unit | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """One application as the figures need it."""

    unit: str
    kind: str
    month: Month
    waited: Waited


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Prepared cases of a unit that are not decided: late, due within three days, and the others."""

    unit: str
    late: int
    soon: int
    later: int


def units_seen(user: User) -> list[Unit]:
    """The units that the user manages, or sits on the board of; each once, by name."""
    found = {unit.pk: unit for role in (Role.UNIT_MANAGER, Role.BOARD) for unit in units_of(user, role)}
    return sorted(found.values(), key=lambda unit: unit.name)


def applications(*, user: User, at: datetime, choice: Choice) -> list[Application]:
    """Every application that came in the months, with how long it took or has waited."""
    decided = (
        Decision.objects.filter(matter=OuterRef("matter"), month=OuterRef("month"), changes__isnull=True)
        .order_by("decided_at").values("decided_at")[:1]
    )  # fmt: skip
    rows = _runs(user, at, choice).annotate(decided_at=Subquery(decided)).values_list(
        "matter__unit__name", "application__kind", "application__signed_at", "decided_at"
    )  # fmt: skip
    found = []
    for unit, kind, signed_at, decided_at in rows:
        if signed_at is None:  # the filter leaves none
            continue
        came = swedish_day(signed_at)
        days = (swedish_day(decided_at or at) - came).days
        found.append(Application(unit, kind, Month.of(came), Waited(max(0, days), decided_at is not None)))
    return found


def handed_over(*, user: User, at: datetime, choice: Choice) -> list[Handed]:
    """Every case of the months that went to a person, with its reasons; of a case prepared anew, the last."""
    runs = _runs(user, at, choice).order_by().values("pk")
    rows = HandOver.objects.filter(run__in=runs).exclude(closed_how="replaced").order_by("run", "-pk")
    found: dict[int, Handed] = {}
    for run, kind, unit, reasons in rows.values_list("run", "run__application__kind", "matter__unit", "reasons"):
        codes = tuple(str(reason.get("code", "")) for reason in reasons if isinstance(reason, dict))
        found.setdefault(run, Handed(KIND + kind, unit, codes))
    return list(found.values())


def deadlines(*, user: User, at: datetime, choice: Choice) -> list[Deadlines]:
    """Prepared cases that wait for their decision now, whenever they came, by unit."""
    today = swedish_day(at)
    runs = _of_unit(visible_runs(user=user, at=at), user, choice).order_by().values("pk")
    rows = HandOver.objects.filter(run__in=runs, closed_at__isnull=True).order_by("matter__unit__name", "pk")
    by_unit: dict[str, list[date]] = {}
    for unit, due in rows.values_list("matter__unit__name", "due_date"):
        by_unit.setdefault(unit, []).append(due)
    return [_deadlines(unit, dues, today) for unit, dues in by_unit.items()]


def endangered(*, user: User, at: datetime, choice: Choice, most: int) -> QuerySet[HandOver]:
    """The cases themselves, shortest time first."""
    runs = _of_unit(visible_runs(user=user, at=at), user, choice).order_by().values("pk")
    due = HandOver.objects.filter(run__in=runs, closed_at__isnull=True, due_date__lte=swedish_day(at) + SOON)
    return due.select_related("matter", "matter__unit", "taken_by").order_by("due_date", "pk")[:most]


def _deadlines(unit: str, dues: Iterable[date], today: date) -> Deadlines:
    rows = list(dues)
    late = sum(due < today for due in rows)
    soon = sum(today <= due <= today + SOON for due in rows)
    return Deadlines(unit, late, soon, len(rows) - late - soon)


def _runs(user: User, at: datetime, choice: Choice) -> QuerySet[Run]:
    runs = _of_unit(visible_runs(user=user, at=at).order_by("pk"), user, choice).filter(
        application__signed_at__gte=_midnight(choice.first.first_day),
        application__signed_at__lt=_midnight(choice.last.shift(1).first_day),
    )  # fmt: skip
    return runs.filter(application__kind=choice.kind) if choice.kind else runs


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SWEDEN)


def _of_unit(runs: QuerySet[Run], user: User, choice: Choice) -> QuerySet[Run]:
    units = [choice.unit] if choice.unit else units_seen(user)
    return runs.filter(matter__unit__in=units)
