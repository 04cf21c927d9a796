"""Small strict readers: what is missing or of another kind is refused, never guessed and never zero."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from andrum.integrations.registers.messages import Element, UnreadableError

DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?")
WHOLE: Final = re.compile(r"-?\d{1,12}")
CODE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
LONG_NUMBER: Final = re.compile(r"\d{8,}")
MOST_KRONOR: Final = 10**9
LONGEST: Final = 200
"""Characters of a text that is kept: names, codes, words."""


def text_in(parent: Element, name: str) -> str:
    """The text of a child element; empty when it is not there."""
    child = parent.find(name)
    return short(child.text or "") if child is not None else ""


def short(text: str) -> str:
    """Trimmed, and not longer than what anybody writes as a name or a code."""
    return text.strip()[:LONGEST]


def day(text: str) -> date:
    """A day as XML Schema writes it, with or without a time zone. Raises UnreadableError."""
    found = DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise UnreadableError("day") from None


def day_in(parent: Element, name: str) -> date | None:
    """The day in a child element; None when it is not there. Raises UnreadableError."""
    text = text_in(parent, name)
    return day(text) if text else None


def packed_day(text: str) -> date:
    """``20261125``. Raises UnreadableError."""
    written = text.strip()
    return day(f"{written[:4]}-{written[4:6]}-{written[6:]}") if len(written) == 8 else day("")


def whole_kronor(text: str) -> int:
    r"""Öre of an amount in whole kronor, ``-?\\d+``. Raises UnreadableError."""
    if not WHOLE.fullmatch(text.strip()):
        raise UnreadableError("amount")
    return int(text) * 100


def ore(value: object) -> int:
    """Öre of kronor with at most two decimals, exact. Raises UnreadableError for what is no such number."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise UnreadableError("amount")
    try:
        amount = Decimal(value.strip() if isinstance(value, str) else value)
    except InvalidOperation:
        raise UnreadableError("amount") from None
    if not amount.is_finite() or abs(amount) > MOST_KRONOR or amount * 100 != (amount * 100).to_integral_value():
        raise UnreadableError("amount")
    return int(amount * 100)


def code_of(text: str, *, otherwise: str = "OKAND") -> str:
    """A fault code that may be written in logs: short, plain, and with no long number in it."""
    word = text.strip()
    return word if CODE.fullmatch(word) and not LONG_NUMBER.search(word) else otherwise


def mapping(value: object) -> Mapping[str, object]:
    """The value as a JSON object. Raises UnreadableError."""
    if not isinstance(value, Mapping):
        raise UnreadableError("not_object")
    return value


def rows(value: object) -> Iterable[Mapping[str, object]]:
    """The value as a list of JSON objects; a list that is left out is empty. Raises UnreadableError."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise UnreadableError("not_list")
    return [mapping(row) for row in value]


def word(value: object) -> str:
    """A JSON text; empty when it is left out. Raises UnreadableError."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnreadableError("not_text")
    return short(value)
