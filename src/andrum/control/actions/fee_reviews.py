"""Take every fee that the machine decided up to control, once; all of a job in one transaction."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

from andrum.audit.service import Actor, gather
from andrum.automation.service import publish_seed
from andrum.control.actions.reviews import locked_stratum, tell_of
from andrum.control.domain.parameters import Parameters
from andrum.control.models import Review, Stratum
from andrum.control.queries.drawing import drawn_review
from andrum.control.queries.fee_risks import fee_risks
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.shares import share_at
from andrum.fees.service import FeeDecision, FeeMandate, mandates_of
from andrum.kernel.clock import swedish_day


def create_fee_reviews(*, decision_ids: Collection[int], by: Actor, at: datetime) -> int:
    """The control of fees that the machine decided, as ``create_review`` does for a run. How many are new.

    Draws, rows and events are made together for each day: the number of queries does not grow with the decisions.

    Raises:
        ControlParameterError: when the parameters of a day cannot be used; the decisions wait for their reviews.
    """
    days: dict[date, list[int]] = defaultdict(list)
    rows = FeeDecision.objects.filter(pk__in=decision_ids, decision__how="automated")
    for number, decided_at in rows.order_by("pk").values_list("pk", "decision__decided_at"):
        days[swedish_day(decided_at)].append(number)
    made = 0
    for day, numbers in sorted(days.items()):
        seed = publish_seed(day=day, by=by, at=at).seed
        made += _create(decision_ids=numbers, day=day, seed=seed, by=by, at=at)
    return made


@transaction.atomic
def _create(*, decision_ids: list[int], day: date, seed: str, by: Actor, at: datetime) -> int:
    """Lock the decisions, then their strata in order, as all do; the log comes last."""
    with gather():
        made = _without_review(decision_ids)
        mandates, parameters = mandates_of(made), parameters_on(day)
        risks = fee_risks(made, mandates, parameters)
        strata = _strata(mandates, risks, parameters, by=by, at=at)
        shares: dict[tuple[int, datetime], Fraction] = {}
        reviews = []
        for it in made:
            if it.pk not in mandates:
                continue
            stratum = strata[_place(mandates[it.pk], risks[it.pk])]
            when = stratum.pk, it.decision.decided_at
            if when not in shares:
                shares[when] = share_at(stratum, it.decision.decided_at)
            reviews.append(
                drawn_review(
                    decision=it.decision, run=None, stratum=stratum, share=shares[when], risks=risks[it.pk], day=day,
                    seed=seed, parameters=parameters, at=at,
                )
            )  # fmt: skip
        for review in Review.objects.bulk_create(reviews):
            tell_of(review=review, by=by, at=at)
        return len(reviews)


def _without_review(decision_ids: list[int]) -> list[FeeDecision]:
    locked = FeeDecision.objects.select_for_update(no_key=True).filter(pk__in=decision_ids)
    list(locked.order_by("pk").values_list("pk", flat=True))
    taken = Review.objects.filter(decision__in=decision_ids).values("decision")
    rows = FeeDecision.objects.filter(pk__in=decision_ids).exclude(pk__in=taken)
    return list(rows.select_related("decision", "matter", "replaces").order_by("pk"))


Place = tuple[int, str]
"""The mandate's number and the risk that gives the stratum."""


def _place(mandate: FeeMandate, risks: list[str]) -> Place:
    return mandate.pk, risks[0] if risks else ""


def _strata(
    mandates: dict[int, FeeMandate], risks: dict[int, list[str]], parameters: Parameters, *, by: Actor, at: datetime
) -> dict[Place, Stratum]:
    """The strata that the decisions fall into, locked in the order of mandate and risk."""
    wanted = {_place(mandate, risks[number]): mandate for number, mandate in mandates.items()}
    return {
        place: locked_stratum(mandate=mandate, risk=place[1], parameters=parameters, by=by, at=at)
        for place, mandate in sorted(wanted.items(), key=lambda row: row[0])
    }
