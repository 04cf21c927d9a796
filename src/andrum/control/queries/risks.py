"""Why a decision is always reviewed. Told from the decision and its run, never from a person's characteristics."""

from collections.abc import Callable, Mapping

from django.db.models import Q

from andrum.automation.service import Run, RunStep, StepName
from andrum.cases.service import Decision, participants_of
from andrum.control.domain.parameters import Parameters
from andrum.kernel.clock import swedish_day

OWN_LANGUAGE = "sv"
Test = Callable[[Run, Decision, Parameters], bool]


def risks_of(run: Run, decision: Decision, parameters: Parameters) -> list[str]:
    """The risks of a decision, in the order of the parameters; the first gives its stratum."""
    return [risk for risk in parameters.risks if _TESTS[risk](run, decision, parameters)]


def _is_near_limit(run: Run, decision: Decision, parameters: Parameters) -> bool:
    return run.mandate is None or decision.amount_ore >= run.mandate.max_amount_ore * parameters.near_limit_share


def _are_rules_changed(run: Run, decision: Decision, parameters: Parameters) -> bool:
    same = Run.objects.filter(
        _before(decision, "decision"), mandate=run.mandate, decision__how="automated",
        decision__rulebook_version=decision.rulebook_version,
    )  # fmt: skip
    return len(same.values_list("pk", flat=True)[: parameters.changed_rules_reviews]) < parameters.changed_rules_reviews


def _is_first_for_person(run: Run, decision: Decision, parameters: Parameters) -> bool:  # noqa: ARG001 - one shape
    earlier = Decision.objects.filter(_before(decision), how="automated", matter__applicant=run.matter.applicant_id)
    return not earlier.exists()


def _do_sources_differ(run: Run, decision: Decision, parameters: Parameters) -> bool:  # noqa: ARG001 - one shape
    step = RunStep.objects.filter(run=run, name=StepName.CROSS_CHECK).order_by("-round").first()
    return step is None or bool(step.result.get("differences"))


def _is_amount_changed(run: Run, decision: Decision, parameters: Parameters) -> bool:  # noqa: ARG001 - one shape
    """True also when there is nothing to compare with: unknown is not the same as equal."""
    before = (
        Decision.objects.filter(matter=run.matter_id, month__lt=decision.month, changed_by__isnull=True)
        .order_by("-month", "-decided_at", "-pk")
        .values_list("amount_ore", flat=True)
        .first()
    )
    return before is None or before != decision.amount_ore


def _are_there_children(run: Run, decision: Decision, parameters: Parameters) -> bool:  # noqa: ARG001 - one shape
    day = swedish_day(decision.decided_at)
    now = Q(to_date__isnull=True) | Q(to_date__gte=day)
    return participants_of(run.matter).filter(now, role="child").exists() or _has_child(decision.calculation)


def _has_child(calculation: object) -> bool:
    household = calculation.get("household") if isinstance(calculation, Mapping) else None
    members = household.get("members") if isinstance(household, Mapping) else None
    rows = members if isinstance(members, list) else []
    return any(isinstance(row, Mapping) and row.get("role") == "child" for row in rows)


def _is_language_other(run: Run, decision: Decision, parameters: Parameters) -> bool:  # noqa: ARG001 - one shape
    return run.application.language != OWN_LANGUAGE


def _before(decision: Decision, path: str = "") -> Q:
    """Decided before, by instant and then by number, so that the answer is the same whenever it is asked."""
    prefix = f"{path}__" if path else ""
    earlier = Q(**{f"{prefix}decided_at__lt": decision.decided_at})
    return earlier | Q(**{f"{prefix}decided_at": decision.decided_at, f"{prefix}pk__lt": decision.pk})


_TESTS: dict[str, Test] = {
    "near_limit": _is_near_limit,
    "changed_rules": _are_rules_changed,
    "first_for_person": _is_first_for_person,
    "differences": _do_sources_differ,
    "changed_amount": _is_amount_changed,
    "children": _are_there_children,
    "other_language": _is_language_other,
}
