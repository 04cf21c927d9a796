"""What the room holds of matters: signed applications with their files and signatures."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from andrum.applications.models import Application, Attachment, Signature, Supplement


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed; a draft that goes on from one of them too."""
    drafts = Q(matter__isnull=True, previous__matter__in=matter_ids)
    theirs = Application.objects.filter(Q(matter__in=matter_ids) | drafts)
    return (
        Attachment.objects.filter(Q(application__in=theirs) | Q(supplement__matter__in=matter_ids)),
        Supplement.objects.filter(matter__in=matter_ids),
        Signature.objects.filter(application__in=theirs),
        theirs,
    )
