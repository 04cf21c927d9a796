"""The riksnorm and the prisbasbelopp as tables for the rules."""

from datetime import date
from typing import Final, TypedDict

from andrum.kernel.periods import Month
from andrum.law.vocabulary.json_schema import MAX_PERSONS
from andrum.law.vocabulary.parameter_files import Family
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.spans import UNBOUNDED, Span
from andrum.law.vocabulary.tables import Table

BANDS: Final = (("0", 0), ("1-2", 1), ("3", 3), ("4-6", 4), ("7-10", 7), ("11-14", 11), ("15-18", 15), ("19-20", 19))
"""Age bands of the riksnorm with their first age."""

LUNCH_BANDS: Final = 4
"""The first four bands, ages 0-6, have a lower amount for the child that eats lunch at preschool."""

LUNCH_UNTIL: Final = BANDS[LUNCH_BANDS][1]
"""The age from which lunch makes no difference."""

OLDEST_CHILD: Final = 20
SINGLE, COUPLE, COUPLE_ALONE = 0, 1, 2
SHARED_OF_COUPLE_ALONE: Final = 0
ANY_AMOUNT: Final = Span(0, UNBOUNDED)


class NormTables(TypedDict):
    """The tables by the name that the rules know them by."""

    adults: Table
    children: Table
    bands: Table
    shared: Table
    prisbasbelopp: Table


def missing_parameter(identity: str, words: str, day: date) -> Parameter:
    """Stands in for an amount that no file holds."""
    return Parameter(identity, words, None, "kronor_per_month", "saknas i källorna", "", day, "missing", day)


def compiled(riksnorm: Family | None, prisbasbelopp: Family | None, month: Month) -> NormTables:
    """The tables of a month; an amount that the files lack becomes a span of what it may be."""
    return {
        "adults": _adults(riksnorm, month),
        "children": _children(riksnorm, month),
        "bands": _bands(month),
        "shared": _shared(riksnorm, month),
        "prisbasbelopp": _table("Prisbasbelopp", [_of(prisbasbelopp, "prisbasbelopp", "amount", month)]),
    }


def _of(family: Family | None, name: str, place: str, month: Month) -> Parameter:
    found = family.parameters.get(place) if family else None
    return found or missing_parameter(f"{name}.{place}", name, month.first_day)


def _amount(parameter: Parameter) -> int:
    return parameter.value if isinstance(parameter.value, int) else 0


def _table(name: str, parameters: list[Parameter], bounds: dict[int, Span] | None = None) -> Table:
    missing = {place: ANY_AMOUNT for place, parameter in enumerate(parameters) if parameter.value is None}
    return Table(name, [_amount(it) for it in parameters], parameters, {**missing, **(bounds or {})})


def _adults(riksnorm: Family | None, month: Month) -> Table:
    single, couple = (_of(riksnorm, "riksnorm", place, month) for place in ("single", "couple"))
    alone = riksnorm.parameters.get("couple_alone_total") if riksnorm else None
    table = _table("Personliga kostnader, vuxna", [single, couple, couple])
    if alone is None:
        return table
    return Table(table.name, table.amounts, (single, couple, alone), table.bounds)


def _shared(riksnorm: Family | None, month: Month) -> Table:
    """Place n is n persons; place 0 is the shared part of a couple alone, whose sum may be published by itself."""
    steps = [_of(riksnorm, "riksnorm", f"shared.{n}", month) for n in range(1, 8)]
    alone = riksnorm.parameters.get("couple_alone_total") if riksnorm else None
    table = _table("Gemensamma hushållskostnader", [steps[1], *steps, *[steps[6]] * (MAX_PERSONS - 7)])
    more = _amount(steps[6]) - _amount(steps[5])
    amounts = [*table.amounts[:8], *(_amount(steps[6]) + more * n for n in range(1, MAX_PERSONS - 6))]
    parameters = [alone or steps[1], *steps, *[_over_seven(steps[5], steps[6])] * (MAX_PERSONS - 7)]
    if alone is not None and riksnorm is not None:
        amounts[0] = _amount(alone) - _amount(riksnorm.parameters["couple"])
    return Table(table.name, amounts, parameters, table.bounds)


def _over_seven(six: Parameter, seven: Parameter) -> Parameter:
    sure = six.status == seven.status == "confirmed"
    return Parameter(
        "riksnorm.shared.over_7",
        seven.words,
        _amount(seven) - _amount(six) if seven.value is not None and six.value is not None else None,
        seven.unit,
        seven.reference,
        seven.checked_by,
        seven.checked_on,
        "confirmed" if sure else "derived",
        seven.valid_from,
        "För varje person över sju läggs skillnaden mellan sju och sex personer till.",
    )


def _children(riksnorm: Family | None, month: Month) -> Table:
    """Place = band without lunch at home; band + 8 with. From age seven both are the same."""
    names = [name for name, _ in BANDS]
    full = [_of(riksnorm, "riksnorm", f"child_with_lunch.{name}", month) for name in names]
    low = [_of(riksnorm, "riksnorm", f"child_without_lunch.{name}", month) for name in names[:LUNCH_BANDS]]
    bounds = {
        place: Span(0, _amount(full[place]))
        for place, parameter in enumerate(low)
        if parameter.value is None and full[place].value is not None
    }
    return _table("Personliga kostnader, barn", [*low, *full[LUNCH_BANDS:], *full], bounds)


def _bands(month: Month) -> Table:
    first = [age for _, age in BANDS]
    of_age = [max(place for place, age in enumerate(first) if age <= year) for year in range(OLDEST_CHILD + 1)]
    rule = Parameter(
        "riksnorm.bands", "Åldersgrupper", len(BANDS), "count", "2 kap. 1 § socialtjänstförordningen (2001:937)",
        "Andrum", date(2026, 11, 22), "confirmed", month.first_day.replace(month=1),
    )  # fmt: skip
    return Table("Åldersgrupp", of_age, [rule] * len(of_age))
