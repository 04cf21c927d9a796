"""A household as JSON again, always the same way: lines ordered by key, nothing added and nothing left out."""

from datetime import date

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.household import NOT_SAID, FeeHousehold, FeePerson
from andrum.law.vocabulary.facts import Unknown

Json = dict[str, object]


def household_as_json(household: FeeHousehold) -> Json:
    """The household in version 1 of the schema; reading it again gives an equal household."""
    found: Json = {
        "schema": 1,
        "month": str(household.month),
        "person": _person(household.person),
        "services": _lines(household.services),
        "relation": _leaf(household.relation),
        "living_together": _leaf(household.living_together),
        "absent_days": _leaf(household.absent_days),
        "income_information": _leaf(household.income_information),
    }
    if household.partner is not None:
        found["partner"] = _person(household.partner)
    return found


def _person(person: FeePerson) -> Json:
    return {
        "id": person.id,
        "born": _leaf(person.born),
        "incomes": _lines(person.incomes),
        "housing": _line(person.housing),
        "changes": _lines(person.changes),
    }


def _lines(lines: tuple[object, ...] | Unknown) -> object:
    if isinstance(lines, Unknown):
        return _leaf(lines)
    return sorted((_line(line) for line in lines), key=lambda line: str(line["id"]))


def _line(line: object) -> Json:
    """Every field that has a value or a reason of its own; what was left out stays left out."""
    names: tuple[str, ...] = type(line).__slots__  # type: ignore[attr-defined]
    values = ((name, getattr(line, name)) for name in names)
    return {name: _leaf(value) for name, value in values if value is not None and value is not NOT_SAID}


def _leaf(value: object) -> object:
    if isinstance(value, Unknown):
        return {"unknown": value.reason}
    return str(value) if isinstance(value, date | Month) else value
