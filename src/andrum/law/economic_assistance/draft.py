"""The lines of a household while its facts are sorted: whole numbers, or spans where something is unknown."""

from collections.abc import Iterable
from typing import Any, Final, Literal, NamedTuple

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.kinds import COST_CODES
from andrum.law.economic_assistance.lines import ChildLine, CostLine, IncomeLine, Lines
from andrum.law.vocabulary.arithmetic import Spans, WholeNumbers
from andrum.law.vocabulary.open_facts import Number, OpenFacts
from andrum.law.vocabulary.spans import Span

Code = Literal["income_kind", "cost_kind", "evidence", "asset", "adult_under_age", "child_of_age"]
ANY_COST: Final = Span(0, len(COST_CODES) - 1)
LONGEST: Final = 1_200
"""More months than any history has."""

INTS, SPANS = WholeNumbers(), Spans()


class ForAPerson(NamedTuple):
    """Something in the household that a person must weigh."""

    code: Code
    about: str
    kind: str
    amount: Number


class LeftOut(NamedTuple):
    """A line that is no part of the sum, and the reason in short."""

    part: Literal["incomes", "costs", "members"]
    about: str
    kind: str
    amount: Number
    why: Literal["month", "kind", "due", "unborn"]
    month: Month | None = None


class Draft(OpenFacts):
    """The lines, the unknown facts met on the way (path and reason), what is for a person, and what was left out.

    Where nothing is open and nothing is for a person, every number in the lines is whole.
    """

    __slots__ = ("children", "community", "costs", "couple", "for_a_person", "incomes", "left_out", "surplus")

    def __init__(self) -> None:
        super().__init__()
        self.couple: Number = 0
        self.community: Number = 0
        self.surplus: Number = 0
        self.children: list[ChildLine[Any]] = []
        self.costs: list[CostLine[Any]] = []
        self.incomes: list[IncomeLine[Any]] = []
        self.for_a_person: list[ForAPerson] = []
        self.left_out: list[LeftOut] = []

    def whole(self) -> Lines[int]:
        """The lines in whole numbers. Raises ValueError when something is open or for a person."""
        couple, community, surplus = self.couple, self.community, self.surplus
        if isinstance(couple, int) and isinstance(community, int) and isinstance(surplus, int):
            return Lines(couple, community, surplus, self.children, self.costs, self.incomes)
        raise ValueError("a household with open facts has no whole numbers")

    def spans(self) -> Lines[Span]:
        """The lines as spans."""
        of = Span.of
        return Lines(
            of(self.couple),
            of(self.community),
            of(self.surplus),
            [ChildLine(it.about, of(it.age), of(it.days), of(it.lunch)) for it in self.children],
            [CostLine(it.about, it.rule, of(it.kind), of(it.applied), of(it.months_over)) for it in self.costs],
            [
                IncomeLine(
                    it.about, it.rule, it.treatment, of(it.amount), of(it.eligible), of(it.childs_work), of(it.earned)
                )
                for it in self.incomes
            ],
        )


def up_to(amount: Number) -> Span:
    """From nothing to all of it."""
    return Span(0, amount if isinstance(amount, int) else amount.high)


def added(amounts: Iterable[Number]) -> Number:
    """The sum."""
    total: Number = 0
    for amount in amounts:
        total = total + amount
    return total
