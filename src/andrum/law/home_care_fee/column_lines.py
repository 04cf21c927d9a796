"""Many households as columns: one a kind of income, part of a housing cost and service, one element a household."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.kinds import FEE_KINDS, Group
from andrum.law.home_care_fee.lines import ChangeLine, HousingLine, IncomeLine, Lines, PersonLines, ServiceLine
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.preparing import prepared
from andrum.law.home_care_fee.rules import fee_base, housing, minimum, room, services
from andrum.law.vocabulary.arithmetic import Column

MOST_PARTS: Final = 2**62
"""Amounts on the way never go above this: an int64 holds them with room for one sum more."""

TIMES_AT_MOST: Final = 100
"""What an amount is multiplied by on the way before it is divided again: per cent."""

INCOME_RULES: Final = (tuple(fee_base.INCOME_RULES.values()), tuple(fee_base.PARTNERS_INCOME_RULES.values()))
HOUSING_RULES: Final = (housing.HOUSING_RULES, housing.PARTNERS_HOUSING_RULES)
CHANGE_RULES: Final = (minimum.UNKNOWN_CHANGE, minimum.PARTNERS_UNKNOWN_CHANGE)
PERSON, PARTNER = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class FeeColumns:
    """The facts of many households in one month, ready for the rules. Amounts are öre.

    Args:
        month: The month.
        count: Number of households, the ones that are told apart included.
        known: True for households where everything is known and nothing is for a person.
        truths: Married, living together, partner weighed, refuses to inform, and days of the month that the fee is for.
        persons: For person (0) and partner (1): changes of the minimum amount, young, how many share the home.
        incomes: Öre a year by whose and by place of the kind.
        housing: Öre or square metres by whose and by part of the cost.
        services: Price place and quantity by kind, number and what the quantity is of.
        with_partner: True when any partner's facts are used.
    """

    month: Month
    count: int
    known: npt.NDArray[np.bool_]
    truths: dict[str, Column]
    persons: dict[tuple[int, str], Column]
    incomes: dict[tuple[int, int], Column]
    housing: dict[tuple[int, int], Column]
    services: dict[tuple[str, int, int], tuple[Column, Column]]
    with_partner: bool = field(default=True)

    def piece(self, piece: slice) -> "FeeColumns":
        """Some of the households."""
        return self._each(lambda column: column[piece], self.known[piece])

    def repeated(self, count: int) -> "FeeColumns":
        """The same households over and over, so many in all: for trying how a rule strikes a larger municipality."""
        return self._each(lambda column: np.resize(column, count), np.resize(self.known, count))

    def _each(self, change: Callable[[Column], Column], known: npt.NDArray[np.bool_]) -> "FeeColumns":
        return FeeColumns(
            self.month, len(known), known, {name: change(it) for name, it in self.truths.items()},
            {name: change(it) for name, it in self.persons.items()},
            {name: change(it) for name, it in self.incomes.items()},
            {name: change(it) for name, it in self.housing.items()},
            {name: (change(price), change(quantity)) for name, (price, quantity) in self.services.items()},
            self.with_partner,
        )  # fmt: skip


TRUTHS: Final = ("married", "together", "protects", "refuses", "part")
PERSONS: Final = {"changes": 0, "young": 0, "shared_by": 1}


def columns_of(households: Sequence[FeeHousehold], p: FeeParameters) -> FeeColumns:
    """The facts of households of one month as columns.

    Raises:
        ValueError: when a household is of another month than the rulebook.
    """
    count = len(households)
    known = np.zeros(count, dtype=np.bool_)
    truths = {name: np.zeros(count, dtype=np.int64) for name in TRUTHS}
    persons = {
        (who, name): np.full(count, usual, dtype=np.int64)
        for who in (PERSON, PARTNER)
        for name, usual in PERSONS.items()
    }
    columns = FeeColumns(p.month, count, known, truths, persons, _Growing(count), _Growing(count), {})
    for place, household in enumerate(households):
        if household.month != p.month:
            raise ValueError(f"a household of {household.month} cannot be assessed by the rules of {p.month}")
        draft = prepared(household, p)
        if draft.open or draft.for_a_person:
            continue
        known[place] = _fill(columns, place, draft.whole(), p)
    return columns


class _Growing(dict[tuple[int, int], Column]):
    """Columns that come to be when they are first written in."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def __missing__(self, key: tuple[int, int]) -> Column:
        self[key] = np.zeros(self.count, dtype=np.int64)
        return self[key]


def _fill(columns: FeeColumns, place: int, lines: Lines[int], p: FeeParameters) -> bool:
    """Write one household down. False when its amounts are too large for the columns."""
    if not _fits(lines, p):
        return False
    for name in TRUTHS:
        columns.truths[name][place] = getattr(lines, name)
    for who, person in enumerate((lines.person, lines.partner)):
        if person is None:
            continue
        for income in person.incomes:
            columns.incomes[who, income.place][place] += income.amount * income.times
        for part in person.housing:
            columns.housing[who, part.place][place] += part.amount
        columns.persons[who, "changes"][place] = sum(change.amount for change in person.changes)
        columns.persons[who, "young"][place] = person.young
        columns.persons[who, "shared_by"][place] = person.shared_by
    taken: dict[tuple[str, int], int] = {}
    for line in lines.services:
        kind = line.rule.id.rpartition(".")[2]
        number = taken.get((kind, line.of), 0)
        taken[kind, line.of] = number + 1
        _service(columns, (kind, number, line.of), place, line.price, line.quantity)
    return True


def _service(columns: FeeColumns, key: tuple[str, int, int], place: int, price: int, quantity: int) -> None:
    found = columns.services.get(key)
    if found is None:
        found = (np.zeros(columns.count, dtype=np.int64), np.zeros(columns.count, dtype=np.int64))
        columns.services[key] = found
    found[0][place], found[1][place] = price, quantity


def _fits(lines: Lines[int], p: FeeParameters) -> bool:
    """True when no amount on the way leaves an int64."""
    most = 0
    for person in (lines.person, lines.partner):
        if person is not None:
            most += sum(income.amount * income.times for income in person.incomes)
            most += sum(abs(part.amount) * p.housing_weights[part.place] // p.parts + abs(part.amount)
                        for part in person.housing)  # fmt: skip
            most += sum(abs(change.amount) for change in person.changes)
    most += sum(p.prices.amounts[line.price] // p.parts * line.quantity for line in lines.services)
    return (most + 1) * p.parts * TIMES_AT_MOST < MOST_PARTS


def lines_of(columns: FeeColumns) -> Lines[Column]:
    """The lines that the rules read."""
    truths = columns.truths
    return Lines(
        person=_person(columns, PERSON),
        partner=_person(columns, PARTNER) if columns.with_partner else None,
        services=[_line(key, price, quantity) for key, (price, quantity) in columns.services.items()],
        married=truths["married"], together=truths["together"], protects=truths["protects"],
        refuses=truths["refuses"], part=truths["part"], usable_rule=room.USABLE,
    )  # fmt: skip


def _line(key: tuple[str, int, int], price: Column, quantity: Column) -> ServiceLine[Column]:
    kind, _, of = key
    group: Group = FEE_KINDS.services[kind].group
    return ServiceLine("", services.SERVICE_RULES[kind], group, price, quantity, of)


def _person(columns: FeeColumns, who: int) -> PersonLines[Column]:
    once = np.ones(1, dtype=np.int64)
    rent = np.zeros(columns.count, dtype=np.int64)
    parts = {place: it for (whose, place), it in columns.housing.items() if whose == who} or {housing.RENT: rent}
    return PersonLines(
        [IncomeLine("", INCOME_RULES[who][place], place, it, once) for (whose, place), it in columns.incomes.items()
         if whose == who],
        [ChangeLine("", CHANGE_RULES[who], columns.persons[who, "changes"])],
        [HousingLine("", HOUSING_RULES[who][place], place, it) for place, it in parts.items()],
        columns.persons[who, "young"],
        columns.persons[who, "shared_by"],
    )  # fmt: skip
