"""From a household to a fee: lines, calculation, and a decision in three values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from andrum.law.home_care_fee.answers import FeeOutcome
from andrum.law.home_care_fee.assessment import ANYTHING, FeeAssessment
from andrum.law.home_care_fee.breaches import FeeBreach, breach
from andrum.law.home_care_fee.calculation import Result, calculate
from andrum.law.home_care_fee.draft import INTS, SPANS, Draft
from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.parameters import RULEBOOK_DATE, FeeParameters, parameters_for
from andrum.law.home_care_fee.preparing import prepared
from andrum.law.home_care_fee.weighing import alternatives
from andrum.law.home_care_fee.wording import missing_fact, missing_parameter, not_counted, reason_for_a_person
from andrum.law.vocabulary.answers import Missing, NotCounted
from andrum.law.vocabulary.guideline_reader import NoGuidelinesError
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.spans import UNBOUNDED, Span, plain
from andrum.law.vocabulary.tables import UnknownAmountError
from andrum.law.vocabulary.trace import Note, Trace, doubts_of
from andrum.law.vocabulary.weighing import Decision, those_that_matter

Amount = int | Span


@dataclass(slots=True)
class Computed:
    """The household's lines and what the rules make of them."""

    draft: Draft
    result: Result[int] | Result[Span]
    notes: Sequence[Note[int]] | Sequence[Note[Span]]

    @property
    def decided(self) -> tuple[int, int, int] | None:
        """What is to be paid when only one amount is possible of each: care, housing, outside."""
        result = self.result
        amounts = (plain(result.care), plain(result.place), plain(result.outside))
        whole = tuple(amount for amount in amounts if isinstance(amount, int))
        return (whole[0], whole[1], whole[2]) if len(whole) == len(amounts) else None


def assess_household(household: FeeHousehold, municipality: Path | None = None) -> FeeAssessment:
    """The fee of one household by the rules of its month. Raises ParameterFileError when a file is wrong."""
    try:
        p = parameters_for(household.month, municipality)
    except NoGuidelinesError as fault:
        return _without_guidelines(household, fault)
    return assess_with(household, p)


def assess_with(household: FeeHousehold, p: FeeParameters) -> FeeAssessment:
    """The fee of one household by the given rulebook."""
    computed = compute(household, p)
    draft, result, decided = computed.draft, computed.result, computed.decided
    doubtful, lacking = _doubts(computed, p)
    missing: tuple[Missing, ...] = ()
    if decided is None:
        missing = _missing(household, p, computed)
        missing = (*missing, *(missing_parameter(parameter) for parameter in lacking))
    weighed = draft.for_a_person if decided is None else ()
    written, breaches = _as_written(computed, p)
    outcome = FeeOutcome.HAND_OVER
    if decided is not None and not doubtful and written is None:
        outcome = FeeOutcome.CHARGE if sum(decided) else FeeOutcome.NO_FEE
    return FeeAssessment(
        household,
        outcome,
        p.parts,
        result,
        plain(result.care),
        plain(result.place),
        plain(result.outside),
        missing,
        tuple(sorted({reason_for_a_person(it) for it in weighed})) if weighed else (),
        doubtful,
        breaches,
        written,
        Trace(computed.notes, household.month),
        p.version,
        partial(_not_counted, draft),
    )


def compute(household: FeeHousehold, p: FeeParameters) -> Computed:
    """Whole numbers when everything is known, spans when something is not."""
    return _computed(prepared(household, p), p)


def _computed(draft: Draft, p: FeeParameters) -> Computed:
    if not draft.open and not draft.for_a_person:
        notes: list[Note[int]] = []
        try:
            return Computed(draft, calculate(INTS, p, draft.whole(), notes.append), notes)
        except UnknownAmountError:
            pass
    spans: list[Note[Span]] = []
    return Computed(draft, calculate(SPANS, p, draft.spans(), spans.append), spans)


def _as_written(computed: Computed, p: FeeParameters) -> tuple[Amount | None, tuple[FeeBreach, ...]]:
    """The fee by the tariff as it is written, where that is another; and the breaches, which are always shown."""
    if p.written is None:
        return None, ()
    breaches = tuple(it for it in p.breaches if _concerns(it, computed))
    other = _computed(computed.draft, p.written).result
    lawful = computed.result
    fee, written = plain(lawful.care + lawful.place), plain(other.care + other.place)
    same = (Span.of(lawful.care), Span.of(lawful.place), Span.of(lawful.outside))
    if same == (Span.of(other.care), Span.of(other.place), Span.of(other.outside)):
        return None, breaches
    return written, breaches or (_rounding_breach(fee, written),)


def _concerns(it: FeeBreach, computed: Computed) -> bool:
    """True when the household's own fee is counted with what is broken."""
    lines, result = computed.draft.lines, computed.result
    if lines is None or it.code.startswith("minimum"):
        couple = Span.of(lines.together) if lines else Span(0, 1)
        return couple.high > 0 if it.code == "minimum_couple" else couple.low == 0
    if it.code == "self_cost":
        return any(line.rule.id.endswith(f".{it.kind}") for line in lines.services)
    cost = Span.of(result.care_cost if it.code == "ceiling_care" else result.place_cost)
    return cost.high > 0


def _rounding_breach(fee: Amount, written: Amount) -> FeeBreach:
    words = "Avrundningen uppåt ger en avgift över högsta avgiften eller avgiftsutrymmet"
    return breach("rounding", words, Fraction(Span.of(fee).high), Fraction(Span.of(written).high))


def _doubts(computed: Computed, p: FeeParameters) -> tuple[tuple[str, ...], tuple[Parameter, ...]]:
    """Versions of unconfirmed parameters that were read, and the parameters that have no value at all."""
    if p.is_sure:
        return (), ()
    return doubts_of(computed.notes, _choices(computed.draft, p) if p.choices else ())


def _choices(draft: Draft, p: FeeParameters) -> Iterable[Parameter]:
    """Unconfirmed choices of the municipality that this fee rests on."""
    lines = draft.lines
    if lines is None:
        return
    services = {line.rule.id.rpartition(".")[2] for line in lines.services}
    changes = {line.rule.id.rpartition(".")[2] for line in lines.person.changes}
    for parameter in p.choices:
        family, _, place = parameter.id.partition(".")
        kind = place.partition(".")[0]
        if (
            family == "fee_calculation"
            or (family == "fee_tariff" and kind in services)
            or (family == "fee_changes" and kind in changes)
        ):
            yield parameter


def _missing(household: FeeHousehold, p: FeeParameters, computed: Computed) -> tuple[Missing, ...]:
    draft = computed.draft
    paths = sorted(draft.open)
    matter = those_that_matter(household, paths, partial(_decision, p=p), partial(alternatives, p=p)) if paths else []
    if not matter and not draft.for_a_person:
        matter = paths
    return tuple(missing_fact(household, path, draft.open[path]) for path in matter)


def _decision(household: FeeHousehold, p: FeeParameters) -> Decision:
    """What a decision consists of, so that two can be compared."""
    result = compute(household, p).result
    return tuple(
        (span.low, min(span.high, UNBOUNDED // 2))
        for span in (Span.of(result.care), Span.of(result.place), Span.of(result.outside))
    )


def _not_counted(draft: Draft) -> list[NotCounted]:
    return sorted((not_counted(it) for it in draft.left_out), key=lambda it: (it.part, it.about))


def _without_guidelines(household: FeeHousehold, fault: NoGuidelinesError) -> FeeAssessment:
    nothing: Callable[[], list[NotCounted]] = list
    name = fault.file.partition("-")[0]
    missing = Missing(f"parameters.{name}", "kommunens taxa för månaden", fault.what)
    return FeeAssessment(
        household, FeeOutcome.HAND_OVER, 1, None, ANYTHING, ANYTHING, ANYTHING, (missing,), (), (), (), None,
        Trace((), household.month), f"{RULEBOOK_DATE}/-", nothing,
    )  # fmt: skip
