"""The walk-through: what the client says of each line, and what they want to add (SoL 14 kap. 6 §)."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.conversations.actions.hearing import Heard, hear
from andrum.conversations.domain.errors import LineError
from andrum.conversations.domain.transcripts import clean
from andrum.conversations.domain.words import ClientPosition, LineKind, Source, WorkerDecision
from andrum.conversations.models import Conversation, Line, LineChange, Presence
from andrum.conversations.queries.locked import unsigned
from andrum.conversations.queries.speech import clients_of, name_of, participant
from andrum.kernel.words import marked as _

LONGEST = 5_000


@transaction.atomic
def take_position(*, line: Line, position: str, words: str = "", who: str = "", by: Actor, at: datetime) -> Line:
    """Note what the client says of a line: that it is right, that it is wrong, or something to add, in their words.

    ``who`` is the key of the one who says so; with one beside the staff it goes without saying.

    Raises:
        LineError: when it is none of these, the client's own words are missing, or it is unclear whose they are.
        ConversationStateError: when the conversation is signed.
    """
    said = clean(words)
    if position not in set(ClientPosition) or len(said) > LONGEST:
        raise LineError(_("Det går inte att välja det."), todo=_("Välj stämmer, stämmer inte eller vill lägga till."))
    if position in {ClientPosition.DISPUTES, ClientPosition.ADDS} and not said:
        raise LineError(_("Klientens egna ord saknas."), todo=_("Skriv vad klienten säger, med klientens ord."))
    conversation = unsigned(line.conversation)
    row = Line.objects.select_related("client_who").get(pk=line.pk, conversation=conversation)
    has_words = position in {ClientPosition.DISPUTES, ClientPosition.ADDS}
    said, speaker = (said, _who_says_so(conversation, who)) if has_words else ("", None)
    LineChange.objects.bulk_create(
        LineChange(
            line=row, field=field, before=before, after=after, changed_by=by.name, changed_by_id=f"{by.kind}:{by.id}",
            changed_at=at,
        )
        for field, before, after in (
            ("client_position", str(row.client_position), position), ("client_words", row.client_words, said),
            ("client_who", _name(row.client_who), _name(speaker)),
        )
        if before != after
    )  # fmt: skip
    row.client_position, row.client_words, row.client_who = position, said, speaker
    row.client_at = None if position == ClientPosition.NOT_ASKED else at
    row.save(update_fields=["client_position", "client_words", "client_who", "client_at"])
    record(
        kind="conversations.position_taken", by=by, at=at, subject=f"line:{row.pk}",
        matter=str(conversation.matter_id), details={"conversation": conversation.pk, "position": position},
    )  # fmt: skip
    return row


def _who_says_so(conversation: Conversation, key: str) -> Presence:
    others = clients_of(conversation)
    found = [one for one in others if one.key == key] if key else others
    if len(found) != 1:
        raise LineError(_("Det är oklart vem som säger det."), todo=_("Välj vem."))
    return found[0]


def _name(person: Presence | None) -> str:
    return name_of(person) if person else ""


@transaction.atomic
def add_words(*, conversation: Conversation, who: str, text: str, key: str, by: Actor, at: datetime) -> Line:
    """The client adds something that is in no line: it is kept as said, and stands as their own view.

    Raises:
        LineError: when it is a member of staff who would add.
        SegmentError: when there are no words.
    """
    speaker = conversation.persons.filter(key=who).first()
    if speaker is None or participant(speaker).is_worker:
        raise LineError(_("Bara den enskilde kan lägga till här."), todo=_("Välj vem som säger det."))
    heard = Heard(who, text, f"walk:{key}", Source.WALK_THROUGH)
    segment, _lines = hear(conversation=conversation, heard=heard, by=by, at=at)
    line, is_new = Line.objects.get_or_create(
        conversation_id=segment.conversation_id, kind=LineKind.OWN_VIEW, n=segment.n, start=0, end=len(segment.text),
        area="", polarity="",
        defaults={
            "segment": segment, "quote": segment.text, "speaker": speaker, "about": speaker.role[:20],
            "origin": "genomgång", "found_at": at, "client_position": ClientPosition.AGREES, "client_at": at,
            "decision": WorkerDecision.ACCEPTED, "decided_by": by.name, "decided_at": at,
        },
    )  # fmt: skip
    if is_new:
        record(
            kind="conversations.words_added", by=by, at=at, subject=f"line:{line.pk}",
            matter=str(conversation.matter_id), details={"conversation": conversation.pk},
        )  # fmt: skip
    return line
