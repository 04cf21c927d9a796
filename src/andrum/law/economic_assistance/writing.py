"""A household as JSON again, always the same way: lines ordered by key, nothing added and nothing left out."""

from collections.abc import Mapping
from datetime import date

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.household import Asset, Cost, Household, Income, Member
from andrum.law.vocabulary.facts import Unknown

Json = dict[str, object]


def household_as_json(household: Household) -> Json:
    """The household in version 1 of the schema; reading it again gives an equal household."""
    found: Json = {
        "schema": 1,
        "month": str(household.month),
        "application": _leaf(household.application),
        "members": [_line(member) for member in sorted(household.members, key=lambda it: it.id)],
        "incomes": _lines(household.incomes),
        "costs": _lines(household.costs),
        "assets": _lines(household.assets),
        "housing": _line(household.housing),
        "special_calculation_rule": {
            name: _line(facts) for name, facts in sorted(household.special_calculation_rule.items())
        },
        "surplus_last_month": _leaf(household.surplus_last_month),
    }
    if household.community_persons is not None:
        found["community"] = {"persons": _leaf(household.community_persons)}
    return found


def _lines(lines: tuple[Income, ...] | tuple[Cost, ...] | tuple[Asset, ...] | Unknown) -> object:
    if isinstance(lines, Unknown):
        return _leaf(lines)
    return [_line(line) for line in sorted(lines, key=_key)]


def _key(line: Member | Income | Cost | Asset) -> str:
    return line.id


def _line(line: object) -> Json:
    """Every field that has a value or a reason; None is a fact that was not given."""
    names: tuple[str, ...] = type(line).__slots__  # type: ignore[attr-defined]
    values = ((name, getattr(line, name)) for name in names)
    return {name: _leaf(value) for name, value in values if value is not None}


def _leaf(value: object) -> object:
    if isinstance(value, Unknown):
        return {"unknown": value.reason}
    if isinstance(value, date | Month):
        return str(value)
    if isinstance(value, Mapping):
        raise TypeError("a leaf is no mapping")
    return value
