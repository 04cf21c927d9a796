"""Reads a conversation, whole or turn by turn as it is spoken."""

from collections.abc import Sequence

from andrum.language import contradictions
from andrum.language.factors import FactorSet, factor_set
from andrum.language.features import NOTHING_BEFORE, Seen, kind_of_speaker, look
from andrum.language.models import Models, models
from andrum.language.people import when, who_does, whose
from andrum.language.sorting import AGREED, OWN, Turn, judge, statements
from andrum.language.summary import summary
from andrum.language.vocabulary import (
    Agreement,
    Conversation,
    Found,
    OwnView,
    Participant,
    Reading,
    Statement,
    Utterance,
)

NOBODY = Participant("", "annan")


class Listener:
    """Hears one utterance at a time; :meth:`reading` equals :func:`read` of the same utterances."""

    def __init__(
        self,
        framework: str,
        participants: Sequence[Participant],
        child_age: int | None = None,
        *,
        factors: FactorSet | None = None,
        using: Models | None = None,
    ) -> None:
        self._factors = factors or factor_set(framework)
        self._framework = self._factors.framework
        self._people = {person.id: person for person in participants}
        self._child_age = child_age
        self._models = using or models()
        self._before = NOTHING_BEFORE
        self._question: int | None = None
        self._heard: list[Utterance] = []
        self._found: list[Found] = []
        self._weight: dict[int, float] = {}

    def hear(self, utterance: Utterance) -> tuple[Found, ...]:
        """What the utterance holds."""
        person = self._people.get(utterance.who, NOBODY)
        kind = kind_of_speaker(person.role, is_asking=person.is_asking)
        seen, self._before = look(utterance.text, self._before, self._framework, kind)
        self._heard.append(utterance)
        self._weight[utterance.n] = max((self._models.chance("must", one) for one in seen), default=0.0)
        found: list[Found] = []
        if not person.is_asking:
            judged = judge(seen, self._models, self._factors)
            turn = Turn(utterance.text, utterance.n, utterance.who, self._question)
            found += statements(judged, turn, self._factors, self._models)
            found += self._views(seen, utterance, person)
        found += self._agreements(seen, utterance, person)
        self._question = utterance.n if person.is_asking else self._question
        found.sort(key=lambda it: (it.start, it.end))
        self._found += found
        return tuple(found)

    def reading(self) -> Reading:
        """Everything so far, with the note."""
        said = tuple(it for it in self._found if isinstance(it, Statement))
        sorted_ = {it.n for it in self._found}
        return Reading(
            statements=said,
            agreements=tuple(it for it in self._found if isinstance(it, Agreement)),
            own_views=tuple(it for it in self._found if isinstance(it, OwnView)),
            contradictions=contradictions.within(said),
            summary=summary(self._found, self._weight, {it.n: it.text for it in self._heard if it.text.strip()}),
            unsorted=tuple(it.n for it in self._heard if it.n not in sorted_ and not self._is_asking(it)),
        )

    def _is_asking(self, utterance: Utterance) -> bool:
        return self._people.get(utterance.who, NOBODY).is_asking

    def _views(self, seen: Sequence[Seen], utterance: Utterance, person: Participant) -> list[OwnView]:
        return [
            OwnView(utterance.n, start, end, utterance.text[start:end], whose(person, self._framework))
            for start, end in self._spans("view", OWN, seen)
        ]

    def _agreements(self, seen: Sequence[Seen], utterance: Utterance, person: Participant) -> list[Agreement]:
        made = []
        others = tuple(self._people.values())
        for start, end in self._spans("agreement", AGREED, seen):
            quote = utterance.text[start:end]
            made.append(Agreement(utterance.n, start, end, quote, who_does(quote, person, others), quote, when(quote)))
        return made

    def _spans(self, head: str, least: float, seen: Sequence[Seen]) -> list[tuple[int, int]]:
        """Clauses beside each other that the head says yes to, joined."""
        spans: list[tuple[int, int]] = []
        last = -2
        for at, one in enumerate(seen):
            if "question" in one.flags or self._models.chance(head, one) < least:
                continue
            if at == last + 1:
                spans[-1] = (spans[-1][0], one.clause.end)
            else:
                spans.append((one.clause.start, one.clause.end))
            last = at
        return spans


def read(conversation: Conversation) -> Reading:
    """The reading of a whole conversation."""
    listener = Listener(conversation.framework, conversation.participants, conversation.child_age)
    for utterance in conversation.utterances:
        listener.hear(utterance)
    return listener.reading()
