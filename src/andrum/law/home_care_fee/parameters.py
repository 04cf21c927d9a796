"""The rulebook of one month: the statute's amounts and one municipality's tariff, compiled for the rules.

Amounts are kept in ``parts`` of an öre, so many that every division in the rules comes out even: the calculation is
exact, and only the fee itself is rounded, once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm
from pathlib import Path
from typing import Final

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.breaches import FeeBreach, Limits, limits_of
from andrum.law.home_care_fee.guidelines import FeeGuidelines, guidelines_of
from andrum.law.home_care_fee.kinds import FEE_KINDS, Group
from andrum.law.vocabulary.guideline_reader import GuidelineReader
from andrum.law.vocabulary.parameter_files import Family, ParameterFileError, family_for
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.rulebooks import Rulebooks, version_of
from andrum.law.vocabulary.spans import UNBOUNDED, Span
from andrum.law.vocabulary.tables import Table

RULEBOOK_DATE: Final = "2026-11-29"
"""The day the text of the rules last changed in a way that can change an amount or a trace."""

NATIONAL: Final = Path(__file__).parent / "parameters"
DEMO_MUNICIPALITY: Final = Path(__file__).parent / "municipalities" / "alvboda"
NO_LIMIT: Final = 4 * 10**18
"""Room for fees of one who gives no information, in parts; larger than any amount, and still an int64."""

MOST_SHARING: Final = 10
"""More persons than this never share a home here; a cost can be divided evenly by each number up to it."""

MINUTES: Final = 60
THIRTY: Final = 30
PRICE_OF_OWN_AMOUNT: Final = 0
ANY_AMOUNT: Final = Span(0, UNBOUNDED)


@dataclass(frozen=True, eq=False)
class FeeParameters:
    """Everything the rules read in one month.

    Args:
        month: The month.
        guidelines: The municipality's choices.
        parts: How many parts of an öre amounts are kept in.
        limits: The statute's limits and what the tariff makes of them.
        minimum: Minimum amounts in parts: single, single and young, couple, couple and young.
        ceilings: Highest fees in parts: care, housing.
        prices: Prices of services in parts; the first place is one öre, for amounts of their own.
        price_places: The place of a price by service and level.
        coefficients: The statute's numbers behind minimum amounts and ceilings, for the trace.
        prisbasbelopp: The prisbasbelopp of the year, for the trace.
        income_share: Per cent of an income that is counted, by place of its kind.
        income_weights: What a year's income is multiplied by to be a month's in parts, by place of its kind.
        housing_weights: What each part of a housing cost is multiplied by to be a month's cost in parts.
        days: Days of a month by which a part of a month is counted.
        no_limit: Room for one who gives no information.
        version: Names exactly this set.
        all: Every parameter by id.
        as_written: True when the tariff is used as it is written, whatever the statute says.
    """

    month: Month
    guidelines: FeeGuidelines
    parts: int
    limits: Limits
    minimum: Table
    ceilings: Table
    prices: Table
    price_places: Mapping[tuple[str, str], int]
    coefficients: Table
    prisbasbelopp: Table
    housing_table: Table
    income_table: Table
    income_share: tuple[int, ...]
    income_weights: tuple[int, ...]
    housing_weights: tuple[int, ...]
    days: int
    no_limit: int
    version: str
    all: Mapping[str, Parameter]
    choices: tuple[Parameter, ...]
    as_written: bool = False
    ages: dict[date, int] = field(default_factory=dict)

    @property
    def breaches(self) -> tuple[FeeBreach, ...]:
        """Where the tariff, as it is written, would break the statute."""
        return self.limits.breaches

    @cached_property
    def plain_prices(self) -> dict[str, tuple[str, int, Group]]:
        """Basis, price's place and group of each service that has one price, by kind."""
        return {
            kind: (tariff.basis, self.price_places[kind, ""], FEE_KINDS.services[kind].group)
            for kind, tariff in self.guidelines.tariff.items()
            if (kind, "") in self.price_places
        }

    @cached_property
    def is_sure(self) -> bool:
        """True when every parameter that any rule may read is confirmed."""
        tables = (self.minimum, self.ceilings, self.prices, self.coefficients, self.prisbasbelopp, self.housing_table,
                  self.income_table)  # fmt: skip
        return not self.choices and all(table.is_sure for table in tables)

    @cached_property
    def written(self) -> "FeeParameters | None":
        """The same with the tariff as it is written; None where that is the same and always within the statute."""
        if self.as_written or (not self.breaches and self.guidelines.round_fee.direction == "down"):
            return None
        minimum = Table(self.minimum.name, _in(self.limits.written_minimum, self.parts), self.minimum.parameters)
        ceilings = Table(self.ceilings.name, _in(self.limits.written_ceilings, self.parts), self.ceilings.parameters)
        prices = Table(self.prices.name, _prices(self.guidelines, self.parts)[0], self.prices.parameters)
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return FeeParameters(
            **values | {"minimum": minimum, "ceilings": ceilings, "prices": prices, "as_written": True}
        )


def parameters_for(month: Month, municipality: Path | None = None) -> FeeParameters:
    """The rulebook of a month. Without a folder the made-up demo municipality's tariff is taken.

    Raises:
        ParameterFileError: when a file is wrong or the municipality has no tariff for the month.
    """
    return _rulebooks.of(month, municipality or DEMO_MUNICIPALITY)


def _compiled(month: Month, national: tuple[Family, ...], own: tuple[Family, ...]) -> FeeParameters:
    reader = GuidelineReader(own, month)
    guidelines = guidelines_of(reader)
    base, minimum, ceiling = (family_for(national, name, month) for name in ("prisbasbelopp", "minimum_amount",
                                                                              "fee_ceiling"))  # fmt: skip
    known = {**reader.used}
    for family in (base, minimum, ceiling):
        known |= {parameter.id: parameter for parameter in family.parameters.values()} if family else {}
    limits = limits_of(base, minimum, ceiling, guidelines)
    days = month.days if guidelines.calendar_days else THIRTY
    parts = _parts(limits, guidelines, days)
    prices, places = _prices(guidelines, parts)
    lawful, _ = _prices(guidelines, parts, lawful=True)
    behind = list(_price_parameters(guidelines, month))
    coefficients = [
        family.parameters[name] if family else _missing(f"{of}.{name}", month)
        for of, family, name in (("minimum_amount", minimum, "single"), ("minimum_amount", minimum, "couple"),
                                 ("fee_ceiling", ceiling, "care"), ("fee_ceiling", ceiling, "place"))
    ]  # fmt: skip
    own_rounding = _own(known, "round_minimum")
    ceiling_rounding = _own(known, "round_ceiling")
    lacking = {place: ANY_AMOUNT for place, amount in enumerate(limits.minimum) if amount is None}
    no_ceiling = {place: ANY_AMOUNT for place, amount in enumerate(limits.ceilings) if amount is None}
    del prices
    return FeeParameters(
        month=month, guidelines=guidelines, parts=parts, limits=limits,
        minimum=Table("Minimibelopp", _in(limits.minimum, parts), [own_rounding] * 4, lacking),
        ceilings=Table("Högsta avgift", _in(limits.ceilings, parts), [ceiling_rounding] * 2, no_ceiling),
        prices=Table("Taxa", lawful, behind), price_places=places,
        coefficients=Table("Andel av prisbasbelopp", [_whole(it) for it in coefficients], coefficients),
        prisbasbelopp=_base_amount(base, month),
        housing_table=Table("Boendekostnad", [0] * 3, [known[f"fee_housing.{name}"] for name in HOUSING]),
        income_table=Table("Förmånligare inkomstregel", [0] * len(FEE_KINDS.incomes), _shares(known, month)),
        income_share=tuple(guidelines.income_share[kind] for kind in FEE_KINDS.incomes),
        income_weights=tuple(guidelines.income_share[kind] * parts // 1200 for kind in FEE_KINDS.incomes),
        housing_weights=_weights(guidelines, parts), days=days, no_limit=NO_LIMIT,
        version=version_of(RULEBOOK_DATE, known), all=known,
        choices=tuple(it for it in known.values() if it.status != "confirmed" and it.id.startswith("fee_")
                      and not it.id.startswith("fee_ceiling.")),
    )  # fmt: skip


_rulebooks: Final = Rulebooks(_compiled, national=NATIONAL)


HOUSING: Final = ("interest_share", "running_cost", "electricity")


def _own(known: Mapping[str, Parameter], name: str) -> Parameter:
    return known[f"fee_calculation.{name}"]


def _shares(known: Mapping[str, Parameter], month: Month) -> list[Parameter]:
    usual = Parameter("fee_incomes.all", "hela inkomsten räknas", 100, "per_cent", "32 kap. 5 § socialtjänstlagen",
                      "Andrum", month.first_day, "confirmed", month.first_day)  # fmt: skip
    return [known.get(f"fee_incomes.{kind}.share", usual) for kind in FEE_KINDS.incomes]


def _missing(identity: str, month: Month) -> Parameter:
    day = month.first_day
    return Parameter(identity, identity, None, "prisbasbelopp_per_year", "saknas i källorna", "", day, "missing", day)


def _base_amount(base: Family | None, month: Month) -> Table:
    parameter = base.parameters["amount"] if base else _missing("prisbasbelopp.amount", month)
    return Table("Prisbasbelopp", [_whole(parameter)], [parameter])


def _whole(parameter: Parameter) -> int:
    return parameter.value if isinstance(parameter.value, int) else 0


def _in(amounts: tuple[Fraction | None, ...], parts: int) -> list[int]:
    return [0 if amount is None else int(amount * parts) for amount in amounts]


def _parts(limits: Limits, guidelines: FeeGuidelines, days: int) -> int:
    """The least number of parts of an öre in which every step of every household is whole."""
    numbers = range(1, MOST_SHARING + 1)
    shares = [Fraction(share, 1200 * 2) for share in {*guidelines.income_share.values(), 100}]
    housing = [
        Fraction(weight, number)
        for number in numbers
        for weight in (
            Fraction(1, 12),
            Fraction(guidelines.interest_share, 1200),
            Fraction(guidelines.running_cost, 12),
        )
    ]
    amounts = [it for it in (*limits.minimum, *limits.written_minimum) if it is not None]
    room = lcm(*(it.denominator for it in (*shares, *housing, *amounts))) * (
        Fraction(guidelines.room_share, 100).denominator
    )
    ceilings = [it.denominator for it in (*limits.ceilings, *limits.written_ceilings) if it is not None]
    whole = lcm(room, MINUTES, days, *ceilings)
    return whole * days if guidelines.part_month == "fee" else whole


def _weights(guidelines: FeeGuidelines, parts: int) -> tuple[int, ...]:
    return (
        parts, guidelines.electricity * parts, guidelines.interest_share * parts // 1200, parts // 12, parts // 12,
        guidelines.running_cost * parts // 12,
    )  # fmt: skip


def _prices(
    guidelines: FeeGuidelines, parts: int, *, lawful: bool = False
) -> tuple[list[int], dict[tuple[str, str], int]]:
    """Every price, and where it stands. A lawful price is at most the municipality's own cost, 32 kap. 1 §."""
    amounts, places = [parts], {}
    for kind, tariff in guidelines.tariff.items():
        for level, parameter in tariff.prices.items():
            places[kind, level] = len(amounts)
            price = _whole(parameter)
            if lawful and tariff.self_cost is not None:
                price = min(price, tariff.self_cost)
            amounts.append(price * parts)
    return amounts, places


def _price_parameters(guidelines: FeeGuidelines, month: Month) -> Iterator[Parameter]:
    yield Parameter("fee_tariff.own_amount", "eget belopp", 1, "kronor", "beloppet i ärendet", "Andrum",
                    month.first_day, "confirmed", month.first_day)  # fmt: skip
    for tariff in guidelines.tariff.values():
        yield from tariff.prices.values()


__all__ = ["DEMO_MUNICIPALITY", "NATIONAL", "FeeParameters", "ParameterFileError", "parameters_for"]
