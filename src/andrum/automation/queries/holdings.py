"""What the room holds of matters: runs, hand-overs and appeals."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.automation.models import AppealTrial, HandOver, Run, RunStep


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    return (
        AppealTrial.objects.filter(message__matter__in=matter_ids),
        HandOver.objects.filter(matter__in=matter_ids),
        RunStep.objects.filter(run__matter__in=matter_ids),
        Run.objects.filter(matter__in=matter_ids),
    )
