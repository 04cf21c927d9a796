"""Why a decision is always reviewed. Told from the decision and its run, never from a person's characteristics."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from andrum.automation.service import Run, RunStep, StepName
from andrum.cases.service import Decision
from andrum.control.domain.parameters import Parameters
from andrum.control.queries.beside import among_first, amounts_before, first_of_persons, with_child

OWN_LANGUAGE = "sv"


@dataclass(frozen=True, slots=True)
class Seen:
    """A run with its decision, and what only can be told beside others. ``before_ore`` is None where nothing was."""

    run: Run
    decision: Decision
    with_new_rules: bool
    first_for_person: bool
    with_child: bool
    before_ore: int | None
    step: RunStep | None


def risks_of(runs: Sequence[Run], parameters: Parameters) -> dict[int, list[str]]:
    """The risks of each run's decision, by the run's number, in the order of the parameters.

    The first gives its stratum. The number of queries does not grow with the number of runs; ``decision``, ``mandate``,
    ``matter`` and ``application`` are read with them.
    """
    return {
        seen.run.pk: [risk for risk in parameters.risks if _TESTS[risk](seen, parameters)]
        for seen in _seen(runs, parameters)
    }


def _seen(runs: Sequence[Run], parameters: Parameters) -> list[Seen]:
    decisions = {run.pk: run.decision for run in runs if run.decision is not None}
    if not decisions:
        return []
    new_rules = _with_new_rules(runs, most=parameters.changed_rules_reviews)
    first = first_of_persons({run.matter.applicant_id for run in runs})
    children, before, steps = with_child(decisions.values()), amounts_before(decisions.values()), _cross_checks(runs)
    return [
        Seen(
            run=run, decision=it, with_new_rules=it.pk in new_rules, first_for_person=it.pk in first,
            with_child=it.pk in children, before_ore=before.get(it.pk), step=steps.get(run.pk),
        )
        for run in runs if (it := decisions.get(run.pk)) is not None
    ]  # fmt: skip


def _with_new_rules(runs: Sequence[Run], *, most: int) -> set[int]:
    """The decisions among the first that their mandate made with their version of the rules."""
    kinds: dict[tuple[int | None, str], list[Decision]] = defaultdict(list)
    for run in runs:
        if run.decision is not None:
            kinds[run.mandate_id, run.decision.rulebook_version].append(run.decision)
    found: set[int] = set()
    for (mandate, version), decisions in kinds.items():
        like = Run.objects.filter(
            mandate=mandate, decision__how="automated", decision__rulebook_version=version
        )  # fmt: skip
        found |= among_first(decisions, like=like, most=most, path="decision__")
    return found


def _cross_checks(runs: Sequence[Run]) -> dict[int, RunStep]:
    """The last cross-check of each run."""
    rows = RunStep.objects.filter(run__in=[run.pk for run in runs], name=StepName.CROSS_CHECK)
    return {step.run_id: step for step in rows.order_by("round")}


def _is_near_limit(seen: Seen, parameters: Parameters) -> bool:
    mandate = seen.run.mandate
    return mandate is None or seen.decision.amount_ore >= mandate.max_amount_ore * parameters.near_limit_share


def _has_child(calculation: object) -> bool:
    household = calculation.get("household") if isinstance(calculation, Mapping) else None
    members = household.get("members") if isinstance(household, Mapping) else None
    rows = members if isinstance(members, list) else []
    return any(isinstance(row, Mapping) and row.get("role") == "child" for row in rows)


_TESTS: dict[str, Callable[[Seen, Parameters], bool]] = {
    "near_limit": _is_near_limit,
    "changed_rules": lambda seen, _: seen.with_new_rules,
    "first_for_person": lambda seen, _: seen.first_for_person,
    "differences": lambda seen, _: seen.step is None or bool(seen.step.result.get("differences")),
    # also where there is nothing to compare with: unknown is not the same as equal
    "changed_amount": lambda seen, _: seen.before_ore != seen.decision.amount_ore,
    "children": lambda seen, _: seen.with_child or _has_child(seen.decision.calculation),
    "other_language": lambda seen, _: seen.run.application.language != OWN_LANGUAGE,
}
