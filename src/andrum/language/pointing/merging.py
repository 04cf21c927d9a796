"""Puts what was pointed at together with the embedded reading: the rules guard both, and where they differ it is said.

Safety that the words carry always stands. What the rules deny, suppose or hold for past stays so, whatever is pointed
at. Where the model has read and did not point, what the embedded reading found is kept aside as a doubt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from andrum.language import contradictions
from andrum.language.context import flags
from andrum.language.factors import FactorSet, factor_set
from andrum.language.features import NOTHING_BEFORE, Seen, kind_of_speaker, look
from andrum.language.listener import NOBODY, Listener
from andrum.language.models import Models, models
from andrum.language.people import when, who_does, whose
from andrum.language.pointing.vocabulary import Pointed, PointedStatement, PointedWords
from andrum.language.safety import area_of
from andrum.language.sorting import SHORT, Guarded, factor_of, guard
from andrum.language.summary import summary
from andrum.language.vocabulary import (
    Agreement,
    Certainty,
    Conversation,
    Found,
    OwnView,
    Participant,
    Polarity,
    Reading,
    Statement,
    Status,
)

Words = TypeVar("Words", PointedStatement, PointedWords)
CLAIMS = frozenset({Status.SAID, Status.REPORTED, Status.OBSERVED})
POINTED, BOTH = "utpekad", "båda"
HELD_OUT = frozenset({"question", "only_yes", "only_no", "future", "past_verb", "habit"})
"""Signs that a quote may leave outside itself without saying something else."""


class Doubt(StrEnum):
    """On what the embedded reading and the model disagree. The first four keep the line aside."""

    ONLY_EMBEDDED = "bara_programmet"
    MODEL_DENIES = "språkmodellen_nekar"
    RULE_HOLDS = "regeln_håller_tillbaka"
    RULE_DENIES = "regeln_nekar"
    POLARITY = "riktning"
    SAFETY = "säkerhet"


LEAST_SURE, SURE, LEAST_SHARED = 6, 0.7, 0.25
"""A model that points at less than a quarter of what the embedded reading is sure of (of six or more) is not used."""
ASIDE = frozenset({Doubt.ONLY_EMBEDDED, Doubt.MODEL_DENIES, Doubt.RULE_HOLDS})


@dataclass(frozen=True, slots=True)
class Turn:
    """An utterance as the merge needs it."""

    text: str
    person: Participant
    seen: tuple[Seen, ...]
    question: int | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The reading of both. ``is_used`` is false when the model's was set aside whole, or there was none."""

    reading: Reading
    is_used: bool


def merge(
    conversation: Conversation, pointed: Pointed, *, factors: FactorSet | None = None, using: Models | None = None
) -> Merged:
    """The reading of both. Where the model has read nothing, or is not trusted, it is the embedded reading itself."""
    factors, using = factors or factor_set(conversation.framework), using or models()
    listener = Listener(
        conversation.framework, conversation.participants, conversation.child_age, factors=factors, using=using
    )
    for utterance in conversation.utterances:
        listener.hear(utterance)
    base = listener.reading()
    if not pointed.read or not _is_trusted(base.statements, pointed):
        return Merged(base, is_used=False)
    turns = dict(_turns(conversation, factors.framework))
    found: list[Found] = [
        *_statements(base.statements, pointed, turns, factors, using),
        *_agreements(base.agreements, pointed, turns),
        *_views(base.own_views, pointed, turns, factors.framework),
    ]
    found.sort(key=lambda it: (it.n, it.start, it.end, type(it).__name__, it.doubt))
    return Merged(_reading(found, turns, using), is_used=True)


def _is_trusted(embedded: Sequence[Statement], pointed: Pointed) -> bool:
    """Whether the model saw enough of what the embedded reading is sure of to have read this conversation at all."""
    sure = [it for it in embedded if it.n in pointed.read and it.is_claim and it.strength >= SURE]
    shared = sum(
        any(
            one.n == it.n and one.polarity == str(it.polarity) and one.status in CLAIMS
            and _overlap((one.start, one.end), (it.start, it.end)) for one in pointed.statements
        )
        for it in sure
    )  # fmt: skip
    return len(sure) < LEAST_SURE or shared >= LEAST_SHARED * len(sure)


def _reading(found: Sequence[Found], turns: Mapping[int, Turn], using: Models) -> Reading:
    standing = [it for it in found if it.doubt not in ASIDE]
    said = tuple(it for it in standing if isinstance(it, Statement))
    weight = {n: max((using.chance("must", one) for one in turn.seen), default=0.0) for n, turn in turns.items()}
    sorted_ = {it.n for it in found}
    return Reading(
        statements=said,
        agreements=tuple(it for it in standing if isinstance(it, Agreement)),
        own_views=tuple(it for it in standing if isinstance(it, OwnView)),
        contradictions=contradictions.within(said),
        summary=summary(standing, weight, {n: turn.text for n, turn in turns.items() if turn.text.strip()}),
        unsorted=tuple(n for n, turn in turns.items() if n not in sorted_ and not turn.person.is_asking),
        doubts=tuple(it for it in found if it.doubt in ASIDE),
    )


def _turns(conversation: Conversation, framework: str) -> Iterator[tuple[int, Turn]]:
    people = {person.id: person for person in conversation.participants}
    before, question = NOTHING_BEFORE, None
    for it in conversation.utterances:
        person = people.get(it.who, NOBODY)
        kind = kind_of_speaker(person.role, is_asking=person.is_asking)
        seen, before = look(it.text, before, framework, kind)
        yield it.n, Turn(it.text, person, tuple(seen), question)
        question = it.n if person.is_asking else question


def _statements(
    embedded: Sequence[Statement], pointed: Pointed, turns: Mapping[int, Turn], factors: FactorSet, using: Models
) -> Iterator[Statement]:
    used: set[Statement] = set()
    dangers: dict[Statement, str] = {}
    for one in _distinct(pointed.statements, turns):
        turn = turns[one.n]
        same = [it for it in embedded if it.n == one.n and _overlap((it.start, it.end), (one.start, one.end))]
        danger = [it for it in same if it.is_safety and it.is_claim]
        used.update(same)
        agrees = one.polarity == str(Polarity.RISK) and one.status in CLAIMS
        is_found = agrees and any(it.doubt and it.polarity is Polarity.RISK for it in danger)
        if is_found or (danger and any(guard(it, Polarity.RISK, using).sign for it in _clauses(one, turn))):
            for it in danger:
                dangers[it] = dangers.get(it, "") or ("" if agrees else Doubt.SAFETY)
        else:
            yield _merged(one, [it for it in same if it not in danger], turn, factors, using)
    for it in embedded:
        if it in dangers:
            yield replace(it, origin=BOTH, doubt=it.doubt or dangers[it])  # danger stands as the words say
        elif it.is_safety and it.is_claim:
            yield it
        elif it not in used:
            yield replace(it, doubt=Doubt.ONLY_EMBEDDED) if it.n in pointed.read and it.is_claim else it


def _distinct(pointed: Sequence[PointedStatement], turns: Mapping[int, Turn]) -> Iterator[PointedStatement]:
    """Those that still stand where they are said to; of two at the same words the first, in an order of its own."""
    mine: list[PointedStatement] = []
    for one in _in_order(pointed):
        turn = turns.get(one.n)
        if turn is None or turn.person.is_asking or turn.text[one.start : one.end] != one.quote:
            continue
        if not any(it.n == one.n and _overlap((it.start, it.end), (one.start, one.end)) for it in mine):
            mine.append(one)
            yield one


def _clauses(one: PointedStatement, turn: Turn) -> list[Seen]:
    start, end = _widened(one, turn)
    return [it for it in turn.seen if it.clause.start < end and start < it.clause.end]


def _merged(
    one: PointedStatement, same: Sequence[Statement], turn: Turn, factors: FactorSet, using: Models
) -> Statement:
    polarity = Polarity(one.polarity)
    start, end = _widened(one, turn)
    clauses = _clauses(one, turn)
    guards = [guard(it, polarity, using) for it in clauses]
    status, doubt = _settled(one, same, guards)
    sign = next((it.sign for it in guards if it.sign), None) if polarity is Polarity.RISK else None
    is_short = len(one.quote.split()) <= SHORT or any(it.flags & {"only_yes", "only_no"} for it in clauses)
    made = Statement(
        n=one.n, start=start, end=end, quote=turn.text[start:end], speaker=turn.person.id, about=one.about,
        polarity=polarity, area=(area_of(sign, factors.framework) if sign else None) or one.area, status=status,
        certainty=next((it.certainty for it in guards if it.certainty is not Certainty.SURE), Certainty.SURE),
        time=one.time, answers=turn.question if is_short else None, is_safety=sign is not None,
        origin=BOTH if same else POINTED, strength=max((it.strength for it in same), default=1.0), doubt=doubt,
    )  # fmt: skip
    return replace(made, factor=factor_of(made, factors))


def _settled(one: PointedStatement, same: Sequence[Statement], guards: Sequence[Guarded]) -> tuple[Status, str]:
    """How it was said, and the doubt. The rules' «no» and «if» always stand."""
    heard = [*(it.status for it in guards), *(it.status for it in same)]
    denied = [it for it in heard if it in {Status.DENIED, Status.HYPOTHETICAL}]
    if one.status not in CLAIMS:
        claimed = [it for it in same if it.is_claim]
        return (claimed[0].status, Doubt.MODEL_DENIES) if claimed and not denied else (one.status, "")
    if denied:
        return denied[0], Doubt.RULE_DENIES
    status = Status.REPORTED if any(it.status is Status.REPORTED for it in guards) else one.status
    if not same and any(it.is_over for it in guards):
        return status, Doubt.RULE_HOLDS
    differs = any(it.polarity is not Polarity(one.polarity) for it in same)
    return status, Doubt.POLARITY if differs else ""


def _widened(one: PointedStatement | PointedWords, turn: Turn) -> tuple[int, int]:
    """The quote, with its whole clause where it would leave an «inte», an «om» or the like outside."""
    start, end = one.start, one.end
    for it in turn.seen:
        a, b = it.clause.start, it.clause.end
        if a >= one.end or b <= one.start:
            continue
        inside = turn.text[max(a, one.start) : min(b, one.end)]
        if it.flags - flags(inside) - HELD_OUT:
            start, end = min(start, a), max(end, b)
    return start, end


def _agreements(embedded: Sequence[Agreement], pointed: Pointed, turns: Mapping[int, Turn]) -> Iterator[Agreement]:
    people = tuple({turn.person.id: turn.person for turn in turns.values()}.values())
    taken = [(it.n, it.start, it.end) for it in embedded]
    for one, is_new in _new(pointed.agreements, taken, turns):
        if is_new:
            who = who_does(one.quote, turns[one.n].person, people)
            yield Agreement(one.n, one.start, one.end, one.quote, who, one.quote, when(one.quote), POINTED)
    for it in embedded:
        is_pointed = _is_pointed((it.n, it.start, it.end), pointed.agreements)
        yield replace(it, origin=BOTH if is_pointed else it.origin, doubt=_alone(it.n, pointed, is_pointed=is_pointed))


def _views(
    embedded: Sequence[OwnView], pointed: Pointed, turns: Mapping[int, Turn], framework: str
) -> Iterator[OwnView]:
    taken = [(it.n, it.start, it.end) for it in embedded]
    for one, is_new in _new(pointed.own_views, taken, turns):
        if is_new and not turns[one.n].person.is_asking:
            yield OwnView(one.n, one.start, one.end, one.quote, whose(turns[one.n].person, framework), POINTED)
    for it in embedded:
        is_pointed = _is_pointed((it.n, it.start, it.end), pointed.own_views)
        yield replace(it, origin=BOTH if is_pointed else it.origin, doubt=_alone(it.n, pointed, is_pointed=is_pointed))


def _alone(n: int, pointed: Pointed, *, is_pointed: bool) -> str:
    return "" if is_pointed or n not in pointed.read else Doubt.ONLY_EMBEDDED


def _new(
    words: Sequence[PointedWords], taken: Sequence[tuple[int, int, int]], turns: Mapping[int, Turn]
) -> Iterator[tuple[PointedWords, bool]]:
    """Each that still stands where it is said to, and whether the embedded reading lacks it."""
    mine: list[tuple[int, int, int]] = []
    for one in _in_order(words):
        turn = turns.get(one.n)
        if turn is None or turn.text[one.start : one.end] != one.quote:
            continue
        is_known = any(n == one.n and _overlap((a, b), (one.start, one.end)) for n, a, b in (*taken, *mine))
        mine.append((one.n, one.start, one.end))
        yield one, not is_known


def _is_pointed(place: tuple[int, int, int], words: Iterable[PointedWords]) -> bool:
    n, start, end = place
    return any(it.n == n and _overlap((start, end), (it.start, it.end)) for it in words)


def _in_order(words: Sequence[Words]) -> list[Words]:
    return sorted(words, key=_order)


def _order(one: PointedStatement | PointedWords) -> tuple[int, int, int, str]:
    """An order that does not depend on which came first in the answer."""
    return one.n, one.start, one.end, repr(one)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and 2 * shared >= min(a[1] - a[0], b[1] - b[0])
