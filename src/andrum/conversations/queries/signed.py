"""Signed conversations as plain values, for the rooms above and for other systems."""

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from andrum.cases.service import Matter
from andrum.conversations.domain.views import SignedConversation, SignedLine, WorkersNote
from andrum.conversations.models import Conversation, ConversationState, Line, LineDecision
from andrum.conversations.queries.conversations import persons_of


def signed_conversations_of(matter: Matter) -> tuple[SignedConversation, ...]:
    """All signed conversations of a matter, in the order they were held. Four queries, however many there are."""
    rows = _with_lines().filter(matter=matter).order_by("started_at", "planned_at", "pk")
    return tuple(signed_view(row) for row in rows)


def unsigned_conversations_of(matter: Matter) -> int:
    """How many conversations have been held, or go on, and are not signed yet."""
    waiting = (ConversationState.LIVE, ConversationState.PAUSED, ConversationState.ENDED)
    return Conversation.objects.filter(matter=matter, state__in=waiting).count()


def _with_lines() -> QuerySet[Conversation]:
    kept = Line.objects.exclude(decision=LineDecision.REJECTED).select_related("speaker", "client_who")
    lines = Prefetch("lines", kept.order_by("n", "start", "pk"), to_attr="kept_lines")
    return Conversation.objects.filter(state=ConversationState.SIGNED).prefetch_related(lines, "persons", "own_notes")


def signed_view(row: Conversation) -> SignedConversation:
    """A signed conversation as it is read elsewhere. Raises ValueError for one that is not signed."""
    if row.signed_at is None or row.note_id is None:
        raise ValueError("the conversation is not signed")
    kept = getattr(row, "kept_lines", None)
    lines = (
        kept
        if kept is not None
        else row.lines.exclude(decision=LineDecision.REJECTED).select_related("speaker", "client_who")
    )
    return SignedConversation(
        id=row.pk, matter_id=row.matter_id, framework=row.framework, way=row.way, setting=row.setting,
        held_at=row.started_at or row.planned_at, signed_at=row.signed_at, signed_by=row.signed_by,
        note_id=row.note_id, persons=persons_of(row), lines=tuple(_line(line) for line in lines),
        unsorted=row.unsorted, address=reverse("conversations:conversation", args=[row.pk]),
        own_notes=tuple(
            WorkersNote(f"own:{note.pk}", note.text, note.written_by)
            for note in sorted(row.own_notes.all(), key=lambda note: note.pk)
        ),
    )  # fmt: skip


def _line(line: Line) -> SignedLine:
    same = (
        "quote", "wording", "about", "polarity", "area", "factor", "status", "certainty", "time",
        "origin", "question", "client_words", "who", "what", "when", "due_date", "n", "start_s",
    )  # fmt: skip
    return SignedLine(
        id=line.pk, kind=str(line.kind), speaker=line.speaker.role, speaker_name=line.speaker.name,
        client_position=str(line.client_position), client_who=line.client_who.role if line.client_who else "",
        client_who_name=line.client_who.name if line.client_who else "",
        address=reverse("conversations:line", args=[line.pk]), is_safety=line.stands_as_danger,
        **{name: getattr(line, name) for name in same},
    )  # fmt: skip
