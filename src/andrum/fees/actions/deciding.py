"""Decide a fee: by a person, or by the machine within a mandate. A decision is never changed, a new one replaces it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from andrum.audit.service import Actor, gather, record
from andrum.cases.service import Decision, Matter, active_decision, communicate, decide
from andrum.dispatch.service import order_letter
from andrum.fees.actions.reviews import close_review, open_review
from andrum.fees.domain.errors import FeeDutyError, FeeNotComputableError
from andrum.fees.domain.reasons import default_reasons
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import FeeDecision, FeeReview
from andrum.fees.queries.calculating import Calculated, calculate
from andrum.fees.queries.duties import cause_of, refuse_without_notice
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.settings import fee_settings
from andrum.fees.queries.situation import partial_months
from andrum.kernel.clock import swedish_day
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _


@transaction.atomic
def decide_review(*, review: FeeReview, reasons: str, shown_hash: str, by: Actor, at: datetime) -> FeeDecision:
    """Decide the fee that waits, as a person saw it.

    Args:
        review: The fee that waits.
        reasons: The reasons, in the person's words or the proposed ones.
        shown_hash: Hash of the proposal that the page showed.
        by: The one who decides.
        at: Now.

    Raises:
        FeeNotComputableError: when something is missing that matters.
        FeeDutyError: when it was changed since the page was shown, is decided, or the person must be told first.
        HeldError: when somebody else holds the matter.
    """
    locked = FeeReview.objects.select_for_update(no_key=True, of=("self",)).select_related("matter").get(pk=review.pk)
    if locked.closed_at is not None:
        raise FeeDutyError(_("Avgiften är redan beslutad."), todo=_("Ladda om sidan och se beslutet."))
    month = Month.parse(locked.month)
    found = calculate(locked.matter, month)
    if basis_hash(found.result) != shown_hash:
        raise FeeDutyError(
            _("Underlaget har ändrats sedan sidan visades."), saved=_("Inget beslut har fattats."),
            todo=_("Ladda om sidan och se den nya avgiften."),
        )  # fmt: skip
    refuse_without_notice(matter=locked.matter, month=month, found=found, at=at)
    made = decide_fee(
        matter=locked.matter, month=month, found=found, cause=cause_of(locked, month, found, at), reasons=reasons,
        by=by, at=at, key=f"fee:review:{locked.pk}",
    )  # fmt: skip
    close_review(review=locked, outcome="decided", decision_id=made.pk, by=by, at=at)
    _look_at_what_follows(locked.matter, month, made, by=by, at=at)
    return made


def decide_fee(
    *, matter: Matter, month: Month, found: Calculated, cause: str, reasons: str, by: Actor, at: datetime, key: str,
    mandate_ref: str = "",
) -> FeeDecision:  # fmt: skip
    """Decide, keep the calculation, order the letter: in one transaction, once for each ``key``.

    Raises:
        FeeNotComputableError: when the rulebook hands it to a person because something is missing.
    """
    result = found.result
    if not result.is_whole or result.fee_ore is None:
        raise FeeNotComputableError(
            _("Avgiften går inte att räkna ut än."), saved=_("Inget beslut har fattats."),
            todo="Komplettera det som saknas: " + "; ".join((*result.missing, *result.for_person))[:300],
        )  # fmt: skip
    with transaction.atomic(), gather():
        kept = FeeDecision.objects.filter(decision__idempotency_key=key).first()
        if kept is not None:
            return kept
        before = fee_of(matter, month)
        to_month = str(month) if found.situation.is_partial else ""
        decision = _decide(
            matter=matter, month=month, to_month=to_month, found=found, mandate_ref=mandate_ref,
            reasons=reasons.strip() or default_reasons(cause), by=by, at=at, key=key,
        )  # fmt: skip
        made = FeeDecision.objects.create(
            decision=decision, matter=matter, from_month=str(month), to_month=to_month, fee_ore=result.fee_ore,
            cause=cause, lines=list(result.lines), basis=result.basis, versions=result.versions, replaces=before,
        )  # fmt: skip
        record(
            kind="fees.decided", by=by, at=at, subject=f"fee_decision:{made.pk}", matter=str(matter.pk),
            person=str(matter.applicant_id),
            details={
                "month": str(month), "to_month": to_month, "fee_ore": result.fee_ore, "cause": str(cause),
                "before_ore": before.fee_ore if before else None, "mandate": mandate_ref, "basis": basis_hash(result),
            },
        )  # fmt: skip
        order_letter(decision=decision, by=by, at=at)
        return made


def _decide(
    *, matter: Matter, month: Month, to_month: str, found: Calculated, reasons: str, mandate_ref: str, by: Actor,
    at: datetime, key: str,
) -> Decision:  # fmt: skip
    result = found.result
    until = f"för {month.in_words}" if to_month else f"i månaden från och med {month.in_words}"
    same_month = active_decision(matter=matter, month=str(month))
    return decide(
        matter=matter, month=str(month), outcome="fee_set", amount_ore=0, reasons=reasons,
        how="automated" if mandate_ref else "person", mandate_ref=mandate_ref, applied_ore=None,
        calculation={
            "what": f"{kronor(result.fee_ore or 0)} {until}", "fee": result.as_json(), "to_month": to_month,
            "differing": found.situation.differing,
        },
        rulebook_version=result.rulebook_version[:120], by=by, at=at, key=key, changes=same_month,
    )  # fmt: skip


@transaction.atomic
def send_notice(*, review: FeeReview, text: str, by: Actor, at: datetime) -> date:
    """Tell the person of a higher fee before it is decided, and until when to answer. Returns that day."""
    answer_by = swedish_day(at) + timedelta(days=fee_settings().notice_days)
    communicate(matter=review.matter, month=review.month, text=text, answer_by=answer_by, by=by, at=at)
    record(
        kind="fees.notice_sent", by=by, at=at, subject=f"fee_review:{review.pk}", matter=str(review.matter_id),
        details={"answer_by": str(answer_by)},
    )  # fmt: skip
    return answer_by


def _look_at_what_follows(matter: Matter, month: Month, made: FeeDecision, *, by: Actor, at: datetime) -> None:
    """A month unlike the others has a decision of its own; the one after it, or the next such, is looked at."""
    now = Month.of(swedish_day(at))
    coming = partial_months(matter, after=month, until=max(now, month.shift(1)))
    following = month.shift(1)
    if made.to_month and following not in coming:
        after = fee_of(matter, following)
        if after is None or after.pk > made.pk or _differs(matter, following, after):
            open_review(matter=matter, month=following, reason="change", by=by, at=at)
            return
    for partial in coming:
        kept = fee_of(matter, partial)
        if kept is None or not kept.to_month:
            open_review(matter=matter, month=partial, reason="absence", by=by, at=at)
            return


def _differs(matter: Matter, month: Month, kept: FeeDecision) -> bool:
    result = calculate(matter, month).result
    return result.fee_ore != kept.fee_ore
