"""What-if: the same rules over all households at once, in columns of ``int64``.

Households where something is unknown, or where a person must weigh something, are told apart and get no amount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.calculation import calculate
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.lines import ChildLine, CostLine, IncomeLine, Lines
from andrum.law.economic_assistance.parameters import Parameters, parameters_for
from andrum.law.economic_assistance.preparing import prepared
from andrum.law.economic_assistance.rules import costs as cost_rules
from andrum.law.economic_assistance.rules import incomes as income_rules
from andrum.law.economic_assistance.rules import norm as norm_rules
from andrum.law.vocabulary.arithmetic import Column
from andrum.law.vocabulary.columns import Columns, Ownership, summed
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.guideline_reader import NoGuidelinesError
from andrum.law.vocabulary.trace import Note

NO_AMOUNT: Final = int(np.iinfo(np.int64).min)
"""Stands where a household has no amount because something is unknown. It is no amount, and never zero."""

M: Final = Columns()
Flags = npt.NDArray[np.bool_]
Rows = list[tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class HouseholdColumns:
    """The facts of many households in one month, ready for the rules.

    Args:
        month: The month.
        count: Number of households, the ones that are told apart included.
        known: True for households where everything is known and nothing is for a person.
        household: Couple (0 or 1), community, surplus and plain incomes by household; öre.
        children: Household, year, month and day of birth, days here, lunch at home.
        costs: Household, kind, applied (öre), months over the ceiling.
        work: Household, income from employment (öre), months in a row, months since the start (negative: none).
        childs_work: Household, own earnings, earlier this year (öre), birth year, month, day, in school, at home.
    """

    month: Month
    count: int
    known: Flags
    household: Mapping[str, Column]
    children: Column
    costs: Column
    work: Column
    childs_work: Column


@dataclass(frozen=True, slots=True, eq=False)
class BatchResult:
    """Öre by household, in the order given; ``NO_AMOUNT`` where ``known`` is False.

    ``unconfirmed`` is True where an amount rests on a parameter that is not confirmed.
    """

    known: Flags
    unconfirmed: Flags
    norm: Column
    costs: Column
    incomes: Column
    deficit: Column
    grant: Column


def columns_of(households: Sequence[Household], p: Parameters) -> HouseholdColumns:
    """The facts of households of one month as columns.

    Raises:
        ValueError: when a household is of another month than the rulebook.
    """
    rows: dict[str, Rows] = {"household": [], "children": [], "costs": [], "work": [], "childs_work": []}
    known = np.zeros(len(households), dtype=np.bool_)
    for place, household in enumerate(households):
        if household.month != p.month:
            raise ValueError(f"a household of {household.month} cannot be assessed by the rules of {p.month}")
        known[place] = _add(place, household, p, rows)
    arrays = {
        name: np.array(rows[name], dtype=np.int64).reshape(len(rows[name]), width).T.copy()
        for name, width in (("household", 4), ("children", 6), ("costs", 4), ("work", 4), ("childs_work", 8))
    }
    names = ("couple", "community", "surplus", "plain")
    by_household = dict(zip(names, arrays["household"], strict=True))
    return HouseholdColumns(
        p.month, len(households), known, by_household, arrays["children"], arrays["costs"], arrays["work"],
        arrays["childs_work"],
    )  # fmt: skip


def _add(place: int, household: Household, p: Parameters, rows: dict[str, Rows]) -> bool:
    draft = prepared(household, p)
    if draft.open or draft.for_a_person:
        rows["household"].append((0, 0, 0, 0))
        return False
    lines = draft.whole()
    members = {member.id: member for member in household.members}
    for child in lines.children:
        born = members[child.about].born
        if not isinstance(born, Unknown):
            rows["children"].append((place, born.year, born.month, born.day, child.days, child.lunch))
    rows["costs"].extend((place, cost.kind, cost.applied, cost.months_over) for cost in lines.costs)
    plain = 0
    for income in lines.incomes:
        name = _member_of(household, income.about)
        if income.treatment == "childs_work":
            member = members[name]
            if not isinstance(member.born, Unknown):
                rows["childs_work"].append(
                    (place, income.amount, income.earned, member.born.year, member.born.month, member.born.day,
                     int(member.in_school is True), int(member.living_at_home is True))
                )  # fmt: skip
        elif income.treatment == "employment":
            rows["work"].append((place, income.amount, *_history(household, name, p.month)))
        else:
            plain += income.amount
    rows["household"].append((lines.couple, lines.community, lines.surplus, plain))
    return True


def _member_of(household: Household, about: str) -> str:
    key = about.partition(" ")[0]
    incomes = () if isinstance(household.incomes, Unknown) else household.incomes
    return next(income.member for income in incomes if income.id == key)


def _history(household: Household, name: str, month: Month) -> tuple[int, int]:
    history = household.special_calculation_rule[name]
    in_row, started = history.assistance_months_in_row, history.started
    since = -1
    if isinstance(started, Month):
        since = (month.year - started.year) * 12 + month.month - started.month
    return (0 if isinstance(in_row, Unknown) else in_row), since


def _lines(columns: HouseholdColumns, p: Parameters) -> Lines[Column]:
    count, zero = columns.count, np.zeros(1, dtype=np.int64)
    children: list[ChildLine[Column]] = []
    costs: list[CostLine[Column]] = []
    plain = columns.household["plain"]
    none = income_rules.UNKNOWN_KIND
    incomes: list[IncomeLine[Column]] = [IncomeLine("", none, "plain", plain, zero, zero, zero)]
    if columns.children.size:
        of, year, month, day, days, lunch = columns.children
        age = norm_rules.age(M, p.age_day, year, month, day)
        children.append(ChildLine("", age, days, lunch, Ownership.of(of, count)))
    if columns.costs.size:
        of, kind, applied, months_over = columns.costs
        costs.append(CostLine("", cost_rules.UNKNOWN_KIND, kind, applied, months_over, Ownership.of(of, count)))
    if columns.work.size:
        of, amount, in_row, since = columns.work
        eligible = income_rules.special_rule_applies(M, p, in_row, since)
        incomes.append(IncomeLine("", none, "employment", amount, eligible, zero, zero, Ownership.of(of, count)))
    if columns.childs_work.size:
        of, amount, earned, year, month, day, school, home = columns.childs_work
        age = norm_rules.age(M, p.age_day, year, month, day)
        childs = income_rules.is_childs_work(M, p, age, school, home)
        incomes.append(IncomeLine("", none, "childs_work", amount, zero, childs, earned, Ownership.of(of, count)))
    household = columns.household
    return Lines(household["couple"], household["community"], household["surplus"], children, costs, incomes)


def assess_columns(columns: HouseholdColumns, p: Parameters) -> BatchResult:
    """The amounts of all households by the rules and amounts of ``p``."""
    known, doubtful = columns.known.copy(), np.zeros(columns.count, dtype=np.bool_)

    def write(note: Note[Column]) -> None:
        for table, place in note[4]:
            if table.doubtful or table.bounds:
                lacking = np.isin(place, list(table.bounds))
                known[_households(note, lacking, columns.count)] = False
                doubtful[_households(note, table.doubt[place] & ~lacking, columns.count)] = True

    found = calculate(M, p, _lines(columns, p), write)
    amounts = (found.norm, found.costs, found.incomes, found.deficit, found.grant)
    if not known.all():
        amounts = tuple(np.where(known, amount, NO_AMOUNT) for amount in amounts)  # type: ignore[assignment]
    return BatchResult(known, doubtful & known, *amounts)


def _households(note: Note[Column], elements: Flags, count: int) -> Flags:
    """Which households have an element that is flagged."""
    line = note[1]
    if line is None or line.owners is None:
        return np.broadcast_to(elements, (count,))
    return summed(elements.astype(np.int64), line.owners.starts) > 0


def assess_all(
    households: Sequence[Household] | HouseholdColumns,
    *,
    municipality: Path | None = None,
    rulebook: Parameters | None = None,
) -> BatchResult:
    """Assess many households at once, equal to the öre to one by one.

    Args:
        households: Households of any months, or columns already made of households of one month.
        municipality: Folder with the municipality's guidelines; without it the made-up demo municipality's.
        rulebook: Assess by these rules and amounts instead; all households must be of its month.

    Raises:
        ParameterFileError: when a file is wrong.
        ValueError: when a household is of another month than the given rulebook.
    """
    if isinstance(households, HouseholdColumns):
        return assess_columns(households, rulebook or parameters_for(households.month, municipality))
    by_month: dict[Month, list[int]] = {}
    for place, household in enumerate(households):
        by_month.setdefault(household.month, []).append(place)
    count = len(households)
    flags = [np.zeros(count, dtype=np.bool_) for _ in range(2)]
    amounts = [np.full(count, NO_AMOUNT, dtype=np.int64) for _ in range(5)]
    for month, places in by_month.items():
        try:
            p = rulebook or parameters_for(month, municipality)
        except NoGuidelinesError:  # every household of that month is told apart
            continue
        found = assess_columns(columns_of([households[place] for place in places], p), p)
        for flag, values in zip(flags, (found.known, found.unconfirmed), strict=True):
            flag[places] = values
        for amount, ore in zip(
            amounts, (found.norm, found.costs, found.incomes, found.deficit, found.grant), strict=True
        ):
            amount[places] = ore
    return BatchResult(flags[0], flags[1], *amounts)
