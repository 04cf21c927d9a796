"""Background work of fees. Each job may run again at any time: it looks at the state before it does anything."""

from django.utils import timezone
from django_tasks import task

from andrum.audit.service import SYSTEM
from andrum.fees.actions import previewing, recalculating

AFTER_OTHERS = -10
"""After what people wait for: a whole municipality's fees keep nobody's application back."""


@task(priority=AFTER_OTHERS)
def preview(recalculation_id: int, item_ids: list[int]) -> None:
    """Work out some of a recalculation's fees."""
    previewing.preview_items(recalculation_id=recalculation_id, item_ids=item_ids, by=SYSTEM, at=timezone.now())


@task(priority=AFTER_OTHERS)
def decide(recalculation_id: int, item_ids: list[int]) -> None:
    """Decide some of a recalculation's fees, or hand them to a person."""
    recalculating.decide_items(recalculation_id=recalculation_id, item_ids=item_ids, by=SYSTEM, at=timezone.now())


def sweep() -> int:
    """Duty of the worker: start again a recalculation that has lost its jobs. Returns how many."""
    return recalculating.resume_stalled(by=SYSTEM, at=timezone.now())
