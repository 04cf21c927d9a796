"""What an assessed fee says: the outcome, the amounts, what is missing, and how each amount came to be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from andrum.law.home_care_fee.answers import FeeOutcome
from andrum.law.home_care_fee.breaches import FeeBreach
from andrum.law.home_care_fee.calculation import Result
from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.receipt import nearest, receipt_of
from andrum.law.home_care_fee.writing import household_as_json
from andrum.law.vocabulary.answers import Amount, Missing, NotCounted, PersonReason, ReceiptLine
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.spans import BEYOND_BELIEF, UNBOUNDED, Span, plain
from andrum.law.vocabulary.trace import Trace
from andrum.law.vocabulary.writing import amount_as_json, as_bytes, part_as_json, step_as_json

BENEFIT: Final = "home-care-fee"
SCHEMA: Final = 1
AMOUNTS: Final = (
    "base", "minimum_amount", "housing_cost", "reserved_amount", "room", "care_cost", "place_cost", "care_fee",
    "place_fee", "fee", "outside", "to_pay",
)  # fmt: skip
ON_THE_WAY: Final = {
    "base": "base", "minimum_amount": "minimum", "housing_cost": "housing", "reserved_amount": "reserved",
    "room": "room", "care_cost": "care_cost", "place_cost": "place_cost",
}  # fmt: skip
"""Amounts that are kept in parts of an öre, and what the rules call them."""

ANYTHING: Final = Span(0, UNBOUNDED)
EITHER_WAY: Final = Span(-UNBOUNDED, UNBOUNDED)
ENDLESS_PARTS: Final = BEYOND_BELIEF * BEYOND_BELIEF // 10**9
"""Parts of an öre are many: what has no end is told from what is merely large by a bound of their own."""


@dataclass(eq=False)
class FeeAssessment:
    """The fee of one person for one month.

    Fees are whole öre, rounded once by the municipality's rule; or a span where something is unknown. Amounts on the
    way are shown to the nearest öre; ``exact`` gives them as fractions.

    Args:
        household: What was assessed.
        outcome: ``charge``, ``no_fee`` or ``hand_over``.
        parts: How many parts of an öre the trace counts in.
        result: Amounts on the way, in parts; None without a tariff.
        care_fee: For home care, day activities and care in special housing.
        place_fee: For housing that is paid by a fee.
        outside: Meals, rent and the like, outside the ceiling and the room.
        missing: Exactly those unknown facts that matter.
        for_a_person: What a person must weigh.
        unconfirmed: Versions of parameters that were used but are not confirmed.
        breaches: Where the tariff as it is written would break the statute.
        fee_as_written: The fee by the tariff as it is written; None where that is the lawful one.
        trace: Every step, in parts of an öre.
        rulebook_version: Names the rules and parameters.
        left_out: Makes the lines that are not counted.
    """

    household: FeeHousehold
    outcome: FeeOutcome
    parts: int
    result: Result[int] | Result[Span] | None
    care_fee: Amount
    place_fee: Amount
    outside: Amount
    missing: tuple[Missing, ...]
    for_a_person: tuple[PersonReason, ...]
    unconfirmed: tuple[str, ...]
    breaches: tuple[FeeBreach, ...]
    fee_as_written: Amount | None
    trace: Trace
    rulebook_version: str
    left_out: Callable[[], Sequence[NotCounted]]

    @cached_property
    def in_parts(self) -> dict[str, Amount]:
        """Amounts on the way, in parts of an öre."""
        if self.result is None:
            return {name: EITHER_WAY if name == "room" else ANYTHING for name in ON_THE_WAY}
        return {name: plain(getattr(self.result, field)) for name, field in ON_THE_WAY.items()}

    @property
    def fee(self) -> Amount:
        """What is paid under the ceilings: care and housing together."""
        return self.care_fee + self.place_fee

    @property
    def to_pay(self) -> Amount:
        """The fee and what is outside it."""
        return self.fee + self.outside

    @property
    def base(self) -> Amount:
        """The fee base a month, to the nearest öre."""
        return self.in_ore(self.in_parts["base"])

    @property
    def minimum_amount(self) -> Amount:
        """The minimum amount with rises and decreases, to the nearest öre."""
        return self.in_ore(self.in_parts["minimum_amount"])

    @property
    def housing_cost(self) -> Amount:
        """The person's part of the housing cost, to the nearest öre."""
        return self.in_ore(self.in_parts["housing_cost"])

    @property
    def reserved_amount(self) -> Amount:
        """Minimum amount and housing cost, to the nearest öre."""
        return self.in_ore(self.in_parts["reserved_amount"])

    @property
    def room(self) -> Amount:
        """What is left of the fee base; negative when it does not cover the reserved amount."""
        return self.in_ore(self.in_parts["room"])

    @property
    def care_cost(self) -> Amount:
        """What the tariff says for care, before ceiling and room."""
        return self.in_ore(self.in_parts["care_cost"])

    @property
    def place_cost(self) -> Amount:
        """What the tariff says for housing, before ceiling and room."""
        return self.in_ore(self.in_parts["place_cost"])

    @property
    def may_decide_alone(self) -> bool:
        """True when the law leaves nothing open."""
        return self.outcome is not FeeOutcome.HAND_OVER

    def exact(self, name: str) -> Fraction:
        """An amount as an exact fraction of öre. Raises ValueError when it is not known."""
        found = self.in_parts[name] if name in ON_THE_WAY else getattr(self, name)
        if isinstance(found, Span):
            raise ValueError(f"{name} is not known")
        return Fraction(found, self.parts) if name in ON_THE_WAY else Fraction(found)

    def in_ore(self, amount: Amount) -> Amount:
        """Parts to the nearest öre, for showing."""
        return nearest(amount, self.parts)

    @cached_property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Lines that are not part of the sum, and why."""
        return tuple(self.left_out())

    def receipt(self) -> tuple[ReceiptLine, ...]:
        """The calculation line by line for screens and letters, amounts to the nearest öre."""
        return receipt_of(self.trace, self.parts, self.to_pay, self.not_counted)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters that the calculation read, each once."""
        return self.trace.parameters

    def as_json(self) -> dict[str, object]:
        """Everything, the household included: ``replay`` makes the same from it again. The trace is in parts."""
        return {
            "schema": SCHEMA,
            "benefit": BENEFIT,
            "rulebook_version": self.rulebook_version,
            "household": household_as_json(self.household),
            "outcome": str(self.outcome),
            "may_decide_alone": self.may_decide_alone,
            "amounts": {name: amount_as_json(getattr(self, name)) for name in AMOUNTS},
            "fee_as_written": None if self.fee_as_written is None else amount_as_json(self.fee_as_written),
            "breaches": [_breach(it, self) for it in self.breaches],
            "missing": [part_as_json(it) for it in self.missing],
            "for_a_person": [part_as_json(it) for it in self.for_a_person],
            "unconfirmed": list(self.unconfirmed),
            "not_counted": [part_as_json(it) for it in self.not_counted],
            "parts": self.parts,
            "trace": [step_as_json(step, ENDLESS_PARTS) for step in self.trace.steps],
        }

    def as_bytes(self) -> bytes:
        """``as_json`` as UTF-8, always the same bytes for the same assessment."""
        return as_bytes(self.as_json())


def _breach(it: FeeBreach, found: FeeAssessment) -> dict[str, object]:
    provision = it.cited.on(found.household.month)
    return {
        "code": it.code,
        "words": it.words,
        "limit": str(it.limit),
        "written": str(it.written),
        "provision": str(provision) if provision else "",
    }
