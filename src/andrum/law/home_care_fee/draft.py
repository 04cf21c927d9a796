"""The lines of a household while its facts are sorted: whole numbers, or spans where something is unknown."""

from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple

from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.lines import Lines, PersonLines
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.vocabulary.arithmetic import Spans, WholeNumbers
from andrum.law.vocabulary.open_facts import Number, OpenFacts
from andrum.law.vocabulary.spans import Span

Code = Literal["income_kind", "change_kind", "service_kind", "housing_form", "partner", "young", "no_information"]
MOST_TIMES: Final = 366
INTS, SPANS = WholeNumbers(), Spans()


class ForAPerson(NamedTuple):
    """Something that a person must weigh, and the path of the facts it concerns."""

    code: Code
    about: str
    kind: str
    amount: Number


class LeftOut(NamedTuple):
    """A line that is no part of the sum, and why."""

    part: Literal["incomes", "changes", "services"]
    about: str
    words: str
    amount: Number
    why: str


class Draft(OpenFacts):
    """The lines, the unknown facts met on the way (path and reason), what is for a person, and what was left out."""

    __slots__ = ("for_a_person", "household", "left_out", "lines", "p", "together")

    def __init__(self, household: FeeHousehold, p: FeeParameters) -> None:
        super().__init__()
        self.household = household
        self.p = p
        self.together: Number = 0
        self.lines: Lines[Any] | None = None
        self.for_a_person: list[ForAPerson] = []
        self.left_out: list[LeftOut] = []

    def whole(self) -> Lines[int]:
        """The lines in whole numbers. Raises ValueError when something is open or for a person."""
        if self.open or self.for_a_person or self.lines is None:
            raise ValueError("a household with open facts has no whole numbers")
        return self.lines

    def spans(self) -> Lines[Span]:
        """The lines as spans."""
        lines = self.lines
        if lines is None:
            raise ValueError("no lines are made yet")
        of = Span.of
        return Lines(
            person=_person(lines.person),
            partner=None if lines.partner is None else _person(lines.partner),
            services=[replace(it, price=of(it.price), quantity=of(it.quantity)) for it in lines.services],
            married=of(lines.married), together=of(lines.together), protects=of(lines.protects),
            refuses=of(lines.refuses), part=of(lines.part),
            usable_rule=lines.usable_rule,
        )  # fmt: skip

    def weigh(self, code: Code, about: str, kind: str, amount: Number) -> Span:
        """What a person must weigh: from nothing to all of it."""
        self.for_a_person.append(ForAPerson(code, about, kind, amount))
        return up_to(amount)


def _person(lines: PersonLines[Any]) -> PersonLines[Span]:
    of = Span.of
    return PersonLines(
        [replace(it, amount=of(it.amount), times=of(it.times)) for it in lines.incomes],
        [replace(it, amount=of(it.amount)) for it in lines.changes],
        [replace(it, amount=of(it.amount)) for it in lines.housing],
        of(lines.young),
        of(lines.shared_by),
    )


def up_to(amount: Number) -> Span:
    """From nothing to all of it; from all of it to nothing for a decrease."""
    span = Span.of(amount)
    return Span(min(span.low, 0), max(span.high, 0))
