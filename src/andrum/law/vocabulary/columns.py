"""``Columns``: all households at once. A line of the rules holds one element for each line of every household."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from andrum.law.vocabulary.arithmetic import Column, Grouped, Truth, Used
from andrum.law.vocabulary.tables import Table


@dataclass(frozen=True, slots=True, eq=False)
class Ownership:
    """Which household each element of a column belongs to. Elements stand in the order of their households."""

    of_each: Column
    starts: Column

    @classmethod
    def of(cls, of_each: Column, households: int) -> "Ownership":
        """From the household's place for each element, rising."""
        counts = np.bincount(of_each, minlength=households) if len(of_each) else np.zeros(households, dtype=np.int64)
        return cls(of_each, np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts))))


class Columns:
    """Arithmetic over whole columns of ``int64``; see Arithmetic for what each operation means."""

    @staticmethod
    def choose(condition: Truth, yes: Column | int, no: Column | int) -> Column:
        """See Arithmetic."""
        return np.where(np.asarray(condition, dtype=np.bool_), yes, no).astype(np.int64, copy=False)

    @staticmethod
    def least(one: Column | int, other: Column | int) -> Column:
        """See Arithmetic."""
        return np.minimum(one, other)

    @staticmethod
    def most(one: Column | int, other: Column | int) -> Column:
        """See Arithmetic."""
        return np.maximum(one, other)

    @staticmethod
    def both(one: Truth, other: Truth) -> Truth:
        """See Arithmetic."""
        return np.asarray(one, dtype=np.bool_) & np.asarray(other, dtype=np.bool_)

    @staticmethod
    def same(one: Column | int, other: Column | int) -> Truth:
        """See Arithmetic."""
        return np.equal(one, other)

    @staticmethod
    def lookup(table: Table, place: Column) -> Column:
        """See Arithmetic. An amount the rulebook lacks is told apart by ``table.doubt``, never by its value."""
        return table.column[place]

    def pick(self, table: Table, condition: Truth, yes: Column, no: Column) -> tuple[Column, Used[Column]]:
        """See Arithmetic."""
        place = self.choose(condition, yes, no)
        return table.column[place], ((table, place),)

    @staticmethod
    def rest(amount: Column, part: Column, unit: int) -> Column:
        """See Arithmetic."""
        del unit
        return amount - part

    @staticmethod
    def spread(amount: Column, line: Grouped) -> Column:
        """See Arithmetic."""
        return amount if line.owners is None else amount[line.owners.of_each]

    @staticmethod
    def total(lines: Sequence[Grouped], amounts: Sequence[Column], none: Column) -> Column:
        """See Arithmetic. Sums by household are taken from one running sum: exact, and fast."""
        found = none
        for line, amount in zip(lines, amounts, strict=True):
            found = found + (amount if line.owners is None else summed(amount, line.owners.starts))
        return found


def summed(amounts: Column, starts: Column) -> Column:
    """The sum of each household's elements."""
    running = np.zeros(len(amounts) + 1, dtype=np.int64)
    np.cumsum(amounts, out=running[1:])
    at = running[starts]
    return at[1:] - at[:-1]
