"""Equal treatment in numbers: how decisions went by unit and kind of matter. Never a person, and no small cell."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from andrum.cases.service import Decision, Outcome
from andrum.control.models import Review, Verdict

COLUMNS = ("automated", "granted", "partly_granted", "denied", "other", "reviewed", "wrong")
Place = tuple[str, str]
"""Unit and kind of matter."""


@dataclass(frozen=True, slots=True)
class UnitOutcomes:
    """One unit and kind of matter; a count is None where it is too small to be shown."""

    unit: str
    case_type: str
    cells: dict[str, int | None]


def outcomes_by_unit(*, small_cell: int) -> list[UnitOutcomes]:
    """Counts by unit and kind of matter. Protected matters are never part of them.

    A fee that is set is neither granted nor denied, and is left out.
    ``automated`` of all decisions; ``granted`` and so on count every decision that no later one has changed;
    ``reviewed`` and ``wrong`` count the control. Counts from 1 to below ``small_cell`` are left out; no sums are given,
    so that none of them can be worked out.
    """
    counts: dict[Place, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    decisions = (
        Decision.objects.filter(matter__is_protected=False, changed_by__isnull=True)
        .exclude(month="")
        .exclude(outcome=Outcome.FEE_SET)
    )
    for unit, kind, outcome, how, count in (
        decisions.values_list("matter__unit__name", "matter__kind", "outcome", "how")
        .annotate(count=Count("pk"))
        .order_by("matter__unit__name", "matter__kind", "outcome", "how")
    ):
        cells = counts[unit, kind]
        cells[outcome if outcome in COLUMNS else "other"] += count
        cells["automated"] += count if how == "automated" else 0
    reviews = Review.objects.filter(matter__is_protected=False, run__isnull=False).exclude(outcome="")
    for unit, kind, outcome, count in (
        reviews.values_list("matter__unit__name", "matter__kind", "outcome")
        .annotate(count=Count("pk"))
        .order_by("matter__unit__name", "matter__kind", "outcome")
    ):
        cells = counts[unit, kind]
        cells["reviewed"] += count
        cells["wrong"] += count if outcome == Verdict.WRONG else 0
    return [
        UnitOutcomes(unit, kind, {name: _shown(count, small_cell) for name, count in cells.items()})
        for (unit, kind), cells in sorted(counts.items())
    ]


def _shown(count: int, small_cell: int) -> int | None:
    return None if 0 < count < small_cell else count
