"""What the room holds of matters: the answers about those in them. A month's file holds many persons' and stays."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.statistics.models import Answer


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (Answer.objects.filter(matter__in=matter_ids),)
