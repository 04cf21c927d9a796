"""Days when neither courts nor banks in Sweden are open."""

from datetime import date, timedelta

SATURDAY = 5


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
