"""Take every fee that the machine decided up to control, once; all of a job in one transaction."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import Actor, gather
from andrum.control.actions.taking_up import Automated, seeded_days, take_up
from andrum.control.models import Review
from andrum.control.queries.fee_risks import fee_risks
from andrum.control.queries.parameters import parameters_on
from andrum.fees.service import FeeDecision, mandates_of


def create_fee_reviews(*, decision_ids: Collection[int], by: Actor, at: datetime) -> int:
    """The control of fees that the machine decided, as ``create_review`` does for a run. How many are new.

    Draws, rows and events are made together for each day: the number of queries does not grow with the decisions.

    Raises:
        ControlParameterError: when the parameters of a day cannot be used; the decisions wait for their reviews.
    """
    rows = FeeDecision.objects.filter(pk__in=decision_ids, decision__how="automated")
    decided = rows.order_by("pk").values_list("pk", "decision__decided_at")
    return sum(
        _create(decision_ids=numbers, day=day, seed=seed, by=by, at=at)
        for day, seed, numbers in seeded_days(decided=decided, by=by, at=at)
    )


@transaction.atomic
def _create(*, decision_ids: list[int], day: date, seed: str, by: Actor, at: datetime) -> int:
    """Lock the decisions, then their strata, as all do; the log comes last."""
    with gather():
        made = _without_review(decision_ids)
        mandates, parameters = mandates_of(made), parameters_on(day)
        risks = fee_risks(made, mandates, parameters)
        found = [
            Automated(decision=it.decision, mandate=mandates[it.pk], risks=risks[it.pk])
            for it in made if it.pk in mandates
        ]  # fmt: skip
        return len(take_up(found=found, day=day, seed=seed, parameters=parameters, by=by, at=at))


def _without_review(decision_ids: list[int]) -> list[FeeDecision]:
    locked = FeeDecision.objects.select_for_update(no_key=True).filter(pk__in=decision_ids)
    list(locked.order_by("pk").values_list("pk", flat=True))
    taken = Review.objects.filter(decision__in=decision_ids).values("decision")
    rows = FeeDecision.objects.filter(pk__in=decision_ids).exclude(pk__in=taken)
    return list(rows.select_related("decision", "matter", "replaces").order_by("pk"))
