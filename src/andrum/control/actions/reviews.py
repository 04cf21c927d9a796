"""Take every automated decision up to control, once."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.automation.service import Mandate, Run, publish_seed
from andrum.control.domain.parameters import Parameters
from andrum.control.models import Review, ReviewState, ShareChange, Stratum
from andrum.control.queries.drawing import drawn_review
from andrum.control.queries.figures import figures_of
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.risks import risks_of
from andrum.control.queries.shares import share_at
from andrum.fees.service import FeeMandate
from andrum.kernel.clock import swedish_day

ALL = Fraction(1)
FEES = "home_care_fee"
"""The kind of matter of a fee mandate."""


def create_review(*, run_id: int, by: Actor, at: datetime) -> Review | None:
    """The control of a run's decision; asked again it gives the first one back. None when the run decided nothing.

    The stratum and the draw follow from the decision and from what was in force when it was made, so it makes no
    difference whether this is done at once or found afterwards.

    The day's seed is published first, in a transaction of its own, for its event locks the end of the log. All others
    take that last: whoever held a matter and waited for the log would have us wait for the matter.

    Raises:
        ControlParameterError: when the parameters of the day cannot be used; the decision waits for its review.
    """
    decided = Run.objects.filter(pk=run_id, decision__how="automated", mandate__isnull=False)
    decided_at = decided.values_list("decision__decided_at", flat=True).first()
    if decided_at is None:
        return None
    day = swedish_day(decided_at)
    return _create(run_id=run_id, day=day, seed=publish_seed(day=day, by=by, at=at).seed, by=by, at=at)


@transaction.atomic
def _create(*, run_id: int, day: date, seed: str, by: Actor, at: datetime) -> Review | None:
    """Lock the run, then the stratum, as all do; the log comes last."""
    runs = (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("mandate", "decision", "matter", "application")
        .defer("application__answers", "application__text", "application__unfinished")
    )
    run = runs.filter(pk=run_id, decision__how="automated").first()
    if run is None or run.decision is None or run.mandate is None:
        return None
    if (found := Review.objects.filter(run=run_id).first()) is not None:
        return found
    parameters = parameters_on(day)
    risks = risks_of(run, run.decision, parameters)
    stratum = locked_stratum(mandate=run.mandate, risk=risks[0] if risks else "", parameters=parameters, by=by, at=at)
    review = drawn_review(
        decision=run.decision, run=run, stratum=stratum, share=share_at(stratum, run.decision.decided_at), risks=risks,
        day=day, seed=seed, parameters=parameters, at=at,
    )  # fmt: skip
    review.save()
    tell_of(review=review, by=by, at=at)
    return review


def tell_of(*, review: Review, by: Actor, at: datetime) -> None:
    """A decision was taken up: the log's event."""
    record(
        kind="control.review_created", by=by, at=at, subject=f"review:{review.pk}", matter=str(review.matter_id),
        details={
            "decision": review.decision_id, "stratum": review.stratum_id, "share": str(review.share),
            "drawn": review.is_drawn,
        },
    )  # fmt: skip


def locked_stratum(
    *, mandate: Mandate | FeeMandate, risk: str, parameters: Parameters, by: Actor, at: datetime,  # noqa: ARG001
) -> Stratum:  # fmt: skip
    """The stratum, made when the first decision falls into it.

    It is locked, so that a share that is being changed is either wholly before or wholly after this decision.
    """
    which: dict[str, object] = {"risk": risk}
    if isinstance(mandate, FeeMandate):
        which |= {"fee_mandate": mandate, "case_type": FEES}
    else:
        which |= {"mandate": mandate, "case_type": mandate.case_type}
    locked = Stratum.objects.select_for_update(no_key=True).filter(**which)
    found = locked.first()
    if found is not None:
        return found
    Stratum.objects.get_or_create(
        **which, defaults={"words": parameters.risks.get(risk, "Övriga beslut"), "counted_from": _START}
    )
    return locked.get()


_START = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
"""Before any decision: a stratum where no error has been confirmed counts everything."""


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
