"""Days when money can be moved between Swedish banks."""

from datetime import date, timedelta

from andrum.kernel.rest_days import is_day_of_rest


def is_bank_day(day: date) -> bool:
    """True on a weekday that is no public holiday nor Midsummer's, Christmas or New Year's Eve."""
    return not is_day_of_rest(day)


def next_bank_day(day: date) -> date:
    """The first bank day after a day."""
    day += timedelta(days=1)
    while not is_bank_day(day):
        day += timedelta(days=1)
    return day
