"""Who has heard what: listeners kept in memory, one a conversation that goes on, and made anew from the words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from andrum.conversations.models import Conversation, Segment
from andrum.conversations.queries.speech import participant, segments_of, utterance
from andrum.language.service import Found, Listener, Participant, Reading, Utterance

MOST_KEPT = 64


Present = tuple[str, int | None, tuple[Participant, ...]]
"""Framework, the child's age, and those who are there."""


@dataclass(slots=True)
class Ear:
    """A listener that knows who is there, with everything that it has heard, as of a revision of the conversation."""

    listener: Listener
    present: Present
    revision: int
    heard: list[Utterance] = field(default_factory=list)

    def hear(self, said: Utterance) -> tuple[Found, ...]:
        """What the utterance holds."""
        self.heard.append(said)
        return self.listener.hear(said)


_ears: dict[int, Ear] = {}
_lock = Lock()


def take_ear(conversation: Conversation) -> Ear:
    """One that has heard everything that is kept: the one in memory, or one made anew. Give it back when it is done."""
    with _lock:
        kept = _ears.pop(conversation.pk, None)
    if kept is not None and (len(kept.heard), kept.revision) == (conversation.utterances, conversation.revision):
        return kept
    return _anew(conversation, (utterance(row) for row in segments_of(conversation)))


def give_back(conversation: Conversation, ear: Ear) -> None:
    """Keep it for the next utterance."""
    with _lock:
        _ears[conversation.pk] = ear
        while len(_ears) > MOST_KEPT:
            _ears.pop(next(iter(_ears)))


def forget(conversation_id: int) -> None:
    """It may have heard what was not kept."""
    with _lock:
        _ears.pop(conversation_id, None)


def reading_of(conversation: Conversation, rows: Iterable[Segment]) -> Reading:
    """Everything read as a whole. One that has heard exactly this as it was said need not hear it once more."""
    said, present = [utterance(row) for row in rows], _present(conversation)
    with _lock:
        kept = _ears.get(conversation.pk)
    if kept is None or (kept.present, kept.heard) != (present, said):
        kept = _anew(conversation, said)
    return kept.listener.reading()


def _anew(conversation: Conversation, said: Iterable[Utterance]) -> Ear:
    present = _present(conversation)
    framework, child_age, persons = present
    ear = Ear(Listener(framework, persons, child_age), present, conversation.revision)
    for one in said:
        ear.hear(one)
    return ear


def _present(conversation: Conversation) -> Present:
    persons = tuple(participant(person) for person in conversation.persons.order_by("place"))
    return str(conversation.framework), conversation.child_age, persons
