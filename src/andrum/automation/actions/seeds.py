"""Publish the seed of a day's draws: the head of the log as it stood when the day before was over."""

from datetime import date, datetime, time

from django.db import transaction

from andrum.audit.service import Actor, head_before, record
from andrum.automation.models import DrawSeed
from andrum.kernel.clock import SWEDEN


def publish_seed(*, day: date, by: Actor, at: datetime) -> DrawSeed:
    """The seed of a day, published once and never changed."""
    kept = DrawSeed.objects.filter(day=day).first()  # nearly always it is there, and then no lock is taken
    return kept or _publish(day=day, by=by, at=at)


@transaction.atomic
def _publish(*, day: date, by: Actor, at: datetime) -> DrawSeed:
    end = head_before(datetime.combine(day, time.min, SWEDEN))
    seed, is_new = DrawSeed.objects.get_or_create(
        day=day, defaults={"seed": end.hash, "event_count": end.count, "published_at": at}
    )
    if is_new:
        record(
            kind="automation.seed_published", by=by, at=at, subject=f"draw_seed:{day.isoformat()}",
            details={"seed": seed.seed, "events": seed.event_count},
        )  # fmt: skip
    return seed
