"""A fee that waits for a person: opened by what changed, worked out anew by every change, closed by a decision."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter
from andrum.fees.domain.errors import FeeDutyError, FeeSettingsError
from andrum.fees.models import FeeReview, RecalculationItem, ReviewReason
from andrum.fees.queries.calculating import UNUSABLE, Calculated, calculate
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.settings import fee_settings
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _


@transaction.atomic
def open_review(
    *, matter: Matter, month: Month, reason: str, by: Actor, at: datetime, item: RecalculationItem | None = None
) -> FeeReview:
    """Let a person look at the fee from a month. One that waits takes over the reason and the earlier month.

    What came in is kept also when the municipality's files are wrong: the reason says so, and it is due at once.
    """
    if reason not in ReviewReason.values:
        raise ValueError(reason)
    review = _open_of(matter)
    if review is None:
        due = swedish_day(at) + timedelta(days=_days_to_review())
        try:
            with transaction.atomic():
                review = FeeReview.objects.create(
                    matter=matter, month=str(month), reasons=[reason], opened_at=at, due_date=due, item=item
                )
        except IntegrityError:
            return open_review(matter=matter, month=month, reason=reason, by=by, at=at, item=item)
        record(
            kind="fees.review_opened", by=by, at=at, subject=f"fee_review:{review.pk}", matter=str(matter.pk),
            details={"month": str(month), "reason": reason},
        )  # fmt: skip
    else:
        review.month = min(review.month, str(month))
        review.reasons = sorted({*review.reasons, reason})
        review.item = review.item or item
        review.save(update_fields=["month", "reasons", "item"])
    return refresh_review(review=review, by=by, at=at)


def _days_to_review() -> int:
    try:
        return fee_settings().review_days
    except FeeSettingsError:
        return 0


def _open_of(matter: Matter) -> FeeReview | None:
    rows = FeeReview.objects.select_for_update(no_key=True).filter(matter=matter, closed_at__isnull=True)
    return rows.first()


@transaction.atomic
def refresh_review(*, review: FeeReview, by: Actor, at: datetime) -> FeeReview:  # noqa: ARG001 - every action's shape
    """Work the fee out anew from what is known now. A closed review is left as it was.

    With a tariff that cannot be used there is no proposal, and the review says why.
    """
    if review.closed_at is not None:
        return review
    month = Month.parse(review.month)
    before = fee_of(review.matter, month)
    try:
        found = calculate(review.matter, month)
    except UNUSABLE:
        review.reasons = sorted({*(set(review.reasons) - FOUND), ReviewReason.TARIFF})
        review.proposal, review.proposed_ore = {}, None
    else:
        review.reasons = sorted({*(set(review.reasons) - FOUND), *_found(found)})
        review.proposal = found.result.as_json()
        review.proposed_ore = found.result.fee_ore if found.result.is_whole else None
    review.before_ore = before.fee_ore if before else None
    review.save(update_fields=["reasons", "proposal", "proposed_ore", "before_ore"])
    return review


FOUND = {ReviewReason.MISSING, ReviewReason.DIFFERENCE, ReviewReason.REFUSED, ReviewReason.TARIFF}
"""Reasons that the calculation itself finds: they go away when it no longer does."""


def _found(found: Calculated) -> set[str]:
    reasons: set[str] = set()
    if found.result.missing:
        reasons.add(ReviewReason.MISSING)
    if found.situation.differences:
        reasons.add(ReviewReason.DIFFERENCE)
    if found.result.for_person:
        reasons.add(ReviewReason.REFUSED)
    return reasons


@transaction.atomic
def move_review(*, review: FeeReview, month: Month, by: Actor, at: datetime) -> FeeReview:
    """Let the decision hold from another month (10 §), and work it out for that one."""
    if review.closed_at is not None:
        raise FeeDutyError(_("Avgiften är redan beslutad."), todo=_("Ladda om sidan."))
    review.month = str(month)
    review.save(update_fields=["month"])
    record(
        kind="fees.review_moved", by=by, at=at, subject=f"fee_review:{review.pk}", matter=str(review.matter_id),
        details={"month": str(month)},
    )  # fmt: skip
    return refresh_review(review=review, by=by, at=at)


@transaction.atomic
def close_unchanged(*, review: FeeReview, by: Actor, at: datetime) -> FeeReview:
    """Say that a person has looked and that the fee stays as it was decided.

    Raises:
        FeeDutyError: when there is no decision yet, the fee is another, or something is missing.
    """
    refresh_review(review=review, by=by, at=at)
    if review.before_ore is None or review.proposed_ore != review.before_ore:
        raise FeeDutyError(
            _("Avgiften är inte densamma som i beslutet som gäller."), saved=_("Inget har ändrats."),
            todo=_("Fatta ett nytt beslut, eller komplettera uppgifterna."),
        )  # fmt: skip
    return close_review(review=review, outcome="unchanged", by=by, at=at)


@transaction.atomic
def close_review(
    *, review: FeeReview, outcome: str, by: Actor, at: datetime, decision_id: int | None = None
) -> FeeReview:
    """Close a review. Twice is once."""
    changed = FeeReview.objects.filter(pk=review.pk, closed_at__isnull=True).update(
        closed_at=at, closed_by=by.name, outcome=outcome, decision_id=decision_id
    )
    if changed:
        record(
            kind="fees.review_closed", by=by, at=at, subject=f"fee_review:{review.pk}", matter=str(review.matter_id),
            details={"outcome": outcome, "decision": decision_id},
        )  # fmt: skip
    review.refresh_from_db()
    return review
