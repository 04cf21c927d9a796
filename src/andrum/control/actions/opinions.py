"""Say what one found, and what follows from it."""

from datetime import datetime, timedelta

from django.db import transaction

from andrum.accounts.service import Role, User, actor_of, has_role
from andrum.audit.service import Actor, record
from andrum.cases.service import add_task
from andrum.control.actions.stopping import stop_after_error
from andrum.control.actions.strata import lower_share_if_earned, return_to_all
from andrum.control.domain.errors import OwnReviewError, ReviewClosedError, VerdictError
from andrum.control.models import Opinion, Review, ReviewState, Stratum, Verdict
from andrum.control.queries.mandates import lock_versions
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.reviews import queue_of, visible_reviews
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.words import marked as _

MOST_WORDS = 4_000


@transaction.atomic
def give_opinion(*, review_id: int, verdict: str, cause: str = "", words: str = "", by: User, at: datetime) -> Review:
    """Say that an automated decision is right, wrong or unclear.

    Right closes the review. Wrong waits for somebody to confirm it; unclear for a second reviewer who does not see the
    first answer; where two do not agree the unit's manager settles it. A confirmed error brings the stratum back to 100
    percent, stops the mandate if the board has said so, and asks the unit to put the decision right. The same answer
    sent twice is one answer.

    Raises:
        NotAllowedError: when there is no such review for this user.
        OwnReviewError: when the user has worked with the matter or has already answered.
        ReviewClosedError: when somebody else was first.
        VerdictError: when cause or words are missing, or the manager leaves it open.
    """
    if not _lock(review_id, verdict):
        raise NotAllowedError
    review = visible_reviews(by).filter(pk=review_id).first()
    if review is None:
        raise NotAllowedError
    before = Opinion.objects.filter(review=review, reviewer=by).first()
    if before is not None:
        if before.verdict == verdict:
            return review
        raise OwnReviewError
    if review.state in {ReviewState.CLOSED, ReviewState.NOT_DRAWN}:
        raise ReviewClosedError
    if not queue_of(by, at=at).filter(pk=review.pk).exists():
        raise OwnReviewError
    settles = _settles(review=review, by=by, at=at)
    cause, words = _whole(verdict=verdict, cause=cause, words=words, settles=settles, at=at)
    number = review.opinions.count() + 1
    Opinion.objects.create(review=review, number=number, reviewer=by, verdict=verdict, cause=cause, words=words, at=at)
    actor = actor_of(by)
    record(
        kind="control.opinion_given", by=actor, at=at, subject=f"review:{review.pk}", matter=str(review.matter_id),
        details={"number": number, "verdict": verdict, "cause": cause},
    )  # fmt: skip
    following = _next_state(review.state, verdict, settles=settles)
    if following == ReviewState.CLOSED:
        _close(review=review, outcome=verdict, by=actor, at=at)
    else:
        review.state = following
        review.save(update_fields=["state"])
    return review


def _lock(review_id: int, verdict: str) -> bool:
    """Take every row that may change, in the order that all take them: review, stratum, mandates; the log comes last.

    Another order could make this wait for a run that waits for this.
    """
    locked = Review.objects.select_for_update(of=("self",), no_key=True).filter(pk=review_id).first()
    if locked is None:
        return False
    strata = Stratum.objects.select_for_update(of=("self",), no_key=True).select_related("mandate", "fee_mandate")
    stratum = strata.get(pk=locked.stratum_id)
    if verdict == Verdict.WRONG and locked.state != ReviewState.WAITING:
        lock_versions(stratum.of_mandate)
    return True


def _settles(*, review: Review, by: User, at: datetime) -> bool:
    """True when this answer is the last word: the manager's, where the manager may confirm or is asked to settle."""
    if review.state == ReviewState.MANAGER:
        return True
    is_manager = has_role(by, Role.UNIT_MANAGER, unit=review.matter.unit)
    may_confirm = parameters_on(swedish_day(at)).confirmed_by != "reviewer"
    return review.state in {ReviewState.SECOND, ReviewState.CONFIRM} and is_manager and may_confirm


def _whole(*, verdict: str, cause: str, words: str, settles: bool, at: datetime) -> tuple[str, str]:
    words = words.strip()[:MOST_WORDS]
    if verdict not in Verdict.values:
        raise VerdictError(_("Välj rätt, fel eller oklart."))
    if settles and verdict == Verdict.UNCLEAR:
        raise VerdictError(_("Nu måste någon avgöra."), todo=_("Välj rätt eller fel; skriv varför."))
    if verdict == Verdict.WRONG and (not words or cause not in parameters_on(swedish_day(at)).causes):
        raise VerdictError(_("Ett fel behöver en orsak."), todo=_("Välj orsak och skriv med egna ord vad som är fel."))
    if verdict == Verdict.UNCLEAR and not words:
        raise VerdictError(_("Det framgår inte vad som är oklart."), todo=_("Skriv vad som är oklart."))
    return (cause if verdict == Verdict.WRONG else ""), words


def _next_state(state: str, verdict: str, *, settles: bool) -> str:
    """What follows: a closed review, or who is asked next."""
    if settles or (verdict, state) in _CLOSING:
        return ReviewState.CLOSED
    if verdict == Verdict.WRONG:
        return ReviewState.CONFIRM
    return ReviewState.SECOND if state == ReviewState.WAITING else ReviewState.MANAGER


_CLOSING = {
    (Verdict.RIGHT, ReviewState.WAITING), (Verdict.RIGHT, ReviewState.SECOND), (Verdict.WRONG, ReviewState.CONFIRM)
}  # fmt: skip


def _close(*, review: Review, outcome: str, by: Actor, at: datetime) -> None:
    review.state, review.outcome, review.closed_at = ReviewState.CLOSED, outcome, at
    review.save(update_fields=["state", "outcome", "closed_at"])
    record(
        kind="control.review_closed", by=by, at=at, subject=f"review:{review.pk}", matter=str(review.matter_id),
        details={"outcome": outcome},
    )  # fmt: skip
    if outcome == Verdict.RIGHT:
        lower_share_if_earned(stratum=review.stratum, by=by, at=at)
        return
    record(
        kind="control.error_confirmed", by=by, at=at, subject=f"review:{review.pk}", matter=str(review.matter_id),
        details={"decision": review.decision_id, "stratum": review.stratum_id},
    )  # fmt: skip
    _ask_for_review(review=review, by=by, at=at)
    return_to_all(stratum=review.stratum, review=review, by=by, at=at)
    stop_after_error(mandate=review.stratum.of_mandate, by=by, at=at)


def _ask_for_review(*, review: Review, by: Actor, at: datetime) -> None:
    """The person's decision is put right by a new one: give the unit something to do, once an error."""
    add_task(
        matter=review.matter, title="Ompröva beslutet: kontrollen har bekräftat ett fel", month=review.decision.month,
        due_date=swedish_day(at) + timedelta(days=parameters_on(swedish_day(at)).review_days),
        key=f"control:error:{review.pk}", by=by, at=at,
    )  # fmt: skip
