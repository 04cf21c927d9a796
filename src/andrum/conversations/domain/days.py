"""The day that words such as «på fredag» or «den 3 december» mean. What is not certain is left open."""

import re
from datetime import date, timedelta

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
NUMBERED = re.compile(rf"\b(\d{{1,2}})(?::?e|:?a)?\s+({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?\b")
SHORT = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
WEEKDAY = re.compile(rf"\b(nästa\s+)?({'|'.join(WEEKDAYS)})(?:en)?\b")
NEAR = (("i övermorgon", 2), ("övermorgon", 2), ("i morgon", 1), ("imorgon", 1), ("i dag", 0), ("idag", 0))


def day_meant(words: str, today: date) -> date | None:
    """The day, counted from the day it was said; None when the words do not say one.

    ``nästa fredag`` can mean two days, so it is left open, and so is «nästa vecka».
    """
    text = words.casefold()
    if found := ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMBERED.search(text):
        month = MONTHS.index(found[2]) + 1
        return _coming(int(found[1]), month, int(found[3]) if found[3] else None, today)
    if found := SHORT.search(text):
        return _coming(int(found[1]), int(found[2]), None, today)
    for word, days in NEAR:
        if re.search(rf"\b{word}\b", text):
            return today + timedelta(days=days)
    found = WEEKDAY.search(text)
    if found and not found[1] and "varje" not in text and "nästa" not in text:
        ahead = (WEEKDAYS.index(found[2]) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _coming(day: int, month: int, year: int | None, today: date) -> date | None:
    found = _day(year or today.year, month, day)
    if found is not None and year is None and found < today:
        found = _day(today.year + 1, month, day)
    return found
