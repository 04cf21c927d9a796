"""What is paused."""

from django.db.models import QuerySet

from andrum.runs.models import Pause


def is_paused(kind: str) -> bool:
    """True when nothing of the kind may be begun now. Asked by the workers, in the transaction that would begin it."""
    return Pause.objects.filter(kind=kind, resumed_at__isnull=True).exists()


def paused_kinds() -> frozenset[str]:
    """All kinds that are paused."""
    return frozenset(pauses_in_force().values_list("kind", flat=True))


def pauses_in_force() -> QuerySet[Pause]:
    """The pauses that are not over, oldest first."""
    return Pause.objects.filter(resumed_at__isnull=True).order_by("paused_at", "pk")


def pauses_of(kind: str) -> QuerySet[Pause]:
    """A kind's pauses, newest first."""
    return Pause.objects.filter(kind=kind).order_by("-paused_at", "-pk")
