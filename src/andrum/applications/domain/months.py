"""Which months can be applied for, and which application follows which."""

from datetime import date

from andrum.kernel.periods import Month

CONTINUED_WITHIN = 3
"""An application is a continued one when a signed one lies at most so many months back."""


def open_months(today: date) -> list[Month]:
    """The months that can be applied for on a day: the present one and the next."""
    this = Month.of(today)
    return [this, this.shift(1)]


def is_continued(*, month: Month, last_signed: Month | None) -> bool:
    """True when the last signed application is recent enough for this one to continue it."""
    return last_signed is not None and month.shift(-CONTINUED_WITHIN) <= last_signed < month


def months_between(earlier: Month, later: Month) -> int:
    """How many months later the later one is."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
