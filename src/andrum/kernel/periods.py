"""Calendar months and spans of days."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Self

from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _

SWEDISH_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class MonthError(AndrumError):
    """A text that is no month."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month. Orders by time; ``str`` gives ``2026-11``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= 9999):
            raise MonthError(_("Månaden finns inte."), todo=_("Skriv år och månad, till exempel 2026-11."))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-11``. Raises MonthError when the text is no month."""
        year, dash, month = text.partition("-")
        if not (dash and len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()):
            raise MonthError(_("Månaden går inte att läsa."), todo=_("Skriv år och månad, till exempel 2026-11."))
        return cls(int(year), int(month))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    def shift(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        """Number of days in the month."""
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def in_words(self) -> str:
        """``november 2026``."""
        return f"{SWEDISH_MONTHS[self.month - 1]} {self.year}"

    @property
    def in_english(self) -> str:
        """``November 2026``."""
        return f"{ENGLISH_MONTHS[self.month - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def day_in_words(day: date) -> str:
    """``22 november 2026``."""
    return f"{day.day} {SWEDISH_MONTHS[day.month - 1]} {day.year}"


def day_in_english(day: date) -> str:
    """``22 November 2026``."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def age_on(*, born: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
