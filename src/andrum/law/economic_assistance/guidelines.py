"""The municipality's own choices: ceilings, evidence, rounding, tolerance. All dated, none in the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.kinds import COST_KINDS
from andrum.law.vocabulary.guideline_reader import GuidelineReader
from andrum.law.vocabulary.parameter_files import Family
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.rounding import Rounding
from andrum.law.vocabulary.tables import Table

NO_LIMIT: Final = 10**14
"""The ceiling where the municipality has set none, in öre. No real amount comes near it."""

MOST_CHILDREN: Final = 10
PLACES: Final = 2 * (MOST_CHILDREN + 1)
"""Households that ceilings tell apart: one or two adults, no child to ten or more."""

RENT_PLACES: Final = ("one_adult", "two_adults", "one_child", "two_children", "three_children", "four_children")
RENT_LAST: Final = "five_children"


@dataclass(frozen=True, slots=True, eq=False)
class Guidelines:
    """One municipality's choices in one month. Amounts in öre."""

    control_month: int
    age_on: str
    counts_from_days: int
    round_part_month: Rounding
    round_shared_costs: Rounding
    round_special_rule: Rounding
    round_grant: Rounding
    count_childrens_earnings: bool
    count_surplus: bool
    due_months_before: int
    due_months_after: int
    tolerance_months: int
    asset_limit: int
    vehicle_limit: int
    income_tolerance: int
    income_tolerance_share: int
    treatment: Mapping[str, str]
    evidence_above: Mapping[str, int | None]


def guidelines_of(families: tuple[Family, ...], month: Month) -> tuple[Guidelines, Table, dict[str, Parameter]]:
    """The choices, the table of ceilings and every parameter read. Raises ParameterFileError."""
    reader = GuidelineReader(families, month)
    way, limits = reader.family("calculation"), reader.family("limits")
    housing, costs = reader.family("housing"), reader.family("costs")
    guidelines = Guidelines(
        control_month=reader.whole(way, "control_month", -3, 0),
        age_on=reader.word(way, "age_on", "first_day", "last_day"),
        counts_from_days=reader.whole(way, "part_month_child_counts_from", 1, 31),
        round_part_month=reader.rounding(way, "round_part_month"),
        round_shared_costs=reader.rounding(way, "round_shared_costs"),
        round_special_rule=reader.rounding(way, "round_special_rule"),
        round_grant=reader.rounding(way, "round_grant"),
        count_childrens_earnings=reader.word(way, "count_childrens_earnings_above_prisbasbelopp", "yes", "no") == "yes",
        count_surplus=reader.word(way, "count_surplus_last_month", "yes", "no") == "yes",
        due_months_before=reader.whole(way, "cost_due_months_before", 0, 12),
        due_months_after=reader.whole(way, "cost_due_months_after", 0, 12),
        tolerance_months=reader.whole(housing, "tolerance_months", 0, 120),
        asset_limit=reader.whole(limits, "assets"),
        vehicle_limit=reader.whole(limits, "vehicle"),
        income_tolerance=reader.whole(limits, "income_tolerance"),
        income_tolerance_share=reader.whole(limits, "income_tolerance_share", 0, 100),
        treatment={kind: reader.word(costs, f"{kind}.treatment", "accept", "person") for kind in COST_KINDS},
        evidence_above={kind: _evidence(reader, costs, kind) for kind in COST_KINDS},
    )
    return guidelines, _ceilings(reader, housing, costs), reader.used


def _evidence(reader: GuidelineReader, costs: Family, kind: str) -> int | None:
    place = f"{kind}.evidence_above"
    return None if reader.parameter(costs, place).value is None else reader.whole(costs, place)


def _ceilings(reader: GuidelineReader, housing: Family, costs: Family) -> Table:
    """Place = kind * PLACES + (adults - 1) * (MOST_CHILDREN + 1) + children."""
    amounts: list[int] = []
    behind: list[Parameter] = []
    for kind in COST_KINDS:
        for adults in (1, 2):
            for children in range(MOST_CHILDREN + 1):
                parameter = _ceiling(reader, housing, costs, kind, adults=adults, children=children)
                times = adults if parameter.id.endswith(".ceiling_per_adult") else 1
                amounts.append(NO_LIMIT if parameter.value is None else _amount(reader, parameter) * times)
                behind.append(parameter)
    return Table("Högsta godtagbara kostnad", amounts, behind)


def _amount(reader: GuidelineReader, parameter: Parameter) -> int:
    if not isinstance(parameter.value, int):
        raise reader.wrong(parameter, "Skriv ett belopp i kronor, eller null om det inte finns någon gräns.")
    return parameter.value


def _ceiling(
    reader: GuidelineReader, housing: Family, costs: Family, kind: str, *, adults: int, children: int
) -> Parameter:
    if kind == "rent":
        without = RENT_PLACES[adults - 1]
        places = (without, *RENT_PLACES[2:])
        place = places[children] if children < len(places) else RENT_LAST
        return reader.parameter(housing, f"rent_ceiling.{place}")
    if kind == "lodger_rent":
        return reader.parameter(housing, "lodger_rent_ceiling")
    persons = f"{kind}.ceiling_by_persons.{min(adults + children, 7)}"
    for place in (f"{kind}.ceiling", f"{kind}.ceiling_per_adult", persons):
        if place in costs.parameters:
            return costs.parameters[place]
    return reader.parameter(costs, f"{kind}.ceiling")
