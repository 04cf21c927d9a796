"""Background work: nothing that was decided stays without its review, however often a listener dies."""

import logging
from collections.abc import Sequence

from django.db import DatabaseError
from django.utils import timezone

from andrum.audit.service import SYSTEM
from andrum.automation.service import RunDecided, publish_seed
from andrum.control.actions.fee_reviews import create_fee_reviews
from andrum.control.actions.readings import draw_readings
from andrum.control.actions.run_reviews import create_review, create_reviews
from andrum.control.queries.missing import fees_without_review, runs_without_review, undrawn_days
from andrum.fees.service import FeesDecided
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError

logger = logging.getLogger("andrum.control")
BATCH = 200


def on_runs_decided(events: Sequence[RunDecided]) -> None:
    """Take the decisions up to control at once, together. Should it not be possible now, ``sweep`` does it."""
    try:
        create_reviews(run_ids=[event.run_id for event in events], by=SYSTEM, at=timezone.now())
    except (AndrumError, DatabaseError) as error:
        logger.warning(
            "%d runs have no review yet (%s); they are found by the sweep.", len(events), type(error).__name__
        )


def on_fees_decided(event: FeesDecided) -> None:
    """Take the fees of a job up to control at once, together. Should it not be possible now, ``sweep`` does it."""
    try:
        create_fee_reviews(decision_ids=event.decision_ids, by=SYSTEM, at=timezone.now())
    except (AndrumError, DatabaseError) as error:
        logger.warning(
            "%d fees have no review yet (%s); they are found by the sweep.", len(event.decision_ids),
            type(error).__name__,
        )  # fmt: skip


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
    made += _take_up_fees()
    for day in undrawn_days(today=swedish_day(now)):
        draw_readings(day=day, by=SYSTEM, at=timezone.now())
    return made


def _take_up_fees() -> int:
    waiting = fees_without_review(limit=BATCH)
    if not waiting:
        return 0
    try:
        made = create_fee_reviews(decision_ids=waiting, by=SYSTEM, at=timezone.now())
    except AndrumError as error:
        logger.error("%d fees cannot be taken up to control (%s).", len(waiting), type(error).__name__)
        return 0
    if made < len(waiting):
        logger.warning("%d fees were not taken up: others did it, or their mandate is gone.", len(waiting) - made)
    return made
