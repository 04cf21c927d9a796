"""What the board of runs counts and reckons, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from andrum.kernel.errors import AndrumError

STATES: Final = (
    "waiting", "running", "waiting_for_register", "waiting_for_citizen", "failed", "decided", "handed_over",
)  # fmt: skip
"""Where a run can stand, in the order of the board. A kind of run says each of its own states by one of these."""
UNDER_WAY: Final = ("waiting", "running")
"""What is done without anybody doing anything: what the time left is reckoned for."""
MEASURED: Final = timedelta(hours=1)
SHORTEST: Final = timedelta(minutes=5)
MOST_MINUTES: Final = 10_000


class RunKindError(AndrumError):
    """A kind of run that cannot be paused, resumed or retried as asked."""


class TimeFigureError(AndrumError):
    """A figure of time that nobody could answer for."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Runs that came to their end in a while: how many, and when the first of them did."""

    many: int = 0
    first: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Runs of one kind that wait for the same cause. ``code`` is what a retry names; ``words`` hold no person."""

    kind: str
    code: str
    words: str
    many: int


@dataclass(frozen=True, slots=True)
class Cause:
    """Why cases of a kind went to a person: a short reason and how many."""

    kind: str
    words: str
    many: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast it goes: finished an hour, and how long a while it was measured over."""

    an_hour: Fraction
    measured: timedelta

    def time_left(self, counts: Mapping[str, int]) -> timedelta | None:
        """For what is under way, at this speed; None when nothing is, or nothing goes."""
        left = sum(counts.get(state, 0) for state in UNDER_WAY)
        return timedelta(hours=float(left / self.an_hour)) if left and self.an_hour else None


def rate_of(finished: Finished, *, at: datetime) -> Rate | None:
    """The speed of the last hour, or of the shorter while since the first of them; None when nothing was finished."""
    if not finished.many or finished.first is None:
        return None
    measured = min(max(at - finished.first, SHORTEST), MEASURED)
    return Rate(Fraction(finished.many * 3600, round(measured.total_seconds())), measured)


@dataclass(frozen=True, slots=True)
class Saved:
    """Minutes that the automation has saved: decided runs times the figure of their unit.

    ``without_figure`` were done in a unit that has none: they are not part of ``minutes``.
    """

    minutes: int
    counted: int
    without_figure: int


def saved_time(done: Mapping[int, int], minutes_each: Mapping[int, int]) -> Saved | None:
    """What was done by unit, times each unit's own figure; None when no unit has one."""
    counted = {unit: many for unit, many in done.items() if unit in minutes_each}
    if not minutes_each:
        return None
    return Saved(
        minutes=sum(many * minutes_each[unit] for unit, many in counted.items()),
        counted=sum(counted.values()),
        without_figure=sum(done.values()) - sum(counted.values()),
    )
