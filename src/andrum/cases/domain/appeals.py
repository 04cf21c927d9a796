"""Until when a decision may be appealed: förvaltningslagen (2017:900) 44 § and lagen (1930:173) 2 §."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class AppealPeriod:
    """Weeks to appeal from the day the person got the decision, from a certain day."""

    weeks: int
    provision: str
    from_date: date


APPEAL_PERIODS = (AppealPeriod(weeks=3, provision="FL (2017:900) 44 §", from_date=date(2018, 7, 1)),)


def appeal_period_on(day: date) -> AppealPeriod:
    """The period in force that day. Raises ValueError for a day before the act was in force."""
    return max((p for p in APPEAL_PERIODS if p.from_date <= day), key=lambda period: period.from_date)


def appeal_by(delivered: date) -> date:
    """The last day to appeal: weeks from the day of delivery, moved on past days of rest."""
    day = delivered + timedelta(weeks=appeal_period_on(delivered).weeks)
    while is_day_of_rest(day):
        day += timedelta(days=1)
    return day


def is_day_of_rest(day: date) -> bool:
    """Saturday, Sunday, public holiday, Midsummer's, Christmas or New Year's Eve (lagen 1930:173, 1989:253)."""
    if day.weekday() >= SATURDAY:
        return True
    if (day.month, day.day) in {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}:
        return True
    if day in {easter(day.year) + timedelta(days=offset) for offset in (-2, 1, 39)}:
        return True
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4  # Midsummer's Eve


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def working_days_after(day: date, count: int) -> date:
    """The day so many working days later."""
    while count:
        day += timedelta(days=1)
        count -= not is_day_of_rest(day)
    return day
