"""Swedish texts that rooms keep or that pure rooms say, put in the reader's language where they are shown.

They are marked for the catalogue in ``words_of_rooms`` and ``words_of_law``.
"""

import re

from django.utils.translation import get_language, gettext

MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
MONTH = re.compile(rf"\b(?:{MONTHS}) \d{{4}}\b")
VARYING = re.compile(rf"(?:{MONTHS}) \d{{4}}|\d{{1,3}}(?:\u00a0\d{{3}})*(?:,\d\d)?(?:\u00a0kr)?")
"""Months, amounts and numbers: what stands as ``{}`` in a marked text."""


def in_readers_language(text: str) -> str:
    """Return a stored text in the language of the reader; what has no translation stays in Swedish.

    ``Kostnad: hyra`` and ``12 år, hela månaden`` are put together again from their translated parts; a month is
    translated wherever it stands.
    """
    if not text or (get_language() or "sv").startswith("sv"):
        return text
    if (whole := _translated(text)) is not None:
        return whole
    for between in (" · ", ": ", ", "):
        parts = text.split(between)
        if len(parts) > 1:
            return between.join(in_readers_language(part) for part in parts)
    return MONTH.sub(lambda found: _varying(found[0]), text)


def whole(text: str) -> str:
    """Return a text in the language of the reader when all of it has a translation, else in Swedish."""
    if (get_language() or "sv").startswith("sv"):
        return text
    return found if (found := gettext(text)) != text else _translated(text) or text


def _translated(text: str) -> str | None:
    for known in (text, text[:1].lower() + text[1:]):
        if (found := gettext(known)) != known:
            return found if known == text else found[:1].upper() + found[1:]
    if "{" in text:
        return None
    pattern = VARYING.sub("{}", text)
    if pattern == text or (found := gettext(pattern)) == pattern:
        return None
    return found.format(*(_varying(match) for match in VARYING.findall(text)))


def _varying(text: str) -> str:
    word, _space, rest = text.partition(" ")
    return f"{gettext(word)} {rest}" if rest else text
