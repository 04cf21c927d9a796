"""When a day begins in Sweden."""

from datetime import date, datetime

from andrum.kernel.clock import SWEDEN


def midnight(day: date) -> datetime:
    """The instant when a day begins in Sweden."""
    return datetime(day.year, day.month, day.day, tzinfo=SWEDEN)
