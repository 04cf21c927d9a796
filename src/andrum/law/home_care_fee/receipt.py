"""The calculation as a receipt for screens and letters, made from the steps of the trace."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from andrum.kernel.money import kronor
from andrum.law.home_care_fee.rules import fee, fee_base, housing, minimum, room, services
from andrum.law.vocabulary.answers import NotCounted, ReceiptLine
from andrum.law.vocabulary.spans import BEYOND_BELIEF, Span
from andrum.law.vocabulary.trace import Rule, Trace, TraceStep

GROUPS: Final = {"incomes": "incomes", "base": "partner", "minimum": "minimum", "housing": "housing",
                 "services": "services"}  # fmt: skip
SUMS: Final[dict[str, str]] = {
    fee_base.SPOUSES.id: "base", fee_base.OWN.id: "base", room.RESERVED.id: "reserved",
    room.PARTNERS_LEFT.id: "partner",
    room.ROOM.id: "room", fee.CARE_ROUNDED.id: "fee", fee.PLACE_ROUNDED.id: "fee", fee.OUTSIDE_ROUNDED.id: "outside",
}  # fmt: skip
RULES: Final[dict[str, Rule]] = {
    rule.id: rule
    for rules in (
        fee_base.INCOME_RULES.values(), fee_base.PARTNERS_INCOME_RULES.values(), minimum.CHANGE_RULES.values(),
        minimum.PARTNERS_CHANGE_RULES.values(), housing.HOUSING_RULES, housing.PARTNERS_HOUSING_RULES,
        services.SERVICE_RULES.values(), services.UNKNOWN_RULES.values(),
        (fee_base.UNKNOWN_KIND, fee_base.PARTNERS_UNKNOWN_KIND, fee_base.SPOUSES, fee_base.OWN),
        (minimum.AMOUNT, minimum.PARTNERS_AMOUNT, minimum.UNKNOWN_CHANGE, minimum.PARTNERS_UNKNOWN_CHANGE),
        (room.RESERVED, room.PARTNERS_LEFT, room.ROOM, room.USABLE, room.REFUSES),
        (fee.CARE, fee.PLACE, fee.CARE_PART, fee.PLACE_PART, fee.CARE_ROUNDED, fee.PLACE_ROUNDED, fee.OUTSIDE_ROUNDED),
    )
    for rule in rules
}  # fmt: skip
"""Every rule of the rulebook by id."""

COUNTS: Final = {"gånger på tolv månader", "sammanboende", "yngre", "delas av", "kvadratmeter", "antal", "av", "dagar"}
"""Inputs that are numbers, not money."""

LIMITS: Final = {
    fee.CARE_ROUNDED.id: (fee.CARE.id, fee.CARE_PART.id), fee.PLACE_ROUNDED.id: (fee.PLACE.id, fee.PLACE_PART.id),
}  # fmt: skip
"""Where it stands what a rounded fee is the least of, and which part of the month it is for."""

NOT_ASKED: Final = frozenset({"incomes", "partner", "base", "minimum", "housing", "reserved", "room"})
"""Groups that say nothing where no information of incomes is given: they do not limit the fee."""

OPEN: Final = 4 * 10**18
"""An amount in parts at which there is no limit."""


def in_kronor(amount: int, parts: int) -> str:
    """An amount in parts for people: ``5 952,56 kr``, with ``ungefär`` where it has parts of an öre."""
    if amount >= OPEN or abs(amount) >= BEYOND_BELIEF * parts:
        return "ingen gräns"
    exact = Fraction(amount, parts)
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return kronor(whole) if exact.denominator == 1 else f"ungefär {kronor(whole)}"


def input_in_words(name: str, amount: int | Span, parts: int) -> str:
    """One input of a step: ``belopp 12 000 kr``, ``delas av 2``."""
    span = Span.of(amount)
    write = str if name in COUNTS else (lambda number: in_kronor(number, parts))
    words = write(span.low) if span.is_exact else f"{write(span.low)} till {write(span.high)}"
    return f"{name} {words}"


def detail_of(step: TraceStep, parts: int) -> str:
    """How the amount came to be, in the words of the one who pays; only what is not plain from the line itself."""
    inputs = step.inputs
    if step.rule in {minimum.AMOUNT.id, minimum.PARTNERS_AMOUNT.id}:
        return _whose_minimum(*(Span.of(amount) for _, amount in inputs))
    if step.part in {"services", "outside"} and len(inputs) == len(services.INPUTS):
        return _measure(*(amount for _, amount in inputs), parts=parts)
    plain = {("gånger på tolv månader", 12), ("delas av", 1)}
    if len(inputs) == 2 and inputs[1] in plain and inputs[0][0] not in {"om året", "kvadratmeter"}:
        return ""
    shown = [it for it in inputs if it not in plain and not (it[0] == "partnerns underskott" and it[1] == 0)]
    if len(shown) == 1 and shown[0][1] == step.amount:
        return ""
    return ", ".join(input_in_words(name, amount, parts) for name, amount in shown)


def _whose_minimum(together: Span, young: Span) -> str:
    words = "ensamstående eller boende tillsammans"
    if together.is_exact:
        words = "makar eller sambor som bor tillsammans" if together.low else "ensamstående eller boende för sig"
    return f"{words}, med tillägg för yngre" if young.low else words


def _measure(price: int | Span, quantity: int | Span, of: int | Span, *, parts: int) -> str:
    """``10 timmar à 440 kr``, ``12 av 30 dagar av 280 kr``, ``30 à 118 kr``; nothing for a whole month."""
    cost, unit = input_in_words("", price, parts).strip(), Span.of(of).low
    if quantity == of:
        return ""
    count = input_in_words("antal", quantity, parts).removeprefix("antal ")
    if unit == services.MINUTES_OF_AN_HOUR:
        whole = isinstance(quantity, int) and quantity % unit == 0
        return f"{quantity // unit} timmar à {cost}" if whole else f"{count} minuter à {cost} i timmen"
    return f"{count} à {cost}" if unit == 1 else f"{count} av {unit} dagar av {cost}"


def nearest(amount: int | Span, parts: int) -> int | Span:
    """Parts to the nearest öre, a half upwards."""
    if isinstance(amount, Span):
        return Span(_nearest(amount.low, parts), _nearest(amount.high, parts))
    return _nearest(amount, parts)


def _nearest(amount: int, parts: int) -> int:
    return (2 * amount + parts) // (2 * parts)


def receipt_of(
    trace: Trace, parts: int, to_pay: int | Span, not_counted: Iterable[NotCounted]
) -> tuple[ReceiptLine, ...]:  # fmt: skip
    """Incomes, fee base, minimum amount, housing, reserved amount, room, services, fees, what is outside; then the sum.

    Amounts are to the nearest öre; the fee itself is exact.
    """
    return tuple(_lines(trace, parts, to_pay, not_counted))


def _lines(trace: Trace, parts: int, to_pay: int | Span, not_counted: Iterable[NotCounted]) -> Iterator[ReceiptLine]:
    steps = {step.rule: step for step in trace.steps}
    left_out = NOT_ASKED if room.REFUSES.id in steps else frozenset()
    for step in trace.steps:
        group = SUMS.get(step.rule) or (GROUPS.get(step.part) if step.counts else None)
        if group is None or group in left_out or (step.rule == fee.PLACE_ROUNDED.id and step.amount == 0):
            continue
        line = _line(group, step, parts)
        yield replace(line, detail=_least_of(step.rule, steps, parts)) if step.rule in LIMITS else line
    if trace.steps:
        yield ReceiptLine("to_pay", "Att betala", to_pay)
    for it in not_counted:
        label = {"incomes": "Inkomst", "changes": "Ändring av minimibeloppet"}.get(it.part, "Insats")
        why = f"Räknas inte: {it.why}."
        yield ReceiptLine("not_counted", f"{label}: {it.words}", it.amount, why, about=(it.about,))


def _least_of(rule: str, steps: Mapping[str, TraceStep], parts: int) -> str:
    """``det lägsta av kostnad 4 400 kr, högsta avgift 2 660 kr och utrymme 3 547 kr``."""
    fee_of, part_of = LIMITS[rule]
    inputs = [it for it in steps[fee_of].inputs if not (it[0] == "utrymme" and room.REFUSES.id in steps)]
    *words, last = (input_in_words(name, amount, parts) for name, amount in inputs)
    text = f"det lägsta av {', '.join(words)} och {last}"
    if part_of not in steps:
        return text
    _, days, of = (amount for _, amount in steps[part_of].inputs)
    return text if days == of else f"{text}; {input_in_words('dagar', days, parts)} av {of}"


def _line(group: str, step: TraceStep, parts: int) -> ReceiptLine:
    detail = detail_of(step, parts)
    about = tuple(step.about.split())
    amount = nearest(step.amount, parts)
    return ReceiptLine(group, step.what, amount, detail, step.rule, step.provision, step.parameters, about)
