"""What is said comes in: kept first, then sorted, both in one transaction, so that what is shown is never lost."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor
from andrum.conversations.actions.noting import tell
from andrum.conversations.actions.pointing import ask_model
from andrum.conversations.actions.sorting import sort_again
from andrum.conversations.domain.errors import ConversationStateError, SegmentError
from andrum.conversations.domain.transcripts import Said, checked
from andrum.conversations.domain.words import OPEN_STATES, Source, State, Way
from andrum.conversations.models import Conversation, Line, Mark, OwnNote, Presence, Segment
from andrum.conversations.queries.found import line_from
from andrum.conversations.queries.listening import forget, give_back, take_ear
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.speech import utterance
from andrum.kernel.words import marked as _
from andrum.language.service import Found


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance on its way in. ``key`` makes the same one come once; ``words`` is JSON of the recogniser's words."""

    who: str
    text: str
    key: str
    source: str
    start_s: float | None = None
    end_s: float | None = None
    channel: int = 0
    words: Sequence[dict[str, object]] = ()


def hear(*, conversation: Conversation, heard: Heard, by: Actor, at: datetime) -> tuple[Segment, list[Line]]:
    """Keep an utterance and what it holds. The same key again gives what was kept the first time.

    Raises:
        ConversationStateError: when the conversation does not go on.
        SegmentError: when there are no words, too many, or the speaker is unknown.
    """
    try:
        return _hear(conversation=conversation, heard=heard, by=by, at=at)
    except BaseException:
        forget(conversation.pk)
        raise


@transaction.atomic
def _hear(*, conversation: Conversation, heard: Heard, by: Actor, at: datetime) -> tuple[Segment, list[Line]]:
    locked = unsigned(conversation)
    same = locked.segments.select_related("speaker").filter(key=heard.key).first()
    if same is not None:
        return same, list(same.lines.select_related("speaker").order_by("start", "pk"))
    _refuse_closed(locked, heard.source)
    ear = take_ear(locked)
    speaker = locked.persons.filter(key=heard.who).first()
    row = _row(locked, speaker, heard, locked.utterances + 1, at)
    row.save(force_insert=True)
    locked.utterances += 1
    if heard.end_s is not None and heard.source == Source.SPEECH:
        channel = str(heard.channel)
        locked.heard_frames = {**locked.heard_frames, channel: max(heard.end_s, locked.heard_frames.get(channel, 0.0))}
    locked.save(update_fields=["utterances", "heard_frames"])
    conversation.utterances, conversation.heard_frames = locked.utterances, locked.heard_frames
    lines = _keep_found(locked, ear.hear(utterance(row)), row, at)
    give_back(locked, ear)
    tell(
        kind="segment_kept",
        conversation=locked,
        by=by,
        at=at,
        subject=f"segment:{row.pk}",
        n=row.n,
        source=heard.source,
        lines=len(lines),
    )
    return row, lines


@transaction.atomic
def keep_text(
    *, conversation: Conversation, said: Sequence[Said], source: str, by: Actor, at: datetime
) -> list[Segment]:
    """Keep a whole text that was typed or pasted, and sort it.

    Raises:
        ConversationStateError: when the conversation is not one of text, or has ended.
        SegmentError: when a speaker is unknown or a line is too long.
    """
    locked = unsigned(conversation)
    if locked.state not in {State.PLANNED, *OPEN_STATES}:
        raise ConversationStateError(
            _("Samtalet är avslutat."),
            saved=_("Texten är inte sparad."),
            todo=_("Lägg till det vid genomgången, eller skriv själv."),
        )
    persons = {person.key: person for person in locked.persons.all()}
    rows = [
        _row(locked, persons.get(one.who), Heard(one.who, one.text, f"text:{at.timestamp()}:{n}", source), n, at)
        for n, one in enumerate(said, locked.utterances + 1)
    ]
    Segment.objects.bulk_create(rows)
    locked.utterances += len(rows)
    locked.revision += 1
    locked.started_at = locked.started_at or at
    locked.state = State.LIVE if locked.state == State.PLANNED else locked.state
    locked.save(update_fields=["utterances", "revision", "started_at", "state"])
    sort_again(conversation=locked, by=by, at=at)
    for name in ("utterances", "revision", "started_at", "state", "unsorted"):
        setattr(conversation, name, getattr(locked, name))
    tell(kind="text_kept", conversation=locked, by=by, at=at, utterances=len(rows), source=source)
    return rows


@transaction.atomic
def end_conversation(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """End: everything is read once more as a whole, and is ready to be gone through. To end twice is to end once.

    Raises:
        ConversationStateError: when it has not begun.
    """
    locked = unsigned(conversation)
    if locked.state == State.ENDED:
        return conversation
    if locked.state not in OPEN_STATES:
        raise ConversationStateError(_("Samtalet har inte börjat."), todo=_("Börja det först."))
    locked.state, locked.ended_at = State.ENDED, at
    locked.save(update_fields=["state", "ended_at"])
    sort_again(conversation=locked, by=by, at=at)
    for name in ("state", "ended_at", "unsorted"):
        setattr(conversation, name, getattr(locked, name))
    tell(kind="ended", conversation=locked, by=by, at=at, utterances=locked.utterances, lines=locked.lines.count())
    ask_model(conversation=locked, by=by, at=at)
    return conversation


@transaction.atomic
def mark_segment(*, segment: Segment, important: bool, by: Actor, at: datetime) -> None:
    """Mark an utterance as important, or take the mark away."""
    locked = unsigned(segment.conversation)
    if important:
        Mark.objects.get_or_create(segment=segment, defaults={"marked_by": by.name, "marked_at": at})
    else:
        Mark.objects.filter(segment=segment).delete()
    tell(kind="marked", conversation=locked, by=by, at=at, subject=f"segment:{segment.pk}", important=important)


@transaction.atomic
def write_own_note(*, conversation: Conversation, text: str, key: str, by: Actor, at: datetime) -> OwnNote:
    """Write something of one's own beside what is said. The same key again is the same note.

    Raises:
        SegmentError: when it is empty or too long.
    """
    locked = unsigned(conversation)
    made, is_new = OwnNote.objects.get_or_create(
        conversation=locked, key=key[:80], defaults={"text": checked(text), "written_by": by.name, "written_at": at}
    )
    if is_new:
        tell(kind="own_note_written", conversation=locked, by=by, at=at, subject=f"own_note:{made.pk}")
    return made


def _keep_found(conversation: Conversation, found: Iterable[Found], row: Segment, at: datetime) -> list[Line]:
    """Keep what was found, once; a quote that is not exactly in its utterance is thrown away."""
    lines = [line for one in found if (line := line_from(conversation, one, {row.n: row}, at)) is not None]
    return [_once(line) for line in lines]


def _once(line: Line) -> Line:
    same = Line.objects.filter(
        conversation=line.conversation_id, kind=line.kind, n=line.n, start=line.start, end=line.end, area=line.area,
        polarity=line.polarity,
    ).first()  # fmt: skip
    if same is not None:
        return same
    line.save(force_insert=True)
    return line


def _row(conversation: Conversation, speaker: Presence | None, heard: Heard, n: int, at: datetime) -> Segment:
    text = checked(heard.text)
    if speaker is None:
        raise SegmentError(_("Den som talar är okänd."), todo=_("Välj någon av de närvarande."))
    return Segment(
        conversation=conversation, n=n, speaker=speaker, text=text, start_s=heard.start_s, end_s=heard.end_s,
        channel=heard.channel, source=heard.source, recorded_at=at, key=heard.key[:80],
        words=json.dumps(list(heard.words), ensure_ascii=False) if heard.words else "",
    )  # fmt: skip


def _refuse_closed(conversation: Conversation, source: str) -> None:
    is_after = source == Source.WALK_THROUGH and conversation.state == State.ENDED
    # what was said before a pause may get its text after it
    goes_on = conversation.state in OPEN_STATES or (source == Source.UPLOAD and conversation.state == State.PLANNED)
    if not (is_after or goes_on):
        raise ConversationStateError(_("Samtalet pågår inte."), todo=_("Börja samtalet först."))
    by_machine = source in {Source.SPEECH, Source.UPLOAD}
    if by_machine and not conversation.may_listen and conversation.way != Way.DICTATION:
        raise ConversationStateError(_("Klienten har inte sagt ja till att samtalet skrivs ner av programmet."))
