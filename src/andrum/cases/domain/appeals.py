"""Until when a decision may be appealed: förvaltningslagen (2017:900) 44 § and lagen (1930:173) 2 §."""

from dataclasses import dataclass
from datetime import date, timedelta

from andrum.kernel.rest_days import is_day_of_rest


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


def working_days_after(day: date, count: int) -> date:
    """The day so many working days later."""
    while count:
        day += timedelta(days=1)
        count -= not is_day_of_rest(day)
    return day
