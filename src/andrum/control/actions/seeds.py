"""Publish the seed of a day."""

from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import Actor, head_before, record
from andrum.automation.service import DrawSeed
from andrum.control.domain.days import midnight
from andrum.kernel.clock import swedish_day


@transaction.atomic
def publish_seed(*, day: date, by: Actor, at: datetime) -> DrawSeed:
    """The seed of a day: the head of the log when the day before was over. Published once, and never changed.

    Raises:
        ValueError: when the day has not begun, for then the log of the day before may still grow.
    """
    if day > swedish_day(at):
        raise ValueError("the day has not begun")
    end = head_before(midnight(day))
    seed, is_new = DrawSeed.objects.get_or_create(
        day=day, defaults={"seed": end.hash, "event_count": end.count, "published_at": at}
    )
    if is_new:
        record(
            kind="control.seed_published", by=by, at=at, subject=f"draw_seed:{day.isoformat()}",
            details={"seed": seed.seed, "events": seed.event_count},
        )  # fmt: skip
    return seed
