"""The rulebook of one month: national amounts and one municipality's guidelines, compiled for the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from andrum.kernel.periods import Month
from andrum.law.economic_assistance import norm_tables
from andrum.law.economic_assistance.guidelines import Guidelines, guidelines_of
from andrum.law.economic_assistance.kinds import COST_KINDS
from andrum.law.vocabulary.parameter_files import Family, ParameterFileError, family_for
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.rulebooks import Rulebooks, version_of
from andrum.law.vocabulary.tables import Table

RULEBOOK_DATE: Final = "2026-11-24"
"""The day the text of the rules last changed in a way that can change an amount or a trace."""

TABLES: Final = ("riksnorm.", "prisbasbelopp.", "limits.income_tolerance")
NATIONAL: Final = Path(__file__).parent / "parameters"
DEMO_MUNICIPALITY: Final = Path(__file__).parent / "municipalities" / "alvboda"


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """Everything the rules read in one month.

    Args:
        month: The month.
        adults: Personal costs of the adults: single, couple, couple alone.
        children: Personal costs of a child by lunch and age band.
        bands: Age band by age.
        shared: Shared costs by number of persons.
        ceilings: The municipality's ceiling by kind of cost and household.
        prisbasbelopp: The price base amount of the year in which the control month lies.
        special_rule: The share of the special calculation rule, for the trace.
        share: Per cent of income from employment that the special calculation rule leaves out.
        months_in_row: Months with assistance before that rule applies.
        lasts_months: Months that it lasts.
        majority: Age from which a child is of age.
        pupil_until: Age at which a pupil no longer counts as a child.
        age_day: The day on which ages are counted.
        control: The month whose incomes count.
        due: The first and the last month in which a cost may fall due, each as ``year * 12 + month``.
        days: Days in the month.
        of_age_before: Whoever is born on this day or earlier is of age for certain.
        accepted: By kind of cost, whether the municipality accepts it without a person weighing it.
        guidelines: The municipality's other choices.
        version: Names exactly this set: ``2026-11-24/1f2e…``.
        all: Every parameter by id.
        choices: Parameters outside the tables, read on the way to the lines, that are not confirmed.
        ages: Ages on the month's day by day of birth, as they are met; there are only so many days.
    """

    month: Month
    adults: Table
    children: Table
    bands: Table
    shared: Table
    ceilings: Table
    prisbasbelopp: Table
    special_rule: Table
    share: int
    months_in_row: int
    lasts_months: int
    majority: int
    pupil_until: int
    age_day: date
    control: Month
    due: tuple[int, int]
    days: int
    of_age_before: date
    accepted: tuple[bool, ...]
    guidelines: Guidelines
    version: str
    all: Mapping[str, Parameter]
    choices: tuple[Parameter, ...]
    ages: dict[date, int] = field(default_factory=dict)


def parameters_for(month: Month, municipality: Path | None = None) -> Parameters:
    """The rulebook of a month. Without a folder the made-up demo municipality's guidelines are taken.

    Raises:
        ParameterFileError: when a file is wrong or the municipality has no guidelines for the month.
    """
    return _rulebooks.of(month, municipality or DEMO_MUNICIPALITY)


@lru_cache(maxsize=256)
def _compiled(month: Month, national: tuple[Family, ...], municipal: tuple[Family, ...]) -> Parameters:
    guidelines, ceilings, own = guidelines_of(municipal, month)
    riksnorm = family_for(national, "riksnorm", month)
    control_month = month.shift(guidelines.control_month)
    base = family_for(national, "prisbasbelopp", control_month)
    special = family_for(national, "special_calculation_rule", month)
    ages = family_for(national, "ages", month)
    if ages is None:
        raise ParameterFileError("ages-*.yaml", "", "åldersgränser saknas för månaden.", "Installera om Andrum.")
    known = {**own}
    for family in (riksnorm, base, special, ages):
        if family:
            known.update({parameter.id: parameter for parameter in family.parameters.values()})
    number = month.year * 12 + month.month
    tables = norm_tables.compiled(riksnorm, base, month)
    return Parameters(
        month=month,
        **tables,
        ceilings=ceilings,
        special_rule=_of_one(special, "share", month),
        share=_whole(special, "share"),
        months_in_row=_whole(special, "months_in_row"),
        lasts_months=_whole(special, "lasts_months"),
        majority=_whole(ages, "majority"),
        pupil_until=_whole(ages, "pupil_until"),
        age_day=month.first_day if guidelines.age_on == "first_day" else month.last_day,
        control=control_month,
        due=(number - guidelines.due_months_before, number + guidelines.due_months_after),
        days=month.days,
        of_age_before=date(month.year - _whole(ages, "majority") - 1, 1, 1),
        accepted=tuple(guidelines.treatment[kind] == "accept" for kind in COST_KINDS),
        guidelines=guidelines,
        version=version_of(RULEBOOK_DATE, known),
        all=known,
        choices=tuple(it for it in known.values() if it.status != "confirmed" and not it.id.startswith(TABLES)),
    )


_rulebooks: Final = Rulebooks(_compiled, national=NATIONAL)


def _of_one(family: Family | None, name: str, month: Month) -> Table:
    """A table with one place, so that the parameter is seen in the trace."""
    parameter = family.parameters[name] if family else norm_tables.missing_parameter(name, name, month.first_day)
    return Table(parameter.words, [_whole(family, name)], [parameter])


def _whole(family: Family | None, name: str) -> int:
    value = family.parameters[name].value if family else 0
    return value if isinstance(value, int) else 0
