"""To look at a review, or to take out figures, is kept in the log."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.control.models import Review


@transaction.atomic
def note_review_read(*, review: Review, part: str, by: Actor, at: datetime) -> None:
    """Somebody opened a review, and with it what the automation knew of a person."""
    record(
        kind="control.review_read", by=by, at=at, subject=f"review:{review.pk}", matter=str(review.matter_id),
        person=str(review.matter.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_export(*, what: str, rows: int, by: Actor, at: datetime) -> None:
    """Somebody took out figures or draws as a file."""
    record(kind="control.exported", by=by, at=at, subject=f"list:{what}", details={"rows": rows})
