"""What the room holds of matters: reviews of decisions, openings and readings."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.control.models import LogReview, OpeningReview, Opinion, Review


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (
        Opinion.objects.filter(review__matter__in=matter_ids),
        Review.objects.filter(matter__in=matter_ids),
        OpeningReview.objects.filter(opening__matter__in=matter_ids),
        LogReview.objects.filter(matter__in=matter_ids),
    )
