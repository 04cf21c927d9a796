"""One text of the rules, three arithmetics.

A rule is a function that takes an ``Arithmetic`` and uses ``+ - * //``, comparisons and the named operations here. The
same text then runs over whole numbers (one household), over spans (one household with unknown facts) and over columns
(all households at once, in ``columns``).
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from andrum.law.vocabulary.spans import MAYBE, NO, YES, Span
from andrum.law.vocabulary.tables import Table

Column = npt.NDArray[np.int64]
Truth = int | Span | npt.NDArray[np.int64] | npt.NDArray[np.bool_]
A = TypeVar("A", int, Span, Column)
Used = tuple[tuple[Table, A], ...]
"""Which tables were read, and at which place."""


class Grouped(Protocol):
    """A line of a household (a child, a cost, an income), or a column of them."""

    @property
    def about(self) -> str:
        """The keys of what the line was made from."""
        ...

    @property
    def owners(self) -> "Owners | None":
        """Which household each element belongs to; None when there is one household."""
        ...


class Owners(Protocol):
    """The households that the elements of a column belong to."""

    @property
    def of_each(self) -> Column:
        """The household's place, one for each element, rising."""
        ...

    @property
    def starts(self) -> Column:
        """Where each household's elements begin, with the end of the last one added."""
        ...


class Arithmetic(Protocol[A]):
    """The named operations that rules are written with."""

    def choose(self, condition: Truth, yes: A | int, no: A | int) -> A:
        """``yes`` where the condition holds, else ``no``; both, as a hull, where nobody knows."""
        ...

    def least(self, one: A | int, other: A | int) -> A:
        """The smaller of two amounts."""
        ...

    def most(self, one: A | int, other: A | int) -> A:
        """The larger of two amounts."""
        ...

    def both(self, one: Truth, other: Truth) -> Truth:
        """And."""
        ...

    def same(self, one: A | int, other: A | int) -> Truth:
        """Equal."""
        ...

    def lookup(self, table: Table, place: A) -> A:
        """The table's amount at a place."""
        ...

    def pick(self, table: Table, condition: Truth, yes: A, no: A) -> "tuple[A, Used[A]]":
        """The table's amount at one place where the condition holds, else at the other; and where it was read."""
        ...

    def rest(self, amount: A, part: A, unit: int) -> A:
        """The amount less a fixed share of it that is rounded to whole steps of ``unit`` öre."""
        ...

    def spread(self, amount: A, line: Grouped) -> A:
        """A household's amount, as seen by one of its lines."""
        ...

    def total(self, lines: Sequence[Grouped], amounts: Sequence[A], none: A) -> A:
        """The sum of the lines' amounts for each household; ``none`` when there are no lines."""
        ...


class WholeNumbers:
    """Plain ``int``: one household where everything is known."""

    @staticmethod
    def choose(condition: Truth, yes: int, no: int) -> int:
        """See Arithmetic."""
        return yes if condition else no

    @staticmethod
    def least(one: int, other: int) -> int:
        """See Arithmetic."""
        return one if one < other else other

    @staticmethod
    def most(one: int, other: int) -> int:
        """See Arithmetic."""
        return one if one > other else other

    @staticmethod
    def both(one: Truth, other: Truth) -> Truth:
        """See Arithmetic."""
        return bool(one) and bool(other)

    @staticmethod
    def same(one: int, other: int) -> Truth:
        """See Arithmetic."""
        return one == other

    @staticmethod
    def lookup(table: Table, place: int) -> int:
        """See Arithmetic. Raises UnknownAmountError when the rulebook lacks the amount."""
        return table.at(place)

    @staticmethod
    def pick(table: Table, condition: Truth, yes: int, no: int) -> "tuple[int, Used[int]]":
        """See Arithmetic."""
        place = yes if condition else no
        return table.at(place), ((table, place),)

    @staticmethod
    def rest(amount: int, part: int, unit: int) -> int:
        """See Arithmetic."""
        del unit
        return amount - part

    @staticmethod
    def spread(amount: int, line: Grouped) -> int:
        """See Arithmetic."""
        del line
        return amount

    @staticmethod
    def total(lines: Sequence[Grouped], amounts: Sequence[int], none: int) -> int:
        """See Arithmetic."""
        del lines
        return sum(amounts, none)


class Spans:
    """``Span``: one household where some facts are unknown."""

    @staticmethod
    def choose(condition: Truth, yes: Span | int, no: Span | int) -> Span:
        """See Arithmetic."""
        known = condition if isinstance(condition, Span) else Span.of(int(bool(condition)))
        if known.low >= 1:
            return Span.of(yes)
        return Span.of(no) if known.high <= 0 else Span.of(yes).hull(no)

    @staticmethod
    def least(one: Span | int, other: Span | int) -> Span:
        """See Arithmetic."""
        a, b = Span.of(one), Span.of(other)
        return Span(min(a.low, b.low), min(a.high, b.high))

    @staticmethod
    def most(one: Span | int, other: Span | int) -> Span:
        """See Arithmetic."""
        a, b = Span.of(one), Span.of(other)
        return Span(max(a.low, b.low), max(a.high, b.high))

    def both(self, one: Truth, other: Truth) -> Truth:
        """See Arithmetic."""
        return self.least(_as_span(one), _as_span(other))

    @staticmethod
    def same(one: Span | int, other: Span | int) -> Truth:
        """See Arithmetic."""
        a, b = Span.of(one), Span.of(other)
        if a.is_exact and a == b:
            return YES
        return NO if a.high < b.low or b.high < a.low else MAYBE

    @staticmethod
    def lookup(table: Table, place: Span) -> Span:
        """See Arithmetic. An amount the rulebook lacks is all the amounts it may be."""
        return table.between(place.low, place.high)

    @staticmethod
    def pick(table: Table, condition: Truth, yes: Span, no: Span) -> "tuple[Span, Used[Span]]":
        """See Arithmetic."""
        known = _as_span(condition)
        places = [place for place, may in ((yes, known.high >= 1), (no, known.low <= 0)) if may]
        amounts = [table.between(place.low, place.high) for place in places]
        hull = amounts[0] if len(amounts) == 1 else amounts[0].hull(amounts[1])
        return hull, tuple((table, place) for place in places)

    @staticmethod
    def rest(amount: Span, part: Span, unit: int) -> Span:
        """See Arithmetic. Both ends follow the amount: narrower than a difference; rounding gives play."""
        play = 0 if amount.is_exact else 2 * unit
        return Span(amount.low - part.low - play, amount.high - part.high + play)

    @staticmethod
    def spread(amount: Span, line: Grouped) -> Span:
        """See Arithmetic."""
        del line
        return amount

    @staticmethod
    def total(lines: Sequence[Grouped], amounts: Sequence[Span], none: Span) -> Span:
        """See Arithmetic."""
        del lines
        return sum(amounts, none)


def _as_span(truth: Truth) -> Span:
    return truth if isinstance(truth, Span) else Span.of(int(bool(truth)))
