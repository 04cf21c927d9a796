"""Review why a matter was opened outside assignment."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.service import User, actor_of
from andrum.audit.service import record
from andrum.cases.service import Task, finish_task
from andrum.control.domain.errors import OwnReviewError, ReviewClosedError, VerdictError
from andrum.control.models import OpeningReview, Verdict
from andrum.control.queries.openings import openings_shown_to
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.words import marked as _


@transaction.atomic
def review_opening(*, opening_id: int, verdict: str, words: str = "", by: User, at: datetime) -> OpeningReview:
    """Say that there was a reason to open the matter (right) or that there was none (wrong). Once an opening.

    Raises:
        NotAllowedError: when there is no such opening for this user.
        OwnReviewError: when the user opened the matter.
        ReviewClosedError: when somebody else was first.
        VerdictError: when there is no verdict, or a wrong one without words.
    """
    opening = next((row for row in openings_shown_to(by, at=at) if row.id == opening_id), None)
    if opening is None:
        raise NotAllowedError
    if opening.opened_by_id == by.pk:
        raise OwnReviewError
    words = words.strip()
    if verdict not in {Verdict.RIGHT, Verdict.WRONG} or (verdict == Verdict.WRONG and not words):
        raise VerdictError(_("Bedömningen är inte hel."), todo=_("Välj rätt eller fel; är det fel, skriv vad du såg."))
    review, is_new = OpeningReview.objects.get_or_create(
        opening_id=opening_id, defaults={"reviewer": by, "verdict": verdict, "words": words, "at": at}
    )
    if not is_new:
        if (review.reviewer_id, review.verdict) == (by.pk, verdict):
            return review
        raise ReviewClosedError
    actor = actor_of(by)
    task = Task.objects.filter(pk=opening.task_id, done_at__isnull=True).first()
    if task is not None:
        finish_task(task=task, by=actor, at=at)
    record(
        kind="control.opening_reviewed", by=actor, at=at, subject=f"opened_anyway:{opening_id}",
        matter=str(opening.matter_id), details={"verdict": verdict},
    )  # fmt: skip
    return review
