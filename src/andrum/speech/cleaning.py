"""What a recogniser makes up is taken away, and what it is unsure of is marked."""

import functools
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from andrum.speech.agreement import plain
from andrum.speech.vocabulary import DOUBTFUL_BELOW, Heard, Word

LONGEST_WORD = 100
MOST_WORDS = 400
NOBODY_SPOKE = 0.6
FASTEST_SPEECH = 9.0
"""Words a second of speech; nobody speaks faster."""

LONGEST_LOOP = 12
ASIDE = re.compile(r"^[\[(*♪#].*[\])*♪#]$|^[♪*#]+$")


@dataclass(frozen=True, slots=True)
class _Phantoms:
    always: frozenset[tuple[str, ...]]
    when_weak: frozenset[tuple[str, ...]]
    short_answers: frozenset[tuple[str, ...]]


@functools.lru_cache(maxsize=1)
def _phantoms() -> _Phantoms:
    text = (files("andrum.speech") / "data" / "phantoms_sv.txt").read_text(encoding="utf-8")
    found: dict[str, set[tuple[str, ...]]] = {"alltid": set(), "svagt": set(), "svar": set()}
    for line in text.splitlines():
        kind, _, phrase = line.partition(":")
        if kind in found and phrase.strip():
            found[kind].add(tuple(_plain_words(phrase.split())))
    return _Phantoms(*(frozenset(found[kind]) for kind in ("alltid", "svagt", "svar")))


def _plain_words(words: Sequence[str]) -> list[str]:
    return [word for word in (plain(text) for text in words) if word]


def clean(heard: Heard, *, length_s: float, voiced_s: float | None = None) -> tuple[Word, ...]:
    """The words that can be believed, in order, with times inside the sound.

    Args:
        heard: what a recogniser answered; nothing in it is trusted.
        length_s: seconds of sound it was given.
        voiced_s: seconds of speech in it as voice activity found, None where unknown.
    """
    words = _sound(heard.words, length_s)
    words = [word for word in words if not ASIDE.match(word.text)]
    if _is_phantom(words, heard.no_speech, voiced_s):
        return ()
    return tuple(_without_loops(words))


def _sound(words: Sequence[Word], length_s: float) -> list[Word]:
    """Words with text, and times that are numbers, inside the sound and in order."""
    found: list[Word] = []
    before = 0.0
    for word in words[:MOST_WORDS]:
        text = _printable(word.text)
        if not text:
            continue
        start = min(max(_number(word.start, before), before), length_s)
        end = min(max(_number(word.end, start), start), length_s)
        sure = word.probability
        sure = None if sure is None or not math.isfinite(sure) else min(max(sure, 0.0), 1.0)
        found.append(Word(text, start, end, sure, word.doubtful or (sure is not None and sure < DOUBTFUL_BELOW)))
        before = start
    return found


def _printable(text: str) -> str:
    kept = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[: LONGEST_WORD * 2])
    return " ".join(kept.split())[:LONGEST_WORD]


def _number(value: float, instead: float) -> float:
    return value if math.isfinite(value) else instead


def _is_phantom(words: Sequence[Word], no_speech: float | None, voiced_s: float | None) -> bool:
    said = _plain_words([word.text for word in words])
    if not said:
        return bool(words)
    phantoms = _phantoms()
    unsure = _is_unsure(words)
    nobody = no_speech is not None and no_speech > NOBODY_SPOKE
    too_fast = voiced_s is not None and len(words) > 1 and len(words) > voiced_s * FASTEST_SPEECH
    suspect = phantoms.always
    if unsure or nobody or too_fast:
        suspect |= phantoms.when_weak
    if unsure and nobody:
        suspect |= phantoms.short_answers
    return _is_made_of(said, suspect)


def _is_unsure(words: Sequence[Word]) -> bool:
    sure = [word.probability for word in words if word.probability is not None]
    return bool(sure) and sum(sure) / len(sure) < DOUBTFUL_BELOW


def _is_made_of(said: list[str], phrases: frozenset[tuple[str, ...]]) -> bool:
    """Is the whole made of such phrases, one or several after each other?"""
    reached = {0}
    for at in range(len(said)):
        if at in reached:
            reached |= {at + len(it) for it in phrases if tuple(said[at : at + len(it)]) == it}
    return len(said) in reached


def _without_loops(words: list[Word]) -> list[Word]:
    """A phrase said over and over is kept once and marked; a single word three times, for people say nej, nej, nej."""
    found: list[Word] = []
    at = 0
    said = [plain(word.text) for word in words]
    while at < len(words):
        size, times = _loop_at(said, at)
        if not size:
            found.append(words[at])
            at += 1
            continue
        kept = 3 if size == 1 else 1
        found += [replace(word, doubtful=True) for word in words[at : at + size * kept]]
        at += size * times
    return found


def _loop_at(said: Sequence[str], at: int) -> tuple[int, int]:
    """How long a phrase is that loops from here, and how many times; (0, 0) when none does."""
    for size in range(1, min(LONGEST_LOOP, (len(said) - at) // 3) + 1):
        phrase = said[at : at + size]
        times = 1
        while said[at + size * times : at + size * (times + 1)] == phrase:
            times += 1
        if times >= (6 if size == 1 else 4 if size <= 3 else 3):
            return size, times
    return 0, 0
