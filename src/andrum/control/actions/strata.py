"""The share of a stratum that is reviewed: down when it is earned, back to all after an error."""

from datetime import datetime, timedelta
from fractions import Fraction

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.control.domain.parameters import Parameters
from andrum.control.models import Review, ReviewState, ShareChange, Stratum
from andrum.control.queries.figures import figures_of
from andrum.control.queries.parameters import parameters_on
from andrum.kernel.clock import swedish_day

ALL = Fraction(1)


@transaction.atomic
def lower_share_if_earned(*, stratum: Stratum, by: Actor, at: datetime) -> ShareChange | None:
    """Go one step down when the reviews have shown what the step asks for. None when they have not.

    Parameters that nobody has confirmed never lower a share.
    """
    stratum = Stratum.objects.select_for_update(no_key=True).get(pk=stratum.pk)
    parameters = parameters_on(swedish_day(at))
    figures = figures_of(stratum, parameters=parameters, at=at)
    step, since = figures.step, figures.since
    if step is None or figures.left or since.unknown or since.wrong or parameters.status != "confirmed":
        return None
    if since.bound is None or since.bound > step.bound:
        return None
    return _change(
        stratum=stratum, share=step.share, parameters=parameters, by=by, at=at,
        key=f"{stratum.pk}:{stratum.counted_from.isoformat()}:{step.share}",
        reason=f"{step.reviews} beslut i rad granskade utan fel",
    )  # fmt: skip


@transaction.atomic
def return_to_all(*, stratum: Stratum, review: Review, by: Actor, at: datetime) -> ShareChange:
    """Review everything again after a confirmed error, and look back at what was not drawn lately."""
    stratum = Stratum.objects.select_for_update(no_key=True).get(pk=stratum.pk)
    parameters = parameters_on(swedish_day(at))
    stratum.counted_from = max(at, stratum.counted_from)
    stratum.save(update_fields=["counted_from"])
    recalled = Review.objects.filter(
        stratum=stratum, state=ReviewState.NOT_DRAWN, decided_at__gte=at - timedelta(days=parameters.look_back_days)
    ).update(
        state=ReviewState.WAITING, is_recalled=True, due_date=swedish_day(at) + timedelta(days=parameters.review_days)
    )
    return _change(
        stratum=stratum, share=ALL, parameters=parameters, by=by, at=at, key=f"{stratum.pk}:error:{review.pk}",
        reason="Ett bekräftat fel: allt granskas igen", recalled=recalled,
    )  # fmt: skip


def _change(
    *, stratum: Stratum, share: Fraction, parameters: Parameters, by: Actor, at: datetime, key: str, reason: str,
    recalled: int = 0,
) -> ShareChange:  # fmt: skip
    change, is_new = ShareChange.objects.get_or_create(
        key=key,
        defaults={
            "stratum": stratum, "numerator": share.numerator, "denominator": share.denominator, "from_at": at,
            "reason": reason, "parameters": parameters.version,
        },
    )  # fmt: skip
    if is_new:
        record(
            kind="control.share_changed",
            by=by,
            at=at,
            subject=f"stratum:{stratum.pk}",
            details={"share": str(share), "parameters": parameters.version, "recalled": recalled},
        )
    return change
