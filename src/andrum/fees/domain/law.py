"""From the rulebook's answer to what this room keeps, shows, sends and charges."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from andrum.fees.domain.result import FEE, HAND_OVER, FeeResult
from andrum.law.service import FEE_KINDS, FeeAssessment, FeeHousehold, FeeOutcome, ReceiptLine, Span, fee_assess

CARE: Final = "Avgift för hemtjänst och dagverksamhet"
PLACE: Final = "Avgift för bostad i särskilt boende"
OUTSIDE: Final = "Måltider, hyra och annat utanför högsta avgiften"
SUMS: Final = frozenset({"base", "reserved", "room", "fee", "outside", "to_pay"})
HEADS: Final = {
    "incomes": "Inkomster i månaden", "minimum": "Det du alltid ska ha kvar", "housing": "Boendekostnad",
    "services": "Vad insatserna kostar", "fee": "Avgift", "partner": "Make eller sambo",
}  # fmt: skip


def result_of(household: FeeHousehold, *, municipality: Path | None) -> FeeResult:
    """Assess a household by the rulebook and the municipality's tariff.

    Raises:
        ParameterFileError: when one of the municipality's files is wrong.
    """
    found = fee_assess(household, municipality=municipality)
    handed = found.outcome is FeeOutcome.HAND_OVER
    lines = () if handed else tuple(_charged(found))
    whole = found.as_json()
    return FeeResult(
        outcome=HAND_OVER if handed else FEE, fee_ore=None if handed else _ore(found.to_pay), lines=lines,
        receipt=tuple(_shown(line) for line in found.receipt()),
        missing=tuple(f"{it.words}: {it.reason}" for it in found.missing),
        for_person=tuple(it.words for it in found.for_a_person), shown=tuple(it.words for it in found.breaches),
        basis=_mapping(whole["household"]), versions={"parameters": [it.version for it in found.parameters]},
        rulebook_version=found.rulebook_version, trace=whole, reaches_ceiling=_reaches_ceiling(found),
    )  # fmt: skip


def _mapping(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _ore(amount: int | Span) -> int | None:
    return amount if isinstance(amount, int) else None


def _charged(found: FeeAssessment) -> list[dict[str, object]]:
    """What is charged, each with its own code; what is outside the ceilings one by one where they add up."""
    rows = [_row("care", CARE, found.care_fee), _row("place", PLACE, found.place_fee)]
    outside = _outside(found)
    sums = [amount for row in outside if isinstance(amount := row["amount_ore"], int)]
    if len(sums) != len(outside) or sum(sums) != found.outside:
        outside = [_row("outside", OUTSIDE, found.outside)]
    return [row for row in (*rows, *outside) if row["amount_ore"] not in {0, None}]


def _outside(found: FeeAssessment) -> list[dict[str, object]]:
    services = found.household.services
    kinds = {it.id: str(it.kind) for it in services} if isinstance(services, tuple) else {}
    rows = []
    for line in found.receipt():
        kind = FEE_KINDS.services.get(kinds.get(line.about[0], "") if line.about else "")
        if line.group == "services" and kind is not None and kind.group == "outside":
            rows.append(_row(kind.id, kind.words[:1].upper() + kind.words[1:], line.amount))
    return rows


def _row(code: str, words: str, amount: int | Span) -> dict[str, object]:
    return {"code": code, "words": words, "amount_ore": _ore(amount)}


def _shown(line: ReceiptLine) -> dict[str, Any]:
    """A line of the receipt as JSON; an amount that is not known is an interval."""
    kept = asdict(line)
    if isinstance(line.amount, Span):
        kept["amount"] = None
        kept["between"] = [_bound(line.amount.low), _bound(line.amount.high)]
    return {**kept, "parameters": list(line.parameters), "about": list(line.about)}


def _bound(ore: int) -> int | None:
    return ore if abs(ore) < 10**13 else None


def _reaches_ceiling(found: FeeAssessment) -> bool:
    """True when neither the cost nor the room was what stopped the fee."""
    fee, cost, room = (_ore(amount) for amount in (found.care_fee, found.care_cost, found.room))
    return fee is not None and cost is not None and room is not None and 0 < fee < min(cost, room) - 100
