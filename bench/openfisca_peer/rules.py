"""Economic assistance in OpenFisca, in our own words: the independent second reading of the same law.

Amounts are whole öre in int32 variables, so that a difference of one öre is seen; products are taken in int64.
"""

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="Person", is_person=True)
HOUSEHOLD = build_entity(
    key="household",
    plural="households",
    label="Household",
    roles=[
        {"key": "adult", "plural": "adults", "label": "Adult"},
        {"key": "child", "plural": "children", "label": "Child"},
    ],
)
ADULT, CHILD = HOUSEHOLD.roles
BANDS = (0, 1, 3, 4, 7, 11, 15, 19)  # the first age of each band
WITHOUT_LUNCH_BEFORE = 7
INCOME_VARIABLES = ("counted", "employment", "not_counted")


def half_up(numerator, denominator):
    """Whole öre of a non-negative fraction, half an öre upwards."""
    return (2 * numerator.astype(numpy.int64) + denominator) // (2 * denominator)


def variable(name, entity, formula=None, *, value_type=int, default=0):
    attributes = {
        "value_type": value_type, "entity": entity, "definition_period": MONTH, "label": name, "default_value": default
    }  # fmt: skip
    if formula:
        attributes["formula"] = formula
    return type(name, (Variable,), attributes)


def age(person, period, _):
    """The age a person has at the end of the month."""
    return period.start.year - person("born_year", period) - (period.start.month < person("born_month", period))


def personal_cost(person, period, parameters):
    """A child's own part of the riksnorm, by days; the adults' is the household's."""
    norm, years = parameters(period).riksnorm, person("age", period)
    amount = numpy.zeros(years.shape, dtype=numpy.int64)
    without = ~person("lunch_at_home", period)
    for first in BANDS:
        usual = norm.with_lunch[f"from_{first}"]
        less = norm.without_lunch[f"from_{first}"] if first < WITHOUT_LUNCH_BEFORE else usual
        amount = numpy.where(years >= first, numpy.where(without, less, usual), amount)
    share = half_up(amount * numpy.minimum(person("days", period), 30), 30)
    return numpy.where(person.has_role(CHILD), share, 0)


def adults_cost(household, period, parameters):
    norm = parameters(period).riksnorm
    return numpy.where(household.nb_persons(ADULT) > 1, norm.couple, norm.single)


def shared_cost(household, period, parameters):
    """The shared costs of everyone who shares them, and this household's part."""
    shared = parameters(period).riksnorm.shared
    table = numpy.array([shared[f"persons_{count}"] for count in range(1, 8)], dtype=numpy.int64)
    own = household.nb_persons()
    all_ = numpy.maximum(own, household("community_persons", period))
    amount = table[numpy.minimum(all_, 7) - 1] + numpy.maximum(all_ - 7, 0) * (table[6] - table[5])
    return half_up(amount * own, all_)


def riksnorm(household, period, _):
    children = household.sum(household.members("personal_cost", period))
    return household("adults_cost", period) + children + household("shared_cost", period)


def rule_applies(person, period, parameters):
    """Six months in a row give two years with a quarter of the wage left out."""
    rule = parameters(period).special_calculation_rule
    begun = person("months_since_start", period)
    return numpy.where(
        person("rule_started", period),
        (begun >= 0) & (begun < rule.months_in_force),
        person("months_in_row", period) >= rule.months_required,
    )


def adult_income(person, period, parameters):
    """What counts of an adult's incomes."""
    share = parameters(period).special_calculation_rule.share
    wage = person("employment", period).astype(numpy.int64)
    left_out = numpy.where(person("rule_applies", period), half_up(wage * share, 100), 0)
    return person("counted", period) + wage - left_out


def child_income(person, period, parameters):
    """A child's or pupil's own earnings count only above one price base amount in the calendar year."""
    limit = parameters(period).prisbasbelopp
    before = person("earned_earlier_this_year", period).astype(numpy.int64)
    wage = person("employment", period).astype(numpy.int64)
    above = numpy.maximum(before + wage - limit, 0) - numpy.maximum(before - limit, 0)
    young = (person("age", period) < 18) | (person("in_school", period) & (person("age", period) < 21))
    return person("counted", period) + numpy.where(young & person("living_at_home", period), above, wage)


def counted_income(household, period, _):
    adults = household.sum(household.members("adult_income", period), role=ADULT)
    return adults + household.sum(household.members("child_income", period), role=CHILD)
