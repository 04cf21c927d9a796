"""Background work: nothing that was decided stays without its review, however often a listener dies."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from andrum.audit.service import SYSTEM
from andrum.automation.service import RunDecided, publish_seed
from andrum.control.actions.readings import draw_readings
from andrum.control.actions.reviews import create_review
from andrum.control.queries.missing import runs_without_review, undrawn_days
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError

logger = logging.getLogger("andrum.control")
BATCH = 200


def on_run_decided(event: RunDecided) -> None:
    """Take the decision up to control at once. Should it not be possible now, ``sweep`` does it."""
    try:
        create_review(run_id=event.run_id, by=SYSTEM, at=timezone.now())
    except (AndrumError, DatabaseError) as error:
        logger.warning("Run %d has no review yet (%s); it is found by the sweep.", event.run_id, type(error).__name__)


def sweep() -> int:
    """Publish today's seed, review what has no review yet, draw yesterday's readings. How many reviews were made.

    One decision that cannot be taken up does not stop the others; it is told of and tried again the next time.
    """
    now = timezone.now()
    publish_seed(day=swedish_day(now), by=SYSTEM, at=now)
    made = 0
    for run_id in runs_without_review(limit=BATCH):
        try:
            made += create_review(run_id=run_id, by=SYSTEM, at=timezone.now()) is not None
        except AndrumError as error:
            logger.error("Run %d cannot be taken up to control (%s).", run_id, type(error).__name__)
    for day in undrawn_days(today=swedish_day(now)):
        draw_readings(day=day, by=SYSTEM, at=timezone.now())
    return made
