"""How long it takes from application to decision, where some are not decided yet.

An undecided case has taken at least as long as it has waited. Leaving such cases out would make slow work look fast, so
shares and quantiles are those of Kaplan and Meier (1958, J. Am. Stat. Assoc. 53:457): with everything decided they are
the plain ones, and what cannot be known yet is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

NEXT_DAY: Final = 1
BUCKETS: Final = ((0, 0), (1, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, None))
"""Days from and to, both included; the last has no end."""


@dataclass(frozen=True, slots=True)
class Waited:
    """One application: whole calendar days until it was decided, or until now when it is not."""

    days: int
    is_decided: bool


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """What can be said of some applications. ``median`` and ``ninth`` (the 90th percentile) are days; None is unknown.

    ``by_next_day`` is the share decided on the day of the application or the day after; None when nothing has come.
    """

    received: int
    decided: int
    median: int | None
    ninth: int | None
    by_next_day: Fraction | None

    @property
    def open(self) -> int:
        """Those that wait for their decision."""
        return self.received - self.decided


def lead_times(rows: Sequence[Waited]) -> LeadTimes:
    """All of it, from each application's days."""
    return LeadTimes(
        received=len(rows),
        decided=sum(row.is_decided for row in rows),
        median=days_until(rows, Fraction(1, 2)),
        ninth=days_until(rows, Fraction(9, 10)),
        by_next_day=decided_within(rows, NEXT_DAY) if rows else None,
    )


def days_until(rows: Sequence[Waited], share: Fraction) -> int | None:
    """The first day when at least the share is decided; None when it has not come so far."""
    return next((day for day, decided in _decided_by_day(rows) if decided >= share), None)


def decided_within(rows: Sequence[Waited], days: int) -> Fraction:
    """The share decided when so many days have gone."""
    return max((decided for day, decided in _decided_by_day(rows) if day <= days), default=Fraction(0))


def spread(rows: Sequence[Waited]) -> list[tuple[tuple[int, int | None], int]]:
    """How many were decided within each span of days."""
    decided = [row.days for row in rows if row.is_decided]
    return [
        ((low, high), sum(low <= day and (high is None or day <= high) for day in decided)) for low, high in BUCKETS
    ]


def _decided_by_day(rows: Sequence[Waited]) -> list[tuple[int, Fraction]]:
    """The share decided after each day when something was; of those that had waited that long and could be."""
    left, undecided, found = len(rows), Fraction(1), []
    by_day: dict[int, list[Waited]] = {}
    for row in rows:
        by_day.setdefault(row.days, []).append(row)
    for day in sorted(by_day):
        decided = sum(row.is_decided for row in by_day[day])
        if decided:
            undecided *= Fraction(left - decided, left)
            found.append((day, 1 - undecided))
        left -= len(by_day[day])
    return found
