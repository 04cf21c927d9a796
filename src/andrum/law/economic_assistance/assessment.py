"""What an assessment says: the outcome, the amounts, what is missing, and how each amount came to be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from andrum.law.economic_assistance.answers import CappedCost
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.receipt import capped_costs, receipt_of
from andrum.law.economic_assistance.writing import household_as_json
from andrum.law.vocabulary.answers import Amount, Missing, NotCounted, PersonReason, ReceiptLine
from andrum.law.vocabulary.outcomes import Outcome
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.trace import Trace
from andrum.law.vocabulary.writing import amount_as_json, as_bytes, part_as_json, step_as_json

BENEFIT: Final = "economic-assistance"
SCHEMA: Final = 1
AMOUNTS: Final = ("norm", "costs", "incomes", "deficit", "grant")


@dataclass(eq=False)
class Assessment:
    """The answer for one household and month. Amounts are whole öre, or a span where something is unknown.

    Args:
        household: What was assessed.
        outcome: ``grant``, ``deny`` or ``hand_over``.
        norm: The riksnorm.
        costs: Reasonable costs, as far as they are accepted.
        incomes: Incomes that count, last month's surplus included.
        deficit: ``norm + costs - incomes``; negative when there is a surplus.
        grant: The assistance; 0 when there is a surplus.
        missing: Exactly those unknown facts that matter.
        for_a_person: What a person must weigh.
        unconfirmed: Versions of parameters that were used but are not confirmed.
        trace: Every step.
        rulebook_version: Names the rules and parameters: ``2026-11-24/1f2e…``.
        left_out: Makes the lines that are not counted.
    """

    household: Household
    outcome: Outcome
    norm: Amount
    costs: Amount
    incomes: Amount
    deficit: Amount
    grant: Amount
    missing: tuple[Missing, ...]
    for_a_person: tuple[PersonReason, ...]
    unconfirmed: tuple[str, ...]
    trace: Trace
    rulebook_version: str
    left_out: Callable[[], Sequence[NotCounted]]

    @property
    def may_decide_alone(self) -> bool:
        """True when the law leaves nothing open: no hand-over, nothing unconfirmed, nothing for a person."""
        return self.outcome is not Outcome.HAND_OVER and not (self.unconfirmed or self.for_a_person or self.missing)

    @property
    def is_full_grant(self) -> bool:
        """True for a grant where every cost applied for is accepted in full."""
        return self.outcome is Outcome.GRANT and not self.capped

    @cached_property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Lines that are not part of the sum, and why."""
        return tuple(self.left_out())

    @cached_property
    def capped(self) -> tuple[CappedCost, ...]:
        """Costs that are accepted in part or not at all, those that fall due in another month included."""
        return capped_costs(self.household, self.trace, self.not_counted)

    def receipt(self) -> tuple[ReceiptLine, ...]:
        """The calculation as lines: norm, costs, their sum, incomes, the difference, then what was not counted."""
        return receipt_of(self.household, self.trace, self.not_counted)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters that the calculation read, each once."""
        return self.trace.parameters

    def as_json(self) -> dict[str, object]:
        """Everything, the household included: ``replay`` makes the same from it again."""
        return {
            "schema": SCHEMA,
            "benefit": BENEFIT,
            "rulebook_version": self.rulebook_version,
            "household": household_as_json(self.household),
            "outcome": str(self.outcome),
            "may_decide_alone": self.may_decide_alone,
            "amounts": {name: amount_as_json(getattr(self, name)) for name in AMOUNTS},
            "missing": [part_as_json(it) for it in self.missing],
            "for_a_person": [part_as_json(it) for it in self.for_a_person],
            "unconfirmed": list(self.unconfirmed),
            "capped": [part_as_json(it) for it in self.capped],
            "not_counted": [part_as_json(it) for it in self.not_counted],
            "trace": [step_as_json(step) for step in self.trace.steps],
        }

    def as_bytes(self) -> bytes:
        """``as_json`` as UTF-8, always the same bytes for the same assessment."""
        return as_bytes(self.as_json())
