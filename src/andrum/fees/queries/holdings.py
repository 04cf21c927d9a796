"""What the room holds of matters: services, statements, fees and what is invoiced."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from andrum.cases.service import Matter
from andrum.fees.models import (
    Absence,
    Authority,
    FeeDecision,
    FeeReview,
    GrantedService,
    IncomeStatement,
    InvoiceBasis,
    RecalculationItem,
)


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows, table by table, in the order they can be removed."""
    persons = Matter.objects.filter(pk__in=matter_ids).values("applicant")
    return (
        FeeReview.objects.filter(matter__in=matter_ids),
        RecalculationItem.objects.filter(matter__in=matter_ids),
        InvoiceBasis.objects.filter(matter__in=matter_ids),
        IncomeStatement.objects.filter(matter__in=matter_ids),
        Absence.objects.filter(matter__in=matter_ids),
        GrantedService.objects.filter(matter__in=matter_ids),
        FeeDecision.objects.filter(matter__in=matter_ids),
        Authority.objects.filter(person__in=persons),
    )
