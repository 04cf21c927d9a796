"""The values that each unknown fact may have, from one end to the other; ``vocabulary.weighing`` tries them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    Role,
)
from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.json_schema import MAX_PERSONS

L = TypeVar("L", bound=Member | Income | Cost | Asset)
MUCH: Final = 10**13
"""More than any need, in öre, so that it stands for every large amount."""

YEARS_OF_AN_ADULT: Final = 40
OF_EACH_SORT: Final = tuple({(kind.treatment, kind.taxed): kind.id for kind in INCOME_KINDS.values()}.values())
"""One kind of income of each sort that the rules tell apart."""

ADULTS: Final[tuple[Role, ...]] = ("applicant", "co_applicant")
ENDS: Final[Mapping[str, tuple[object, ...]]] = {"days": (0, 30), "earned_earlier_this_year": (0, MUCH)}


def alternatives(household: Household, path: str, *, p: Parameters) -> Iterator[Household]:
    """The household with each possible value of one unknown fact."""
    group, _, rest = path.partition(".")
    key, _, leaf = rest.rpartition(".")
    if path in WHOLE:
        yield from WHOLE[path](household, p)
    elif group == "housing":
        yield from _housings(household, p, leaf)
    elif group == "special_calculation_rule":
        yield from _histories(household, p, key, leaf)
    else:
        yield from _lines(household, p, group, key, leaf)


def _any_incomes(household: Household, p: Parameters) -> Iterator[Household]:
    much = Income("?", household.members[0].id, "maintenance", MUCH, p.control.first_day, net=True)
    yield from (replace(household, incomes=incomes) for incomes in ((), (much,)))


def _any_costs(household: Household, _: Parameters) -> Iterator[Household]:
    much = Cost("?", "union_fee", MUCH, None, evidence=True)
    yield from (replace(household, costs=costs) for costs in ((), (much,)))


def _any_assets(household: Household, _: Parameters) -> Iterator[Household]:
    yield from (replace(household, assets=assets) for assets in ((), (Asset("?", "bank_account", MUCH),)))


def _any_community(household: Household, _: Parameters) -> Iterator[Household]:
    yield from (replace(household, community_persons=persons) for persons in range(1, MAX_PERSONS + 1))


def _any_surplus(household: Household, _: Parameters) -> Iterator[Household]:
    yield from (replace(household, surplus_last_month=ore) for ore in (0, MUCH))


WHOLE: Final[Mapping[str, Callable[[Household, Parameters], Iterator[Household]]]] = {
    "incomes": _any_incomes,
    "costs": _any_costs,
    "assets": _any_assets,
    "community.persons": _any_community,
    "surplus_last_month": _any_surplus,
}


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


def _of(lines: tuple[L, ...], key: str, changes: Callable[[L], Iterable[L]]) -> Iterator[tuple[L, ...]]:
    place = next(place for place, line in enumerate(lines) if line.id == key)
    for changed in changes(lines[place]):
        yield (*lines[:place], changed, *lines[place + 1 :])


def _members(household: Household, member: Member, p: Parameters, leaf: str) -> Iterator[Member]:
    if leaf == "role":
        taken = [it.role for it in household.members]
        yield from (replace(member, role=role) for role in ADULTS if role not in taken)
        yield replace(member, role="child")
    elif leaf == "born":
        ages = range(p.pupil_until + 1) if member.role == "child" else (0, YEARS_OF_AN_ADULT)
        yield from (replace(member, born=_born(p, years)) for years in ages)
    else:
        values: tuple[object, ...] = ENDS.get(leaf, (False, True))
        yield from (replace(member, **{leaf: value}) for value in values)  # type: ignore[arg-type]


def _born(p: Parameters, years: int) -> date:
    return date(p.month.year - years, p.month.month, 1)


def _incomes(income: Income, p: Parameters, leaf: str) -> Iterator[Income]:
    if leaf == "amount":
        yield from (replace(income, amount=ore) for ore in (0, MUCH))
    elif leaf == "paid":
        yield replace(income, paid=p.control.first_day)
        yield replace(income, paid=p.month.shift(12).first_day)
    elif leaf == "kind":
        yield from (replace(income, kind=kind) for kind in OF_EACH_SORT)
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
