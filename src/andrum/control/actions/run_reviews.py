"""Take every decision of a run up to control, once; those that were made together in one transaction."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import Actor, gather
from andrum.automation.service import Run
from andrum.control.actions.taking_up import Automated, seeded_days, take_up
from andrum.control.models import Review
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.risks import risks_of


def create_review(*, run_id: int, by: Actor, at: datetime) -> Review | None:
    """The control of one run's decision; asked again it gives the first one back. None when the run decided nothing.

    Raises:
        ControlParameterError: when the parameters of the day cannot be used; the decision waits for its review.
    """
    create_reviews(run_ids=[run_id], by=by, at=at)
    return Review.objects.filter(run=run_id).first()


def create_reviews(*, run_ids: Collection[int], by: Actor, at: datetime) -> int:
    """The control of the runs' decisions. How many are new.

    The stratum and the draw follow from the decision and from what was in force when it was made, so it makes no
    difference whether this is done at once or found afterwards.

    Raises:
        ControlParameterError: when the parameters of a day cannot be used; the decisions wait for their reviews.
    """
    runs = Run.objects.filter(pk__in=run_ids, decision__how="automated", mandate__isnull=False)
    decided = runs.order_by("pk").values_list("pk", "decision__decided_at")
    return sum(
        _create(run_ids=numbers, day=day, seed=seed, by=by, at=at)
        for day, seed, numbers in seeded_days(decided=decided, by=by, at=at)
    )


@transaction.atomic
def _create(*, run_ids: list[int], day: date, seed: str, by: Actor, at: datetime) -> int:
    """Lock the runs, then their strata, as all do; the log comes last."""
    with gather():
        runs = _without_review(run_ids)
        parameters = parameters_on(day)
        risks = risks_of(runs, parameters)
        found = [
            Automated(decision=run.decision, mandate=run.mandate, risks=risks[run.pk], run=run)
            for run in runs if run.decision is not None and run.mandate is not None
        ]  # fmt: skip
        return len(take_up(found=found, day=day, seed=seed, parameters=parameters, by=by, at=at))


def _without_review(run_ids: list[int]) -> list[Run]:
    locked = Run.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=run_ids, decision__how="automated")
    rows = locked.select_related("mandate", "decision", "matter", "application").defer(
        "application__answers", "application__text", "application__unfinished"
    )
    runs = list(rows.order_by("pk"))
    taken = set(Review.objects.filter(run__in=run_ids).values_list("run", flat=True))
    return [run for run in runs if run.pk not in taken]
