"""Mandates with what has happened to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from andrum.audit.service import AuditEvent
from andrum.automation.models import Mandate, MandateState, Run


@dataclass(frozen=True, slots=True)
class Standing:
    """A mandate on a day: what it is in a word, and how many runs it has decided."""

    mandate: Mandate
    word: str
    decided: int


def all_mandates() -> QuerySet[Mandate]:
    """Every mandate, by code, newest first."""
    return Mandate.objects.order_by("code", "-valid_from")


def standings(mandates: Iterable[Mandate], *, day: date) -> list[Standing]:
    """Each mandate with its state on the day and its number of decisions."""
    rows = list(mandates)
    numbers = Run.objects.filter(mandate__in=rows, decision__isnull=False).values("mandate").annotate(n=Count("pk"))
    decided = {row["mandate"]: row["n"] for row in numbers}
    return [Standing(row, _word(row, day), decided.get(row.pk, 0)) for row in rows]


def working_mandates(*, day: date) -> QuerySet[Mandate]:
    """Those that the automation may decide by on the day."""
    return Mandate.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), state=MandateState.ON, valid_from__lte=day
    ).order_by("code")


def history_of(mandate: Mandate) -> QuerySet[AuditEvent]:
    """Everything that the log says of a mandate, newest first."""
    return AuditEvent.objects.filter(subject=f"mandate:{mandate.pk}").order_by("-seq")


def _word(mandate: Mandate, day: date) -> str:
    if mandate.valid_to is not None and mandate.valid_to < day:
        return "over"
    if mandate.state != MandateState.ON:
        return mandate.state
    return "coming" if mandate.valid_from > day else "on"
