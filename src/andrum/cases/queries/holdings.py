"""What the room holds of matters: the register's own rows, the matter last."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.cases.models import (
    Communication,
    Decision,
    Document,
    Fact,
    Hold,
    JournalNote,
    Matter,
    Message,
    OpenedAnyway,
    Participant,
    Task,
)


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (
        OpenedAnyway.objects.filter(matter__in=matter_ids),
        Hold.objects.filter(matter__in=matter_ids),
        Task.objects.filter(matter__in=matter_ids),
        Communication.objects.filter(matter__in=matter_ids),
        Message.objects.filter(matter__in=matter_ids),
        Decision.objects.filter(matter__in=matter_ids),
        Document.objects.filter(matter__in=matter_ids),
        Fact.objects.filter(matter__in=matter_ids),
        JournalNote.objects.filter(matter__in=matter_ids),
        Participant.objects.filter(matter__in=matter_ids),
        Matter.objects.filter(pk__in=matter_ids),
    )
