"""What the room holds of matters: conversations, what was said and what became of it."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.conversations.models import (
    Claim,
    Conversation,
    DeletionReceipt,
    InformationGiven,
    Line,
    LineChange,
    Mark,
    OwnNote,
    Pointing,
    Presence,
    Segment,
    SegmentRevision,
    SoundChunk,
)


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (
        Claim.lines.through.objects.filter(claim__conversation__matter__in=matter_ids),
        Claim.objects.filter(conversation__matter__in=matter_ids),
        Pointing.objects.filter(conversation__matter__in=matter_ids),
        LineChange.objects.filter(line__conversation__matter__in=matter_ids),
        Line.objects.filter(conversation__matter__in=matter_ids),
        Mark.objects.filter(segment__conversation__matter__in=matter_ids),
        SegmentRevision.objects.filter(segment__conversation__matter__in=matter_ids),
        Segment.objects.filter(conversation__matter__in=matter_ids),
        OwnNote.objects.filter(conversation__matter__in=matter_ids),
        SoundChunk.objects.filter(conversation__matter__in=matter_ids),
        InformationGiven.objects.filter(conversation__matter__in=matter_ids),
        DeletionReceipt.objects.filter(conversation__matter__in=matter_ids),
        Presence.objects.filter(conversation__matter__in=matter_ids),
        Conversation.objects.filter(matter__in=matter_ids),
    )
