"""Time as something that is given, so that any moment can be replayed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


class Clock(Protocol):
    """Gives the present instant, with time zone."""

    def now(self) -> datetime:
        """The present instant."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved; for tests and replays."""

    at: datetime

    def now(self) -> datetime:
        """The instant it stands at."""
        return self.at


def swedish_day(at: datetime) -> date:
    """The calendar day in Sweden at an instant."""
    return at.astimezone(SWEDEN).date()
