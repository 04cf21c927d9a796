"""Which investigations have a signed conversation that no kept basis knows of."""

from collections.abc import Iterator

from django.db.models import F, Max, OuterRef, Q, Subquery

from andrum.conversations.service import Conversation
from andrum.investigations.models import Investigation, InvestigationState, KeptBasis

MOST = 200


def with_unkept_conversations() -> Iterator[tuple[Investigation, int]]:
    """Open investigations where a conversation was signed after the newest kept basis, with the conversation's id."""
    newest = KeptBasis.objects.filter(investigation=OuterRef("pk")).order_by("-number").values("kept_at")[:1]
    signed = (
        Conversation.objects.filter(matter=OuterRef("matter"), signed_at__isnull=False)
        .order_by("-signed_at", "-pk")
        .values("signed_at")[:1]
    )
    found = (
        Investigation.objects.filter(state=InvestigationState.OPEN)
        .annotate(kept_at=Subquery(newest), signed_at=Subquery(signed))
        .filter(signed_at__isnull=False)
        .filter(Q(kept_at__isnull=True) | Q(signed_at__gt=F("kept_at")))
        .select_related("matter")
        .order_by("pk")[:MOST]
    )
    for investigation in found:
        last = Conversation.objects.filter(matter=investigation.matter, signed_at__isnull=False).aggregate(id=Max("pk"))
        yield investigation, last["id"]
