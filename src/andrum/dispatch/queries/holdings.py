"""What the room holds of matters: orders of letters and payments. A payment file holds many persons' and stays."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.dispatch.models import Outgoing


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (Outgoing.objects.filter(matter__in=matter_ids),)
