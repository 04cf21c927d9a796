"""What the room holds of matters: investigations and what was written in them."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.investigations.models import Hearing, Investigation, KeptBasis, Part, PartVersion, Placement, Step


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (
        Hearing.objects.filter(investigation__matter__in=matter_ids),
        Placement.objects.filter(investigation__matter__in=matter_ids),
        KeptBasis.objects.filter(investigation__matter__in=matter_ids),
        Step.objects.filter(investigation__matter__in=matter_ids),
        PartVersion.objects.filter(part__investigation__matter__in=matter_ids),
        Part.objects.filter(investigation__matter__in=matter_ids),
        Investigation.objects.filter(matter__in=matter_ids),
    )
