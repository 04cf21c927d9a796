"""Signed conversations, as the lines of a basis."""

from collections.abc import Iterable
from dataclasses import dataclass

from andrum.cases.service import Matter
from andrum.conversations.service import (
    SignedConversation,
    SignedLine,
    signed_conversations_of,
    unsigned_conversations_of,
)
from andrum.investigations.domain.material import Entry, EntryKind, Source, SourceKind, Talk
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import day_in_words

FACT_PREFIX = "conversation."
"""How the facts of conversations are named; each is a line of its conversation already."""
NOT_ASKED = "not_asked"
WORKER = "socialsekreterare"


@dataclass(frozen=True, slots=True)
class Talks:
    """What the signed conversations of a matter gave.

    Args:
        entries: Their lines.
        talks: The conversations.
        notes: Ids of the journal notes they became.
        unsorted: How many things said that nobody has sorted.
        unsigned: How many conversations are held but not signed.
    """

    entries: tuple[Entry, ...]
    talks: tuple[Talk, ...]
    notes: frozenset[int]
    unsorted: int
    unsigned: int


def talks_in(matter: Matter) -> Talks:
    """The signed conversations of a matter, and how many are not signed yet."""
    signed = signed_conversations_of(matter)
    return Talks(
        entries=tuple(entry for talk in signed for entry in _entries(talk)),
        talks=tuple(_talk(talk) for talk in signed),
        notes=frozenset(talk.note_id for talk in signed),
        unsorted=sum(talk.unsorted for talk in signed),
        unsigned=unsigned_conversations_of(matter),
    )


def _talk(talk: SignedConversation) -> Talk:
    return Talk(_source(talk), tuple((person.role, person.name) for person in talk.persons), talk.address, talk.note_id)


def _source(talk: SignedConversation) -> Source:
    day = swedish_day(talk.held_at)
    title = talk.setting or f"Samtal {day_in_words(day)}"
    return Source(SourceKind.CONVERSATION, talk.id, day, title, talk.signed_by)


def _entries(talk: SignedConversation) -> Iterable[Entry]:
    source = _source(talk)
    for number, line in enumerate(talk.lines, 1):
        yield _entry(source, line, number)
    for number, note in enumerate(talk.own_notes, len(talk.lines) + 1):
        yield Entry(
            f"{source.key}:{note.key}", source, EntryKind.NOTE, note.text, place=number, speaker=note.by,
            speaker_role=WORKER, address=talk.address,
        )  # fmt: skip


def _entry(source: Source, line: SignedLine, number: int) -> Entry:
    return Entry(
        key=f"{source.key}:{line.id}", source=source, kind=EntryKind(line.kind), text=line.quote, is_quote=True,
        place=number, wording=line.wording, speaker=line.speaker_name or line.speaker, speaker_role=line.speaker,
        about=line.about, area=line.area, factor=line.factor, polarity=line.polarity, status=line.status,
        certainty=line.certainty, time=line.time, question=line.question,
        position="" if line.client_position == NOT_ASKED else line.client_position, position_text=line.client_words,
        position_by=line.client_who_name or line.client_who,
        is_safety=line.is_safety, second=line.start_s, terms=_terms(line), address=line.address,
    )  # fmt: skip


def _terms(line: SignedLine) -> str:
    """Who does what was agreed, and by when; in the words that were kept."""
    when = day_in_words(line.due_date) if line.due_date else line.when
    return ", ".join(part for part in (line.who, when) if part)
