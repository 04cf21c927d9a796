"""Reads a conversation, whole or turn by turn as it is spoken."""

import re
from collections.abc import Iterator, Sequence

from andrum.language.factors import factor_set
from andrum.language.vocabulary import (
    Contradiction,
    Conversation,
    Found,
    Line,
    Participant,
    Polarity,
    Reading,
    Statement,
    Utterance,
)

CLAUSE = re.compile(r"[^.!?]+[.!?]*")


class Listener:
    """Hears one utterance at a time; :meth:`reading` equals :func:`read` of the same utterances."""

    def __init__(self, framework: str, participants: Sequence[Participant], child_age: int | None = None) -> None:
        self._factors = factor_set(framework)
        self._people = {person.id: person for person in participants}
        self._child_age = child_age
        self._heard: list[Utterance] = []
        self._found: list[Found] = []

    def hear(self, utterance: Utterance) -> tuple[Found, ...]:
        """What the utterance holds."""
        self._heard.append(utterance)
        found = tuple(self._statements(utterance))
        self._found += found
        return found

    def reading(self) -> Reading:
        """Everything so far, with the note."""
        statements = tuple(it for it in self._found if isinstance(it, Statement))
        sorted_ = {it.n for it in self._found}
        lines = tuple(Line(it.quote, (it.n,)) for it in statements)
        unsorted = tuple(it.n for it in self._heard if it.n not in sorted_ and not self._is_worker(it))
        return Reading(statements=statements, summary=lines, unsorted=unsorted)

    def _is_worker(self, utterance: Utterance) -> bool:
        person = self._people.get(utterance.who)
        return person is not None and person.is_worker

    def _statements(self, utterance: Utterance) -> Iterator[Statement]:
        if self._is_worker(utterance):
            return
        for piece in CLAUSE.finditer(utterance.text):
            words = piece.group().lower()
            for area in self._factors.areas:
                cue = next((f for f in area.factors if any(re.search(rf"\b{c}", words) for c in f.cues)), None)
                if cue:
                    start = piece.start() + len(piece.group()) - len(piece.group().lstrip())
                    end = piece.start() + len(piece.group().rstrip())
                    yield Statement(
                        utterance.n, start, end, utterance.text[start:end], utterance.who, "annan", cue.polarity,
                        area.id, cue.id, is_safety=cue.is_safety,
                    )  # fmt: skip
                    break


def read(conversation: Conversation) -> Reading:
    """The reading of a whole conversation."""
    listener = Listener(conversation.framework, conversation.participants, conversation.child_age)
    for utterance in conversation.utterances:
        listener.hear(utterance)
    return listener.reading()


def contradictions(statements: Sequence[Statement]) -> tuple[Contradiction, ...]:
    """Pairs within one conversation that do not go together."""
    return tuple(Contradiction(a.n, b.n, what) for a, b, what in compare_conversations(statements, statements))


def compare_conversations(
    earlier: Sequence[Statement], later: Sequence[Statement]
) -> tuple[tuple[Statement, Statement, str], ...]:
    """Pairs between conversations where the same factor is claimed in one and denied in the other."""
    return tuple(
        (a, b, a.area)
        for a in earlier
        for b in later
        if a.factor and a.factor == b.factor and a.about == b.about and a.is_claim != b.is_claim
        and Polarity.NEUTRAL not in {a.polarity, b.polarity}
    )  # fmt: skip
