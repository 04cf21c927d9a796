"""What was heard wrong is put right: the words, or whose they are. The earlier wording is kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor
from andrum.conversations.actions.noting import tell
from andrum.conversations.actions.sorting import sort_again
from andrum.conversations.domain.errors import SegmentError
from andrum.conversations.domain.transcripts import checked
from andrum.conversations.models import (
    Conversation,
    LineChange,
    LineDecision,
    Presence,
    Segment,
    SegmentRevision,
)
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.speech import name_of
from andrum.kernel.words import marked as _


@transaction.atomic
def correct_segment(*, segment: Segment, text: str, who: str, by: Actor, at: datetime) -> Segment:
    """Correct what the recogniser heard, or whose words they are; the earlier wording is kept.

    Lines whose words are still there follow them. One that nobody has looked at goes when its words go, and one that
    was accepted as another person's words is to be looked at again.

    Raises:
        SegmentError: when the text is empty, the speaker unknown, or a line somebody decided of rests on the words.
        ConversationStateError: when it is signed.
    """
    locked = unsigned(segment.conversation)
    row = Segment.objects.select_related("speaker").get(pk=segment.pk)
    speaker, text = _present(locked, who), checked(text)
    if (text, speaker.pk) == (row.text, row.speaker_id):
        return row
    _correct(row, text, speaker, by, at)
    _read_anew(locked, by, at)
    tell(
        kind="segment_corrected",
        conversation=locked,
        by=by,
        at=at,
        subject=f"segment:{row.pk}",
        n=row.n,
        revision=row.revision,
    )
    return row


@transaction.atomic
def say_who_spoke(*, conversation: Conversation, who: Mapping[int, str], by: Actor, at: datetime) -> int:
    """Say whose words utterances are, many at once: the id of an utterance and the key of the one who said it.

    Gives how many had another speaker before. Everything is read anew when there are any: a question that was put down
    as the client's is no longer an answer, and the other way round.

    Raises:
        SegmentError: when a speaker is unknown.
        ConversationStateError: when it is signed.
    """
    locked = unsigned(conversation)
    rows = Segment.objects.select_related("speaker").filter(conversation=locked, pk__in=who).order_by("n")
    wrong = [(row, _present(locked, who[row.pk])) for row in rows if row.speaker.key != who[row.pk]]
    for row, speaker in wrong:
        _correct(row, row.text, speaker, by, at)
    if wrong:
        _read_anew(locked, by, at)
        tell(kind="speakers_corrected", conversation=locked, by=by, at=at, utterances=len(wrong))
    conversation.unsorted, conversation.revision = locked.unsorted, locked.revision
    return len(wrong)


def _present(conversation: Conversation, key: str) -> Presence:
    speaker = conversation.persons.filter(key=key).first()
    if speaker is None:
        raise SegmentError(_("Den som talar är okänd."), todo=_("Välj någon av de närvarande."))
    return speaker


def _correct(row: Segment, text: str, speaker: Presence, by: Actor, at: datetime) -> None:
    _follow(row, text)
    if speaker.pk != row.speaker_id:
        _look_again(row, speaker, by, at)
    SegmentRevision.objects.create(
        segment=row, revision=row.revision, text=row.text, speaker_key=row.speaker.key, changed_by=by.name,
        changed_at=at,
    )  # fmt: skip
    row.text, row.speaker, row.revision = text, speaker, row.revision + 1
    row.save(update_fields=["text", "speaker", "revision"])


def _follow(row: Segment, text: str) -> None:
    for line in row.lines.all():
        place = text.find(line.quote)
        if place >= 0:
            line.start, line.end = place, place + len(line.quote)
            line.save(update_fields=["start", "end"])
        elif line.decision == "unreviewed" and line.client_position == "not_asked" and not line.changes.exists():
            line.delete()
        else:
            raise SegmentError(
                _("En rad som är granskad vilar på orden."), saved=_("Inget har ändrats."),
                todo=_("Låt radens ord stå kvar, eller ta bort raden först."),
            )  # fmt: skip


def _look_again(row: Segment, speaker: Presence, by: Actor, at: datetime) -> None:
    """Lines get the right speaker. One that was accepted as another's words is to be looked at once more."""
    for line in row.lines.exclude(decision=LineDecision.REJECTED).select_related("speaker"):
        before, line.speaker = line.speaker, speaker
        if line.decision != LineDecision.UNREVIEWED:
            LineChange.objects.bulk_create(
                LineChange(
                    line=line, field=field, before=old, after=new, changed_by=by.name,
                    changed_by_id=f"{by.kind}:{by.id}", changed_at=at,
                )
                for field, old, new in (
                    ("speaker", name_of(before), name_of(speaker)),
                    ("decision", str(line.decision), LineDecision.UNREVIEWED.value),
                )
            )  # fmt: skip
            line.decision, line.decided_by, line.decided_at = LineDecision.UNREVIEWED, "", None
        line.save(update_fields=["speaker", "decision", "decided_by", "decided_at"])
    row.lines.filter(decision=LineDecision.REJECTED).update(speaker=speaker)


def _read_anew(conversation: Conversation, by: Actor, at: datetime) -> None:
    conversation.revision += 1
    conversation.save(update_fields=["revision"])
    sort_again(conversation=conversation, by=by, at=at)
