"""What the model answered: read strictly, and grounded. Whatever does not stand is thrown away and counted."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from andrum.language.factors import FactorSet
from andrum.language.people import ABOUT
from andrum.language.pointing.masking import Masked
from andrum.language.pointing.questions import LONGEST_QUOTE, MOST_EACH, POLARITIES, STATUSES, TIMES
from andrum.language.pointing.vocabulary import Counts, Json, Pointed, PointedStatement, PointedWords, Thrown
from andrum.language.sentences import sentences
from andrum.language.vocabulary import Status, Time

THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
FENCE = re.compile(r"\A```(?:json)?\s*\n(.*)\n```\Z", re.DOTALL)
LARGEST = 400_000
LISTS = ("statements", "agreements", "own_views")
DISTRUST_FROM = 4
"""So many pointings it takes before an answer whose most quotes are wrong is thrown away whole."""
UNGROUNDED = (Thrown.QUOTE, Thrown.NUMBER, Thrown.CUT, Thrown.LABEL)


class UnreadableAnswerError(ValueError):
    """The answer is no answer to what was asked; all of it is thrown away."""

    def __init__(self, why: Thrown) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance that may be pointed at: as it was said, as it was sent, and whether it was said by one who asks."""

    n: int
    text: str
    masked: Masked
    is_asking: bool


def read_json(answer: str) -> Json:
    """The one JSON object of an answer. Raises :class:`UnreadableAnswerError`."""
    text = THOUGHTS.sub("", answer, count=1).strip() if len(answer) <= LARGEST else ""
    fenced = FENCE.match(text)
    try:
        found = json.loads(fenced[1] if fenced else text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise UnreadableAnswerError(Thrown.NO_JSON) from None
    if not isinstance(found, dict):
        raise UnreadableAnswerError(Thrown.SHAPE)
    return found


def pointed_in(answer: str, said: Sequence[Said], factors: FactorSet, counts: Counts) -> Pointed:
    """What stands of an answer about these utterances. Raises :class:`UnreadableAnswerError` when nothing does."""
    found = read_json(answer)
    if not all(isinstance(found.get(name), list) for name in LISTS):
        raise UnreadableAnswerError(Thrown.SHAPE)
    own = Counts()
    own.throw(Thrown.FIELD, sum(name not in LISTS for name in found))
    by_number = {it.n: it for it in said}
    areas = frozenset(area.id for area in factors.areas)
    made: dict[str, list[PointedStatement | PointedWords]] = {name: [] for name in LISTS}
    for name in LISTS:
        own.throw(Thrown.TOO_MANY, max(0, len(found[name]) - MOST_EACH))
        for item in found[name][:MOST_EACH]:
            one = _one(item, name, by_number, areas, own)
            if one is not None and one in made[name]:
                own.throw(Thrown.TWICE)
            elif one is not None:
                made[name].append(one)
    kept = sum(len(them) for them in made.values())
    wrong = sum(own.thrown[str(why)] for why in UNGROUNDED)
    if wrong > kept and wrong + kept >= DISTRUST_FROM:
        own.throw(Thrown.DISTRUSTED, kept)
        counts.thrown += own.thrown
        raise UnreadableAnswerError(Thrown.DISTRUSTED)
    counts.thrown += own.thrown
    counts.kept += kept
    return Pointed(
        statements=tuple(it for it in made["statements"] if isinstance(it, PointedStatement)),
        agreements=tuple(it for it in made["agreements"] if isinstance(it, PointedWords)),
        own_views=tuple(it for it in made["own_views"] if isinstance(it, PointedWords)),
        read=frozenset(by_number),
    )


def _one(
    item: object, name: str, said: Mapping[int, Said], areas: frozenset[str], counts: Counts
) -> PointedStatement | PointedWords | None:
    """One pointing that stands, or None."""
    if not isinstance(item, dict):
        counts.throw(Thrown.SHAPE)
        return None
    place = _place(item, name, said)
    if isinstance(place, Thrown):
        counts.throw(place)
        return None
    n, start, end = place
    words = PointedWords(n, start, end, said[n].text[start:end])
    wanted = {"n", "quote"}
    made: PointedStatement | PointedWords | None = words
    if name == "statements":
        wanted |= {"polarity", "area", "about", "status", "time"}
        made = _labelled(item, words, areas)
        if made is None:
            counts.throw(Thrown.LABEL)
            return None
    counts.throw(Thrown.FIELD, sum(field not in wanted for field in item))
    return made


def _place(item: Json, name: str, said: Mapping[int, Said]) -> tuple[int, int, int] | Thrown:
    """Where the quote stands in what was said, or why it is thrown away."""
    n, quote = item.get("n"), item.get("quote")
    if isinstance(n, bool) or not isinstance(n, int) or not isinstance(quote, str):
        return Thrown.SHAPE
    one = said.get(n)
    if one is None:
        return Thrown.NUMBER
    place = _found(one, quote)
    if isinstance(place, Thrown):
        return place
    if name != "agreements" and one.is_asking:
        return Thrown.WORKER
    start, end = _trimmed(one.text, *place)
    return Thrown.QUESTION if _asks(one.text, start, end) else (n, start, end)


def _found(one: Said, quote: str) -> tuple[int, int] | Thrown:
    """The first place where the quote stands as whole words, in the text as it was said."""
    if not any(letter.isalnum() for letter in quote) or len(quote) > LONGEST_QUOTE:
        return Thrown.QUOTE
    why, at = Thrown.QUOTE, one.masked.text.find(quote)
    while at >= 0:
        place = one.masked.back(at, at + len(quote))
        if place is not None and not _cuts(one.text, *place):
            return place
        why, at = Thrown.CUT, one.masked.text.find(quote, at + 1)
    return why


def _labelled(item: Json, words: PointedWords, areas: frozenset[str]) -> PointedStatement | None:
    labels = [item.get(name) for name in ("polarity", "area", "about", "status", "time")]
    if not all(isinstance(label, str) for label in labels):
        return None
    polarity, area, about, status, time = map(str, labels)
    fits = polarity in POLARITIES and area in areas and about in ABOUT and status in STATUSES and time in TIMES
    if not fits:
        return None
    return PointedStatement(
        words.n, words.start, words.end, words.quote, polarity, area, about, Status(status), Time(time)
    )


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether an edge falls inside a word: «lycklig» out of «olycklig» is not what was said."""
    return any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _asks(text: str, start: int, end: int) -> bool:
    """Whether the quote touches a sentence that asks."""
    return any(a < end and start < b and text[a:b].rstrip(" \"”»')").endswith("?") for a, b in sentences(text))


def _once(pairs: list[tuple[str, object]]) -> Json:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("the same field twice")
    return made


def _refuse(word: str) -> object:
    raise ValueError(word)
