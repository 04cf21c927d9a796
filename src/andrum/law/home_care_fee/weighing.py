"""The values that each unknown fact may have, from one end to the other; ``vocabulary.weighing`` tries them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from andrum.law.home_care_fee.household import FeeChange, FeeHousehold, FeeIncome, FeePerson, FeeService
from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.home_care_fee.parameters import MOST_SHARING, FeeParameters
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.json_schema import MAX_AMOUNT

MUCH: Final = MAX_AMOUNT
NOTHING: Final = FeePerson("-", date(1930, 1, 1))
ENDS: Final[dict[str, tuple[object, ...]]] = {
    "relation": ("single", "cohabiting", "married"),
    "living_together": (False, True),
    "absent_days": (0, 31),
    "income_information": ("given", "not_given"),
    "services": ((), (FeeService("?", "alarm", 44_640, 31, 1_000, "1", MUCH),)),
    "incomes": ((), (FeeIncome("?", "elderly_support", MUCH),)),
    "changes": ((), (FeeChange("?", "meals", MUCH, lasting=True),)),
    "form": ("none", "rented"),
    "electricity_included": (False, True),
    "lasting": (False, True),
    "times": (0, 366),
    "minutes": (0, 44_640),
    "days": (0, 31),
    "planned": (False, True),
    "area": (0, 10_000),
    "shared_by": (1, MOST_SHARING),
}
MONEY: Final = frozenset({"amount", "rent", "interest", "ground_rent", "property_fee"})
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "incomes": tuple({(kind.treatment, kind.taxed): kind.id for kind in FEE_KINDS.incomes.values()}.values()),
    "changes": tuple(FEE_KINDS.changes),
    "services": tuple(FEE_KINDS.services),
}


def alternatives(household: FeeHousehold, path: str, *, p: FeeParameters) -> Iterator[FeeHousehold]:
    """The household with each possible value of one unknown fact."""
    who, _, rest = path.partition(".")
    if path == "partner":
        rich = replace(NOTHING, incomes=(FeeIncome("?", "elderly_support", MUCH),))
        yield from (replace(household, partner=partner) for partner in (NOTHING, rich))
    elif not rest:
        yield from (replace(household, **{who: value}) for value in ENDS[who])  # type: ignore[arg-type]
    elif who == "services":
        yield from (replace(household, services=lines) for lines in _in_lines(household.services, p, who, rest))
    else:
        person = household.person if who == "person" else household.partner or NOTHING
        for changed in _persons(person, p, rest):
            yield replace(household, person=changed) if who == "person" else replace(household, partner=changed)


def _persons(person: FeePerson, p: FeeParameters, rest: str) -> Iterator[FeePerson]:
    group, _, leaf = rest.partition(".")
    if group == "born":
        born = (date(p.month.year - p.guidelines.young_until - 1, 1, 1), p.month.first_day)
        yield from (replace(person, born=day) for day in born)
    elif not leaf:
        yield from (replace(person, **{group: value}) for value in ENDS[group])  # type: ignore[arg-type]
    elif group == "housing":
        values = (0, MUCH) if leaf in MONEY else ENDS[leaf]
        yield from (replace(person, housing=replace(person.housing, **{leaf: value})) for value in values)  # type: ignore[arg-type]
    else:
        for lines in _in_lines(getattr(person, group), p, group, leaf):
            yield replace(person, **{group: lines})  # type: ignore[arg-type]


def _in_lines(lines: tuple[Any, ...] | Unknown, p: FeeParameters, group: str, rest: str) -> Iterator[tuple[Any, ...]]:
    if isinstance(lines, Unknown):
        return
    key, _, leaf = rest.rpartition(".")
    place = next(place for place, line in enumerate(lines) if line.id == key)
    for changed in _changed(lines[place], p, group, leaf):
        yield (*lines[:place], changed, *lines[place + 1 :])


def _changed(line: Any, p: FeeParameters, group: str, leaf: str) -> Iterator[Any]:  # noqa: ANN401 - a line of any group
    if leaf == "net":
        yield replace(line, net=True, amount=0)
        yield replace(line, net=True)
    elif leaf == "level":
        for kind, level in p.price_places:
            if kind == line.kind:
                yield replace(line, level=level)
    elif leaf in {"starts", "ends"}:
        days = (p.month.first_day, p.month.last_day, p.month.shift(1).first_day, p.month.shift(-1).first_day)
        yield from (replace(line, **{leaf: day}) for day in days)
    elif leaf == "kind":
        yield from (replace(line, kind=kind) for kind in KINDS[group])
    elif leaf == "times" and group == "services":
        yield from (replace(line, times=times) for times in (0, 1_000))
    else:
        values = (0, MUCH) if leaf in MONEY else ENDS[leaf]
        yield from (replace(line, **{leaf: value}) for value in values)
