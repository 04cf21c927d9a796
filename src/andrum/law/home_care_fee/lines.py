"""The facts as the rules see them: numbers only. The same names hold ints, spans or columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from andrum.law.home_care_fee.kinds import Group
from andrum.law.vocabulary.arithmetic import A, Owners
from andrum.law.vocabulary.trace import Rule


@dataclass(slots=True)
class IncomeLine(Generic[A]):
    """Öre each time, and how many times in the coming twelve months."""

    about: str
    rule: Rule
    place: int
    amount: A
    times: A
    owners: Owners | None = None


@dataclass(slots=True)
class ChangeLine(Generic[A]):
    """A rise of the minimum amount in öre a month; a decrease is negative."""

    about: str
    rule: Rule
    amount: A
    owners: Owners | None = None


@dataclass(slots=True)
class HousingLine(Generic[A]):
    """A part of the housing cost: öre a month, öre a year or square metres, by its rule."""

    about: str
    rule: Rule
    place: int
    amount: A
    owners: Owners | None = None


@dataclass(slots=True)
class ServiceLine(Generic[A]):
    """A granted service: where its price stands, and how much of it: so many ``of`` one unit of the price."""

    about: str
    rule: Rule
    group: Group
    price: A
    quantity: A
    of: int
    owners: Owners | None = None


@dataclass(slots=True)
class PersonLines(Generic[A]):
    """One person. ``young`` is 1 for one who gets the addition for younger persons."""

    incomes: Sequence[IncomeLine[A]]
    changes: Sequence[ChangeLine[A]]
    housing: Sequence[HousingLine[A]]
    young: A
    shared_by: A


@dataclass(slots=True)
class Lines(Generic[A]):
    """A household (or all of them) ready for the rules. Truths are 1 or 0.

    ``protects`` is 1 where the partner's economy is weighed; ``part`` is how many of the month's days the fee is for;
    ``usable_rule`` says why the room is what it is.
    """

    person: PersonLines[A]
    partner: PersonLines[A] | None
    services: Sequence[ServiceLine[A]]
    married: A
    together: A
    protects: A
    refuses: A
    part: A
    usable_rule: Rule
