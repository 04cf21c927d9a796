"""The municipality's own choices for fees: tariff, rounding, order, absence. All dated, none in the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.vocabulary.guideline_reader import GuidelineReader
from andrum.law.vocabulary.parameter_files import Family, family_for
from andrum.law.vocabulary.parameters import MONEY_UNITS, Parameter
from andrum.law.vocabulary.rounding import ROUNDINGS, Rounding

BASES: Final = ("per_hour", "per_day", "per_time", "per_month", "per_level", "own_amount", "free")
PRICED: Final = ("per_hour", "per_day", "per_time", "per_month")
MOST_PERCENT: Final = 100
EXACT: Final = "exact"


@dataclass(frozen=True, slots=True)
class Tariff:
    """How one service is priced.

    Args:
        basis: By the hour, day, time, month or level; ``own_amount`` is what each case says; ``free`` costs nothing.
        prices: The parameter of each price, by level; one without a name for other bases.
        absence: True when days away lower the price of a month.
        self_cost: What the municipality's own cost is, a unit; None where it is not said.
    """

    basis: str
    prices: Mapping[str, Parameter]
    absence: bool
    self_cost: int | None


@dataclass(frozen=True, slots=True, eq=False)
class FeeGuidelines:
    """One municipality's choices in one month. Amounts in öre."""

    spouses_most_favourable: bool
    round_ceiling: Rounding | None
    round_minimum: Rounding | None
    round_fee: Rounding
    young_addition: str
    young_percent: int
    young_until: int
    young_base_exact: bool
    room_share: int
    care_first: bool
    least_fee: int
    no_information: str
    partner: str
    partner_always: bool
    part_month: str
    calendar_days: bool
    absence_from: int
    absence_after: bool
    raise_from: int
    correction_months: int
    interest_share: int
    running_cost: int
    electricity: int
    decided: Mapping[str, int | None]
    income_share: Mapping[str, int]
    treatment: Mapping[str, str]
    standard: Mapping[str, int | None]
    tariff: Mapping[str, Tariff]


def guidelines_of(reader: GuidelineReader) -> FeeGuidelines:
    """The choices of a month. Raises ParameterFileError; NoGuidelinesError when a file is missing."""
    way, housing = reader.family("fee_calculation"), reader.family("fee_housing")
    changes, tariff = reader.family("fee_changes"), reader.family("fee_tariff")
    per_cent = {"least": 0, "most": MOST_PERCENT}
    return FeeGuidelines(
        spouses_most_favourable=reader.word(way, "spouses", "half", "most_favourable") == "most_favourable",
        round_ceiling=_rounding(reader, way, "round_ceiling"),
        round_minimum=_rounding(reader, way, "round_minimum"),
        round_fee=reader.rounding(way, "round_fee"),
        young_addition=reader.word(way, "young_addition", "automatic", "person", "none"),
        young_percent=reader.whole(way, "young_percent", **per_cent),
        young_until=reader.whole(way, "young_until", 0, 120),
        young_base_exact=reader.word(way, "young_base", "exact", "rounded") == EXACT,
        room_share=reader.whole(way, "room_share", **per_cent),
        care_first=reader.word(way, "first", "care", "place") == "care",
        least_fee=_money(reader, way, "least_fee"),
        no_information=reader.word(way, "no_information", "ceiling", "person"),
        partner=reader.word(way, "partner_shortfall", "covered", "person", "none"),
        partner_always=reader.word(way, "partner_weighed", "apart", "always") == "always",
        part_month=reader.word(way, "part_month", "cost", "fee"),
        calendar_days=reader.word(way, "part_month_days", "thirty", "calendar") == "calendar",
        absence_from=reader.whole(way, "absence_from", 1, 31),
        absence_after=reader.word(way, "absence_counts", "all", "after") == "after",
        raise_from=_money(reader, way, "raise_from"),
        correction_months=reader.whole(way, "correction_months", 0, 120),
        interest_share=reader.whole(housing, "interest_share", **per_cent),
        running_cost=_money(reader, housing, "running_cost"),
        electricity=_money(reader, housing, "electricity"),
        decided={name: _optional(reader, way, name) for name in DECIDED},
        income_share=_income_shares(reader),
        treatment={
            kind.id: reader.word(changes, f"{kind.id}.treatment", "accept", "person")
            for kind in FEE_KINDS.changes.values()
            if kind.sign
        },
        standard={kind: _optional(reader, changes, f"{kind}.amount") for kind in FEE_KINDS.changes},
        tariff={
            kind: _tariff(reader, tariff, kind)
            for kind in FEE_KINDS.services
            if any(place.startswith(f"{kind}.") for place in tariff.parameters)
        },
    )


DECIDED: Final = ("ceiling_care", "ceiling_place", "minimum_single", "minimum_couple")
"""Amounts that the council may have decided itself, in place of the statute's amount rounded."""


def _rounding(reader: GuidelineReader, family: Family, place: str) -> Rounding | None:
    word = reader.word(family, place, EXACT, *ROUNDINGS)
    return None if word == EXACT else ROUNDINGS[word]


def _optional(reader: GuidelineReader, family: Family, place: str) -> int | None:
    if place not in family.parameters or family.parameters[place].value is None:
        return None
    return _money(reader, family, place)


def _money(reader: GuidelineReader, family: Family, place: str) -> int:
    """An amount in öre: a number without kronor as its unit would be read as öre, so it is refused."""
    amount = reader.whole(family, place)
    if family.parameters[place].unit not in MONEY_UNITS:
        raise reader.wrong(family.parameters[place], "Sätt unit: kronor eller kronor_per_month på beloppet.")
    return amount


def _income_shares(reader: GuidelineReader) -> dict[str, int]:
    """Per cent of each kind of income that is counted: all of it, where no more favourable rule is decided."""
    shares = dict.fromkeys(FEE_KINDS.incomes, MOST_PERCENT)
    family = family_for(reader.families, "fee_incomes", reader.month)
    if family is not None:
        reader.family("fee_incomes")
        shares |= {
            kind: reader.whole(family, f"{kind}.share", 0, MOST_PERCENT)
            for kind in FEE_KINDS.incomes
            if f"{kind}.share" in family.parameters
        }
    return shares


def _tariff(reader: GuidelineReader, family: Family, kind: str) -> Tariff:
    basis = reader.word(family, f"{kind}.basis", *BASES)
    prices = {}
    if basis in PRICED:
        _money(reader, family, f"{kind}.price")
        prices[""] = family.parameters[f"{kind}.price"]
    elif basis == "per_level":
        start = f"{kind}.levels."
        for place in family.parameters:
            if place.startswith(start):
                _money(reader, family, place)
                prices[place.removeprefix(start)] = family.parameters[place]
        if not prices:
            reader.parameter(family, f"{kind}.levels.1")
    absence = f"{kind}.absence" not in family.parameters or reader.word(family, f"{kind}.absence", "yes", "no") == "yes"
    return Tariff(basis, prices, absence, _optional(reader, family, f"{kind}.self_cost"))
