"""What was said, in the order it was said."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from andrum.conversations.models import Conversation, Line, Presence, Segment
from andrum.language import service as language


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance as it is shown: who, the words, and those that the recogniser was unsure of."""

    id: int
    n: int
    who: str
    place: int
    speaker: str
    text: str
    start_s: float | None
    end_s: float | None
    is_marked: bool
    is_sorted: bool
    is_worker: bool
    is_asking: bool
    was_changed: bool
    doubtful: tuple[str, ...] = ()


def name_of(presence: Presence) -> str:
    """What somebody is called on the screen: the name, or the role."""
    return presence.name or presence.role.capitalize()


def clients_of(conversation: Conversation) -> list[Presence]:
    """Those who are there beside the staff, in the order of their keys."""
    return [one for one in conversation.persons.order_by("place") if not participant(one).is_worker]


def segments_of(conversation: Conversation) -> list[Segment]:
    """Utterances in order, with speaker and mark."""
    return list(conversation.segments.select_related("speaker", "mark").order_by("n"))


def spoken(conversation: Conversation, segments: Sequence[Segment] | None = None) -> list[Spoken]:
    """Everything that was said, as it is shown; empty when it has been deleted by the board's rule."""
    rows = segments_of(conversation) if segments is None else segments
    quoted = set(conversation.lines.exclude(decision="rejected").values_list("n", flat=True))
    quoted |= {n for n in conversation.lines.values_list("question_n", flat=True) if n is not None}
    return [spoken_one(row, is_sorted=row.n in quoted) for row in rows]


def spoken_one(row: Segment, *, is_sorted: bool = False) -> Spoken:
    """One utterance as it is shown."""
    return Spoken(
        id=row.pk, n=row.n, who=row.speaker.key, place=row.speaker.place, speaker=name_of(row.speaker), text=row.text,
        start_s=row.start_s, end_s=row.end_s, is_marked=hasattr(row, "mark"), is_sorted=is_sorted,
        is_worker=participant(row.speaker).is_worker,
        is_asking=participant(row.speaker).is_asking, was_changed=row.revision > 0, doubtful=doubtful_words(row),
    )  # fmt: skip


def doubtful_words(row: Segment) -> tuple[str, ...]:
    """Words that the recogniser was not sure of, while they stand as it heard them."""
    if not row.words or row.revision:
        return ()
    return tuple(str(word["text"]) for word in json.loads(row.words) if word.get("doubtful"))


def unsorted_in(conversation: Conversation, segments: Iterable[Segment] | None = None) -> int:
    """How many utterances stand in no line that is kept, those of whoever leads the talk apart."""
    said = segments_of(conversation) if segments is None else segments
    quoted = set(conversation.lines.exclude(decision="rejected").values_list("n", flat=True))
    return sum(not participant(row.speaker).is_asking and row.n not in quoted for row in said)


def participant(presence: Presence) -> language.Participant:
    """Somebody as the language engine knows them."""
    return language.Participant(presence.key, presence.role, presence.name)


def utterance(row: Segment) -> language.Utterance:
    """An utterance as the language engine knows it."""
    return language.Utterance(row.n, row.speaker.key, row.text, row.start_s, row.end_s)


def around(line: Line, *, before: int = 3, after: int = 2) -> list[Segment]:
    """The utterances around a line, with the one it comes from; empty when they have been deleted."""
    first = min(line.n, line.question_n or line.n) - before
    found = Segment.objects.filter(conversation=line.conversation_id, n__gte=first, n__lte=line.n + after)
    return list(found.select_related("speaker", "mark").order_by("n"))
