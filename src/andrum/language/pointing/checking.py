"""What words alone can say against a claim: a number, a name or a «not» that the quotes do not have.

Words can reject a claim, never support it: likeness of words is no proof that one follows from the other.
"""

import re
from collections.abc import Iterable, Sequence

import snowballstemmer

from andrum.language.context import flags
from andrum.language.pointing.masking import SIGN
from andrum.language.sentences import WORD

STEMMER = snowballstemmer.stemmer("swedish")
UNITS = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
    "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
TENS_IN_ORDER = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
TENS = {word: 10 * n for n, word in enumerate(TENS_IN_ORDER, 2)}
VALUES = {word: n for n, word in enumerate(UNITS)} | TENS | {
    ten + unit: value + n for ten, value in TENS.items() for n, unit in enumerate(UNITS[1:10], 1)
} | {ten + "ett": value + 1 for ten, value in TENS.items()}  # fmt: skip
ARTICLES = frozenset({"en", "ett"})
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
NEGATED = re.compile(
    r"(?<!\w)(?:inte|inget|inga|ingen|aldrig|ej|varken|ingenting|nej|nekar|förneka[rt]?|saknar|utan|slutat)(?!\w)",
    re.IGNORECASE,
)
SUPPOSED = re.compile(r"(?<!\w)(?:om|ifall|skulle|kanske|risk|risken)(?!\w)", re.IGNORECASE)
WHO = frozenset({"mamma", "mamman", "pappa", "pappan", "barnet", "klienten", "flickan", "pojken"})
LEAST_SHARED = 0.2
SHORTEST = 4


def objection(claim: str, quotes: Sequence[str], *, is_denied: bool, is_supposed: bool) -> str:
    """Why the quotes cannot carry the claim: ``siffra``, ``namn``, ``nekning``, ``om`` or ``andra ord``; or nothing."""
    whole = " ".join(quotes)
    if _numbers(claim) - _numbers(whole):
        return "siffra"
    if _names(claim) - {word.lower() for word in WORD.findall(whole)} - WHO or _signs(claim) - _signs(whole):
        return "namn"
    if _negates(claim) != (is_denied or _negates(whole)):
        return "nekning"
    if is_supposed and not SUPPOSED.search(claim):
        return "om"
    mine, theirs = _stems([claim]), _stems(quotes)
    return "andra ord" if mine and len(mine & theirs) < LEAST_SHARED * len(mine) else ""


def _negates(words: str) -> bool:
    return NEGATED.search(words) is not None or "negated" in flags(words)


def _numbers(words: str) -> set[str]:
    """Numbers as digits, whether written so or as words; the articles are none."""
    bare = SIGN.sub(" ", words)
    found = {number.replace(",", ".") for number in NUMBER.findall(bare)}
    return found | {
        str(VALUES[low]) for word in WORD.findall(bare) if (low := word.lower()) in VALUES and low not in ARTICLES
    }


def _signs(words: str) -> set[str]:
    return {sign.group() for sign in SIGN.finditer(words)}


def _names(words: str) -> set[str]:
    """Words with a capital that do not begin a sentence."""
    bare = SIGN.sub(" ", words)
    return {
        match.group().lower() for match in WORD.finditer(bare)
        if match.group()[:1].isupper() and not re.search(r"(?:^|[.!?:»\"])\s*$", bare[: match.start()])
    }  # fmt: skip


def _stems(texts: Iterable[str]) -> set[str]:
    words = (word.lower() for text in texts for word in WORD.findall(SIGN.sub(" ", text)))
    return {STEMMER.stemWord(word) for word in words if len(word) >= SHORTEST}
