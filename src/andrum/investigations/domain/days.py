"""The days of an investigation: when each thing must be done, and what is late."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)


class DeadlineState(StrEnum):
    """How a thing stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    NO_DAY = "no_day"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long something may take: days or months from a day, and the section that says so. Neither is no set time."""

    code: str
    words: str
    section: str
    status: str
    days: int | None = None
    months: int | None = None
    note: str = ""

    def due(self, start: date | None) -> date | None:
        """The last day, from a start; None when the start is not known or nothing is set."""
        if start is None:
            return None
        if self.months is not None:
            return months_after(start, self.months)
        return start + timedelta(days=self.days) if self.days is not None else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing to do: what, by when, when it was done, where it is said, and whether a decision moved the day."""

    code: str
    words: str
    section: str
    due: date | None
    done: date | None = None
    extended: bool = False
    note: str = ""

    def state(self, today: date) -> DeadlineState:
        """How it stands on a day."""
        if self.done is not None:
            return DeadlineState.DONE_LATE if self.due is not None and self.done > self.due else DeadlineState.DONE
        if self.due is None:
            return DeadlineState.NO_DAY
        if today > self.due:
            return DeadlineState.LATE
        return DeadlineState.SOON if self.due - today <= SOON else DeadlineState.OPEN

    def days_left(self, today: date) -> int | None:
        """Days until the last day, negative when it has been; None when there is none or it is done."""
        return None if self.due is None or self.done is not None else (self.due - today).days


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def late_of(deadlines: tuple[Deadline, ...], today: date) -> tuple[Deadline, ...]:
    """Those whose last day has been and that are not done."""
    return tuple(one for one in deadlines if one.state(today) is DeadlineState.LATE)


def next_of(deadlines: tuple[Deadline, ...]) -> Deadline | None:
    """The undone one with the earliest last day."""
    waiting = [one for one in deadlines if one.done is None and one.due is not None]
    return min(waiting, key=lambda one: one.due or date.max, default=None)
