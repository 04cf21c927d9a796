"""Which fee holds, and when it was decided."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from andrum.cases.service import Matter
from andrum.fees.models import FeeDecision
from andrum.kernel.periods import Month


def fee_decisions_of(matter: Matter) -> QuerySet[FeeDecision]:
    """All fee decisions of a matter, newest first."""
    return FeeDecision.objects.filter(matter=matter).select_related("decision").order_by("-pk")


def covers(decision: FeeDecision, month: Month) -> bool:
    """True when the decision says what the fee of the month is."""
    return decision.from_month <= str(month) and (not decision.to_month or str(month) <= decision.to_month)


def fee_in(decisions: Iterable[FeeDecision], month: Month) -> FeeDecision | None:
    """The decision that holds for a month: the latest that covers it. ``decisions`` come newest first."""
    return next((decision for decision in decisions if covers(decision, month)), None)


def fee_of(matter: Matter, month: Month) -> FeeDecision | None:
    """The decision that holds for a matter and month; one query."""
    return (
        FeeDecision.objects.filter(
            Q(to_month="") | Q(to_month__gte=str(month)), matter=matter, from_month__lte=str(month)
        )
        .select_related("decision")
        .order_by("-pk")
        .first()
    )
