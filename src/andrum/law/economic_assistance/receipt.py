"""The calculation as a receipt for screens and letters, made from the steps of the trace."""

from collections.abc import Iterable, Iterator
from typing import Final

from andrum.kernel.periods import age_on
from andrum.law.economic_assistance.answers import CappedCost
from andrum.law.economic_assistance.guidelines import NO_LIMIT
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.kinds import COST_KINDS
from andrum.law.economic_assistance.norm_tables import LUNCH_UNTIL
from andrum.law.economic_assistance.rules import costs, incomes, norm, result
from andrum.law.economic_assistance.wording import amount_in_words
from andrum.law.vocabulary.answers import Amount, NotCounted, ReceiptLine
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.spans import Span, plain
from andrum.law.vocabulary.trace import Trace, TraceStep

WHOLE_MONTH: Final = norm.WHOLE_MONTH
Steps = dict[str, list[TraceStep]]


def receipt_of(household: Household, trace: Trace, not_counted: Iterable[NotCounted]) -> tuple[ReceiptLine, ...]:
    """Norm, costs, their sum, incomes, the difference, the assistance; then what was not counted and why."""
    return tuple(_lines(household, trace, not_counted))


def _lines(household: Household, trace: Trace, not_counted: Iterable[NotCounted]) -> Iterator[ReceiptLine]:
    steps = [step for step in trace.steps if step.counts or step.part == "result"]
    need: Amount = 0
    for step in steps:
        if step.part in {"norm", "costs"}:
            need = need + step.amount
            yield _line(step.part, step.what, step.amount, _detail(household, step), step)
    if steps:
        yield ReceiptLine("need", "Riksnorm och kostnader tillsammans", plain(need))
    for step in steps:
        if step.part == "incomes" and not (step.rule == incomes.SURPLUS.id and step.amount == 0):
            yield _line("incomes", step.what, -step.amount, _detail(household, step), step)
    for step in steps:
        if step.rule == result.DIFFERENCE.id:
            yield _line("deficit", _difference(step.amount), step.amount, "", step)
        elif step.rule == result.GRANT.id:
            yield _line("grant", "Bistånd", step.amount, _rounded(step), step)
    yield from (_not_counted(it) for it in not_counted)


def _not_counted(it: NotCounted) -> ReceiptLine:
    label = {"incomes": "Inkomst", "costs": "Kostnad"}.get(it.part, "Barn")
    label = f"{label}: {it.words}" if it.words else label
    return ReceiptLine("not_counted", label, it.amount, f"Räknas inte: {it.why}.", about=(it.about,))


def _line(group: str, label: str, amount: Amount, detail: str, step: TraceStep) -> ReceiptLine:
    about = tuple(step.about.split())
    return ReceiptLine(group, label, amount, detail, step.rule, step.provision, step.parameters, about)


def _difference(amount: Amount) -> str:
    span = Span.of(amount)
    if span.low > 0:
        return "Underskott"
    return "Överskott" if span.high < 0 else "Skillnad"


def _rounded(step: TraceStep) -> str:
    deficit = step.inputs[0][1]
    return "" if deficit == step.amount or not isinstance(deficit, int) or deficit < 0 else "avrundat"


def _detail(household: Household, step: TraceStep) -> str:
    if step.rule == norm.CHILD.id:
        return _child(household, step)
    if step.rule == norm.ADULTS.id:
        return _adults(step.inputs[0][1])
    if step.rule == norm.SHARED.id:
        return _shared(step)
    return _cost(household, step) if step.part == "costs" else _income(step)


def _income(step: TraceStep) -> str:
    words = [amount_in_words(amount) for _, amount in step.inputs]
    if len(words) == 2:
        return f"{words[0]}, varav {words[1]} inte räknas"
    if len(words) == 3:
        return f"inkomst {words[0]}, tidigare i år {words[1]}; det som är över {words[2]} på ett år får räknas"
    return ""


def _adults(count: Amount) -> str:
    if isinstance(count, Span) and not count.is_exact:
        return "ensamstående eller sambor"
    return "ensamstående" if Span.of(count).low == 1 else "sambor eller makar"


def _child(household: Household, step: TraceStep) -> str:
    years, whole, days = (amount for _, amount in step.inputs)
    member = next(it for it in household.members if it.id == step.about)
    words = f"{years} år" if isinstance(years, int) else _years(years)
    if isinstance(days, Span) and not days.is_exact:
        return f"{words}, {days.low}–{days.high} av {WHOLE_MONTH} dagar"
    here = Span.of(days).low
    lunch = ", lunch på förskolan" if member.lunch_at_home is False and _is_small(household, step.about) else ""
    if here >= WHOLE_MONTH:
        return f"{words}{lunch}, hela månaden"
    return f"{words}{lunch}, {here} av {WHOLE_MONTH} dagar av {amount_in_words(whole)}"


def _years(years: Span) -> str:
    return f"{years.low} år" if years.is_exact else f"{years.low}–{years.high} år"


def _is_small(household: Household, name: str) -> bool:
    born = next(it for it in household.members if it.id == name).born
    return isinstance(born, Unknown) or age_on(born=born, day=household.month.last_day) < LUNCH_UNTIL


def _shared(step: TraceStep) -> str:
    persons, everybody, whole = (amount for _, amount in step.inputs)
    if persons == everybody:
        return f"{_count(persons)} i hushållet"
    return f"{_count(persons)} av {_count(everybody)} som delar hushåll, del av {amount_in_words(whole)}"


def _count(number: Amount) -> str:
    span = Span.of(number)
    if not span.is_exact:
        return f"{span.low}–{span.high} personer"
    return "1 person" if span.low == 1 else f"{span.low} personer"


def _cost(household: Household, step: TraceStep) -> str:
    applied, highest = (amount for _, amount in step.inputs)
    listed = _kind(household, step)
    if applied == step.amount:
        return listed
    limit = "" if Span.of(highest).high >= NO_LIMIT else f", högst {amount_in_words(highest)}"
    return f"{listed}{', ' if listed else ''}ansökt {amount_in_words(applied)}{limit}"


def _kind(household: Household, step: TraceStep) -> str:
    """What an unlisted cost is called by the one who applied."""
    if step.rule != costs.NOT_LISTED.id or isinstance(household.costs, Unknown):
        return ""
    return next((str(it.kind) for it in household.costs if it.id == step.about), "")


def capped_costs(household: Household, trace: Trace, not_counted: Iterable[NotCounted]) -> tuple[CappedCost, ...]:
    """Costs that are accepted in part or not at all."""
    return tuple(_capped(household, trace, not_counted))


def _capped(household: Household, trace: Trace, not_counted: Iterable[NotCounted]) -> Iterator[CappedCost]:
    for step in trace.steps:
        if step.part == "costs" and step.counts:
            applied = _applied(household, step)
            if Span.of(step.amount).low < Span.of(applied).high:
                kind = step.rule.removeprefix("costs.")
                words = COST_KINDS[kind].words if kind in COST_KINDS else step.what
                yield CappedCost(tuple(step.about.split()), kind, words, applied, step.amount)
    for it in not_counted:
        if it.part == "costs":
            yield CappedCost((it.about,), _kind_of(household, it.about), it.words, it.amount, 0)


def _kind_of(household: Household, about: str) -> str:
    lines = () if isinstance(household.costs, Unknown) else household.costs
    return next((str(it.kind) for it in lines if it.id == about and isinstance(it.kind, str)), "")


def _applied(household: Household, step: TraceStep) -> Amount:
    """What was applied for on the lines behind the step, before anything was weighed."""
    names = set(step.about.split())
    lines = () if isinstance(household.costs, Unknown) else household.costs
    amounts = [it.amount for it in lines if it.id in names]
    if not amounts or any(isinstance(amount, Unknown) for amount in amounts):
        return step.inputs[0][1]
    return sum(amount for amount in amounts if isinstance(amount, int))
