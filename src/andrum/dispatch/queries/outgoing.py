"""Reads of what goes out."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from andrum.cases.service import Matter
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState, PaymentFile


def outgoing_of_matter(*, matter: Matter) -> QuerySet[Outgoing]:
    """All that was ordered in a matter, newest first."""
    return Outgoing.objects.filter(matter=matter).select_related("payment_file").order_by("-ordered_at", "-id")


def counts() -> Mapping[tuple[str, str], int]:
    """How many there are of each kind in each state."""
    rows = Outgoing.objects.values_list("kind", "state").annotate(number=Count("id")).order_by("kind", "state")
    return {(kind, state): number for kind, state, number in rows}


def queued_payments() -> QuerySet[Outgoing]:
    """Payments that no file holds yet, oldest first."""
    return Outgoing.objects.filter(kind=OutgoingKind.PAYMENT, state=OutgoingState.QUEUED).order_by("id")


def payment_files() -> QuerySet[PaymentFile]:
    """All payment files without their content, newest first."""
    return PaymentFile.objects.defer("content").order_by("-created_at", "-id")
