"""What should have been taken up to control and has not."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from andrum.audit.service import AuditEvent
from andrum.automation.service import Run
from andrum.control.models import LogDraw, Review
from andrum.fees.service import FeeDecision, without_mandate
from andrum.kernel.clock import swedish_day

MOST_DAYS = 31


def runs_without_review(*, limit: int) -> list[int]:
    """Runs whose automated decision has no review, oldest first."""
    reviewed = Review.objects.filter(run=OuterRef("pk"))
    runs = Run.objects.filter(~Exists(reviewed), decision__how="automated", mandate__isnull=False)
    return list(runs.order_by("decision__decided_at", "pk").values_list("pk", flat=True)[:limit])


def fees_without_review(*, limit: int) -> list[int]:
    """Fees that the machine decided by a mandate that is known and that have no review, oldest first."""
    waiting = _unreviewed_fees()
    rows = waiting.exclude(pk__in=without_mandate(waiting).values("pk"))
    return list(rows.order_by("decision__decided_at", "pk").values_list("pk", flat=True)[:limit])


def _unreviewed_fees() -> QuerySet[FeeDecision]:
    reviewed = Review.objects.filter(decision=OuterRef("pk"))
    return FeeDecision.objects.filter(~Exists(reviewed), decision__how="automated")


@dataclass(frozen=True, slots=True)
class Lost:
    """Fees that the machine decided by a mandate that is not there: no review can be drawn."""

    unit: str
    mandate: str
    count: int


def fees_without_mandate(*, with_protected: bool = True) -> list[Lost]:
    """How many they are, by unit and by the mandate that the decisions name."""
    waiting = _unreviewed_fees()
    if not with_protected:
        waiting = waiting.filter(matter__is_protected=False)
    names = ("matter__unit__name", "decision__mandate_ref")
    rows = without_mandate(waiting).order_by().values_list(*names)
    return [Lost(*row) for row in rows.annotate(count=Count("pk")).order_by(*names)]


def unreviewed_count(*, with_protected: bool = True) -> int:
    """How many automated decisions have no review row yet; more than a handful means that the worker stands still."""
    reviewed = Review.objects.filter(decision=OuterRef("decision"))
    runs = Run.objects.filter(~Exists(reviewed), decision__how="automated")
    fees = _unreviewed_fees()
    if not with_protected:
        runs, fees = runs.filter(matter__is_protected=False), fees.filter(matter__is_protected=False)
    return runs.count() + fees.count()


def undrawn_days(*, today: date) -> list[date]:
    """Days that are over and whose readings have not been drawn: from the last draw, a month back at most."""
    last = LogDraw.objects.order_by("-day").first()
    first_event = AuditEvent.objects.order_by("seq").first()
    if first_event is None:
        return []
    start = last.day + timedelta(days=1) if last else swedish_day(first_event.at)
    start = max(start, today - timedelta(days=MOST_DAYS))
    return [start + timedelta(days=number) for number in range((today - start).days)]
