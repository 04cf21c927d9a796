"""Money moves on bank days only."""

from datetime import date

import pytest

from andrum.dispatch.domain.bank_days import next_bank_day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 2), date(2026, 11, 3)),
        (date(2026, 11, 6), date(2026, 11, 9)),  # over a weekend
        (date(2026, 12, 23), date(2026, 12, 28)),  # Christmas Eve and Christmas Day, then a weekend
        (date(2026, 12, 30), date(2027, 1, 4)),  # New Year's Eve is no bank day
        (date(2027, 1, 5), date(2027, 1, 7)),  # Epiphany
        (date(2026, 4, 2), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 5, 13), date(2026, 5, 15)),  # Ascension
        (date(2026, 6, 18), date(2026, 6, 22)),  # Midsummer's Eve
        (date(2025, 6, 5), date(2025, 6, 9)),  # the National Day
    ],
)
def test_the_next_bank_day_is_neither_weekend_nor_holiday(day: date, expected: date):
    assert next_bank_day(day) == expected
