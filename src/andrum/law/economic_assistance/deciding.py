"""From a household to an assessment: lines, calculation, and a decision in three values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from andrum.law.economic_assistance import assets
from andrum.law.economic_assistance.assessment import Assessment
from andrum.law.economic_assistance.calculation import Result, calculate
from andrum.law.economic_assistance.draft import INTS, SPANS, Draft
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.parameters import RULEBOOK_DATE, Parameters, parameters_for
from andrum.law.economic_assistance.preparing import prepared
from andrum.law.economic_assistance.weighing import alternatives
from andrum.law.economic_assistance.wording import missing_fact, missing_parameter, not_counted, reason_for_a_person
from andrum.law.vocabulary.answers import Amount, Missing, NotCounted
from andrum.law.vocabulary.guideline_reader import NoGuidelinesError
from andrum.law.vocabulary.open_facts import ANY
from andrum.law.vocabulary.outcomes import Outcome
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.spans import UNBOUNDED, Span, plain
from andrum.law.vocabulary.tables import UnknownAmountError
from andrum.law.vocabulary.trace import Note, Trace, doubts_of
from andrum.law.vocabulary.weighing import Decision, those_that_matter


@dataclass(slots=True)
class Computed:
    """The household's lines and what the rules make of them."""

    draft: Draft
    result: Result[int] | Result[Span]
    notes: Sequence[Note[int]] | Sequence[Note[Span]]

    @property
    def decided(self) -> int | None:
        """The assistance when only one amount is possible."""
        grant = self.result.grant
        if isinstance(grant, int):
            return grant
        return grant.low if grant.is_exact else None


def assess_household(household: Household, municipality: Path | None = None) -> Assessment:
    """Assess one household by the rules of its month. Raises ParameterFileError when a parameter file is wrong."""
    try:
        p = parameters_for(household.month, municipality)
    except NoGuidelinesError as fault:
        return _without_guidelines(household, fault)
    return assess_with(household, p)


def assess_with(household: Household, p: Parameters) -> Assessment:
    """Assess one household by the given rulebook."""
    computed = compute(household, p)
    draft, grant = computed.draft, computed.decided
    doubtful, lacking = _doubts(computed, p)
    missing: tuple[Missing, ...] = ()
    if grant != 0:
        assets.weigh(household, p, draft)
        if draft.open:
            missing = _missing(household, p, computed)
        if grant is None and lacking:
            missing = (*missing, *(missing_parameter(parameter) for parameter in lacking))
    result, month = computed.result, household.month
    return Assessment(
        household,
        _outcome(grant, missing, draft, doubtful),
        plain(result.norm),
        plain(result.costs),
        plain(result.incomes),
        plain(result.deficit),
        plain(result.grant),
        missing,
        tuple(sorted(reason_for_a_person(it) for it in draft.for_a_person)) if draft.for_a_person else (),
        doubtful,
        Trace(computed.notes, month),
        p.version,
        partial(_not_counted, draft, p),
    )


def compute(household: Household, p: Parameters) -> Computed:
    """Whole numbers when everything is known, spans when something is not."""
    draft = prepared(household, p)
    if not draft.open and not draft.for_a_person:
        notes: list[Note[int]] = []
        try:
            return Computed(draft, calculate(INTS, p, draft.whole(), notes.append), notes)
        except UnknownAmountError:
            pass
    spans: list[Note[Span]] = []
    return Computed(draft, calculate(SPANS, p, draft.spans(), spans.append), spans)


def _outcome(grant: int | None, missing: Sequence[Missing], draft: Draft, doubtful: Sequence[str]) -> Outcome:
    if grant is None or doubtful:
        return Outcome.HAND_OVER
    if grant == 0:
        return Outcome.DENY
    return Outcome.HAND_OVER if missing or draft.for_a_person else Outcome.GRANT


def _doubts(computed: Computed, p: Parameters) -> tuple[tuple[str, ...], tuple[Parameter, ...]]:
    """Versions of unconfirmed parameters that were read, and the parameters that have no value at all."""
    return doubts_of(computed.notes, _choices(computed.draft, p) if p.choices else ())


def _choices(draft: Draft, p: Parameters) -> Iterable[Parameter]:
    """Unconfirmed parameters read on the way to the lines: how the municipality counts, and the limits in the law."""
    kinds = {line.rule.id.removeprefix("costs.") for line in draft.costs}
    for parameter in p.choices:
        family, _, place = parameter.id.partition(".")
        kind, _, leaf = place.partition(".")
        of_costs = kind in kinds and leaf in {"treatment", "evidence_above"}
        of_wages = any(line.treatment == "employment" for line in draft.incomes)
        if (
            family in {"calculation", "ages", "limits"}
            or (family == "costs" and of_costs)
            or (family == "housing" and place == "tolerance_months" and "rent" in kinds)
            or (family == "special_calculation_rule" and of_wages)
        ):
            yield parameter


def _missing(household: Household, p: Parameters, computed: Computed) -> tuple[Missing, ...]:
    draft = computed.draft
    paths = sorted(draft.open)
    matter = those_that_matter(household, paths, partial(_decision, p=p), partial(alternatives, p=p))
    if not matter and computed.decided is None and not draft.for_a_person:
        matter = paths
    return tuple(missing_fact(household, path, draft.open[path]) for path in matter)


def _decision(household: Household, p: Parameters) -> Decision:
    """What a decision consists of, so that two can be compared."""
    computed = compute(household, p)
    grant = Span.of(computed.result.grant)
    if grant.high == 0:
        return (0, 0)
    assets.weigh(household, p, computed.draft)
    reasons = frozenset((it.code, it.about) for it in computed.draft.for_a_person)
    return (grant.low, min(grant.high, UNBOUNDED // 2), reasons)


def _not_counted(draft: Draft, p: Parameters) -> list[NotCounted]:
    return sorted((not_counted(it, p) for it in draft.left_out), key=lambda it: (it.part, it.about))


def _without_guidelines(household: Household, fault: NoGuidelinesError) -> Assessment:
    anything: Amount = ANY
    nothing: Callable[[], list[NotCounted]] = list
    name = fault.file.partition("-")[0]
    missing = Missing(f"parameters.{name}", "kommunens riktlinjer för månaden", fault.what)
    return Assessment(
        household, Outcome.HAND_OVER, anything, anything, anything, Span(-UNBOUNDED, UNBOUNDED), anything,
        (missing,), (), (), Trace((), household.month), f"{RULEBOOK_DATE}/-", nothing,
    )  # fmt: skip
