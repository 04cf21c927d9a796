"""Which unknown facts matter: a fact matters when some of its possible values lead to another decision than others.

Each unknown fact is tried with its possible values, with the other unknown facts left open, and with all of them at one
and at the other end of what they may be.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from andrum.law.economic_assistance.household import (
    AfterSixMonths,
    Asset,
    Cost,
    Household,
    Income,
    Member,
)
from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.economic_assistance.schema import MAX_PERSONS
from andrum.law.vocabulary.facts import Unknown

Decision = tuple[object, ...]
Deciding = Callable[[Household], Decision]
L = TypeVar("L", Member, Income, Cost, Asset)
MUCH: Final = 10**13
"""More than any need, in öre, so that it stands for every large amount."""

MOST_TRIED: Final = 60
"""With more unknown facts than this all of them are listed: so many are always asked for together."""

YEARS_OF_AN_ADULT: Final = 40


def those_that_matter(household: Household, p: Parameters, paths: Sequence[str], deciding: Deciding) -> list[str]:
    """The paths of the unknown facts that can change the decision, in the given order."""
    if len(paths) > MOST_TRIED:
        return list(paths)
    found = [path for path in paths if _differs(_alternatives(household, p, path), deciding)]
    for end in (0, -1):
        rest = [path for path in paths if path not in found]
        found += [path for path in rest if _differs(_with_others_at(household, p, paths, path, end), deciding)]
    return [path for path in paths if path in found]


def _differs(households: Iterable[Household], deciding: Deciding) -> bool:
    seen: set[Decision] = set()
    for household in households:
        seen.add(deciding(household))
        if len(seen) > 1:
            return True
    return False


def _with_others_at(
    household: Household, p: Parameters, paths: Sequence[str], path: str, end: int
) -> Iterator[Household]:
    settled = household
    for other in paths:
        if other != path:
            settled = tuple(_alternatives(settled, p, other))[end]
    return _alternatives(settled, p, path)


def _alternatives(household: Household, p: Parameters, path: str) -> Iterator[Household]:
    """The household with each possible value of one unknown fact."""
    group, _, rest = path.partition(".")
    key, _, leaf = rest.rpartition(".")
    if path == "incomes":
        for lines in _any_incomes(household, p):
            yield replace(household, incomes=lines)
    elif path == "costs":
        for costs in ((), (Cost("?", "union_fee", MUCH, None, evidence=True),)):
            yield replace(household, costs=costs)
    elif path == "assets":
        for assets in ((), (Asset("?", "bank_account", MUCH),)):
            yield replace(household, assets=assets)
    elif path == "community.persons":
        for persons in range(1, MAX_PERSONS + 1):
            yield replace(household, community_persons=persons)
    elif path == "surplus_last_month":
        for ore in (0, MUCH):
            yield replace(household, surplus_last_month=ore)
    elif group == "housing":
        yield from _housings(household, p, leaf)
    elif group == "special_calculation_rule":
        yield from _histories(household, p, key, leaf)
    else:
        yield from _lines(household, p, group, key, leaf)


def _any_incomes(household: Household, p: Parameters) -> Iterator[tuple[Income, ...]]:
    yield ()
    yield (Income("?", household.members[0].id, "maintenance", MUCH, p.control.first_day, net=True),)


def _housings(household: Household, p: Parameters, leaf: str) -> Iterator[Household]:
    if leaf == "form":
        yield replace(household, housing=replace(household.housing, form="rented"))
        yield replace(household, housing=replace(household.housing, form="lodger"))
    else:
        for months in (0, p.guidelines.tolerance_months):
            yield replace(household, housing=replace(household.housing, months_over_ceiling=months))


def _histories(household: Household, p: Parameters, key: str, leaf: str) -> Iterator[Household]:
    history = household.special_calculation_rule[key]
    if leaf == "started":
        ages = (None, p.month, p.month.shift(-p.lasts_months))
        changed = [replace(history, started=started) for started in ages]
    else:
        changed = [replace(history, assistance_months_in_row=months) for months in (0, p.months_in_row)]
    for one in changed:
        rule: dict[str, AfterSixMonths] = {**household.special_calculation_rule, key: one}
        yield replace(household, special_calculation_rule=rule)


def _lines(household: Household, p: Parameters, group: str, key: str, leaf: str) -> Iterator[Household]:
    if group == "members":
        for member in _of(household.members, key, lambda line: _members(household, line, p, leaf)):
            yield replace(household, members=member)
    elif group == "incomes" and not isinstance(household.incomes, Unknown):
        for incomes in _of(household.incomes, key, lambda line: _incomes(line, p, leaf)):
            yield replace(household, incomes=incomes)
    elif group == "costs" and not isinstance(household.costs, Unknown):
        for costs in _of(household.costs, key, lambda line: _costs(line, p, leaf)):
            yield replace(household, costs=costs)
    elif group == "assets" and not isinstance(household.assets, Unknown):
        for assets in _of(household.assets, key, lambda line: _assets(line, leaf)):
            yield replace(household, assets=assets)


def _of(lines: "tuple[L, ...]", key: str, changes: "Callable[[L], Iterable[L]]") -> "Iterator[tuple[L, ...]]":
    place = next(place for place, line in enumerate(lines) if line.id == key)
    for changed in changes(lines[place]):
        yield (*lines[:place], changed, *lines[place + 1 :])


def _members(household: Household, member: Member, p: Parameters, leaf: str) -> Iterator[Member]:
    if leaf == "role":
        taken = [it.role for it in household.members]
        if "applicant" not in taken:
            yield replace(member, role="applicant")
        if "co_applicant" not in taken:
            yield replace(member, role="co_applicant")
        yield replace(member, role="child")
    elif leaf == "born":
        ages = range(p.pupil_until + 1) if member.role == "child" else (0, YEARS_OF_AN_ADULT)
        for years in ages:
            yield replace(member, born=_born(p, years))
    elif leaf == "days":
        for days in (0, 30):
            yield replace(member, days=days)
    elif leaf == "earned_earlier_this_year":
        for ore in (0, MUCH):
            yield replace(member, earned_earlier_this_year=ore)
    elif leaf == "lunch_at_home":
        yield from (replace(member, lunch_at_home=answer) for answer in (False, True))
    elif leaf == "in_school":
        yield from (replace(member, in_school=answer) for answer in (False, True))
    else:
        yield from (replace(member, living_at_home=answer) for answer in (False, True))


def _born(p: Parameters, years: int) -> date:
    return date(p.month.year - years, p.month.month, 1)


def _incomes(income: Income, p: Parameters, leaf: str) -> Iterator[Income]:
    if leaf == "amount":
        yield from (replace(income, amount=ore) for ore in (0, MUCH))
    elif leaf == "paid":
        yield replace(income, paid=p.control.first_day)
        yield replace(income, paid=p.month.shift(12).first_day)
    elif leaf == "kind":
        yield from (replace(income, kind=kind) for kind in INCOME_KINDS)
    else:
        yield replace(income, net=True, amount=0)
        yield replace(income, net=True)


def _costs(cost: Cost, p: Parameters, leaf: str) -> Iterator[Cost]:
    if leaf == "amount":
        yield from (replace(cost, amount=ore) for ore in (0, MUCH))
    elif leaf == "due":
        yield replace(cost, due=p.month.first_day)
        yield replace(cost, due=p.month.shift(24).first_day)
    else:
        yield from (replace(cost, kind=kind) for kind in COST_KINDS)


def _assets(asset: Asset, leaf: str) -> Iterator[Asset]:
    if leaf == "amount":
        yield from (replace(asset, amount=ore) for ore in (0, MUCH))
    else:
        yield from (replace(asset, kind=kind) for kind in ASSET_KINDS)
