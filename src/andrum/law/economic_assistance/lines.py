"""The household as the rules see it: numbers only. The same names hold ints, spans or columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal

from andrum.law.vocabulary.arithmetic import A, Owners
from andrum.law.vocabulary.trace import Rule

NEVER_TOLERATED = 10**6
"""Months over the ceiling of a cost that no tolerance is given for."""

Treatment = Literal["plain", "employment", "childs_work"]


@dataclass(slots=True)
class ChildLine(Generic[A]):
    """One child: age in years, days here of 30, and whether lunch is eaten at home (1) or at preschool (0)."""

    about: str
    age: A
    days: A
    lunch: A
    owners: Owners | None = None


@dataclass(slots=True)
class CostLine(Generic[A]):
    """All costs of one kind in a household, in öre, with the months that a rent has been above its ceiling."""

    about: str
    rule: Rule
    kind: A
    applied: A
    months_over: A
    owners: Owners | None = None


@dataclass(slots=True)
class IncomeLine(Generic[A]):
    """One member's income of one kind, in öre.

    ``eligible`` is 1 where the special calculation rule applies; ``childs_work`` is 1 for a child's own earnings, of
    which ``earned`` came earlier in the year.
    """

    about: str
    rule: Rule
    treatment: Treatment
    amount: A
    eligible: A
    childs_work: A
    earned: A
    owners: Owners | None = None


@dataclass(slots=True)
class Lines(Generic[A]):
    """A household (or all of them) ready for the rules. ``community`` is 0 where nobody else shares the household."""

    couple: A
    community: A
    surplus: A
    children: Sequence[ChildLine[A]]
    costs: Sequence[CostLine[A]]
    incomes: Sequence[IncomeLine[A]]
