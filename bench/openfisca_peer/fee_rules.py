"""The fee for home care in OpenFisca, in our own words: the independent second reading of the same law.

Variables are whole numbers, as in the other rulebook here: amounts on the way are kept in 120ths of an öre, in which a
twelfth, a half and a sixtieth come out even; only the fee itself is rounded. Products are taken in int64.
"""

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from parameters import choice, tree
from rules import variable

PERSON = build_entity(key="person", plural="persons", label="Person", is_person=True)
HOUSEHOLD = build_entity(
    key="household",
    plural="households",
    label="Household",
    roles=[
        {"key": "payer", "plural": "payers", "label": "Payer", "max": 1},
        {"key": "partner", "plural": "partners", "label": "Partner", "max": 1},
    ],
)
PAYER, PARTNER = HOUSEHOLD.roles
PARTS = 120
YEAR = PARTS // 12
TEN_THOUSAND = 10_000
KRONA = 100
INCOMES = ("public_pension", "occupational_pension", "housing_supplement", "capital")
PERSON_INPUTS = {f"yearly_{kind}": 0 for kind in INCOMES}
HOUSEHOLD_INPUTS = {
    "married": 0, "together": 0, "born_year": 1940, "rent": 0, "rise": 0, "home_care_minutes": 0, "has_alarm": 0,
    "day_activities_days": 0, "meals_days": 0,
}  # fmt: skip
RESULTS = ("base", "room", "care_fee", "outside")


def twelfth(base, share, step):
    """A twelfth of a share of the prisbasbelopp in öre, to whole steps: downwards, or upwards for a negative step."""
    amount, parts = np.int64(base) * np.int64(share), 12 * TEN_THOUSAND
    unit = parts * abs(step)
    return int(amount // unit * step if step > 0 else -(-amount // unit) * -step)


def share_of(parameters, period, family, name):
    return round(parameters(period)[family][name] * TEN_THOUSAND)


def income_formulas():
    """The base: a year's incomes in twelfths, shared by spouses."""

    def yearly_income(person, period):
        return sum(person(f"yearly_{kind}", period) for kind in INCOMES)

    def own_income(household, period):
        return household.sum(household.members("yearly_income", period), role=PAYER) * YEAR

    def partners_income(household, period):
        return household.sum(household.members("yearly_income", period), role=PARTNER) * YEAR

    def base(household, period):
        own, theirs = household("own_income", period), household("partners_income", period)
        return np.where(household("married", period), (own + theirs) // 2, own)

    return (yearly_income,), (own_income, partners_income, base)


def need_formulas():
    """What is left for the person, and the room."""

    def minimum_amount(household, period, parameters):
        amount = parameters(period).prisbasbelopp.amount
        single, couple = (twelfth(amount, share_of(parameters, period, "minimum_amount", name), -KRONA)
                          for name in ("single", "couple"))  # fmt: skip
        found = np.where(household("together", period), couple, single).astype(np.int64)
        percent = parameters(period).fee_calculation.young_percent
        more = -(-found * (100 + percent) // (100 * KRONA)) * KRONA
        young = period.start.year - household("born_year", period) < parameters(period).fee_calculation.young_until
        return np.where(young, more, found)

    def needs(household, period):
        return household("minimum_amount", period) + household("rise", period)

    def housing_cost(household, period):
        return household("rent", period) * PARTS // np.where(household("together", period), 2, 1)

    def reserved_amount(household, period):
        return household("needs", period) * PARTS + household("housing_cost", period)

    def room(household, period):
        return household("base", period) - household("reserved_amount", period)

    return minimum_amount, needs, housing_cost, reserved_amount, room


def cost_formulas():
    """What the granted services cost by the tariff."""

    def home_care_cost(household, period, parameters):
        price = np.int64(parameters(period).fee_tariff.home_care.price)
        return price * household("home_care_minutes", period) * PARTS // 60

    def alarm_cost(household, period, parameters):
        return parameters(period).fee_tariff.alarm.price * household("has_alarm", period) * PARTS

    def day_activities_cost(household, period, parameters):
        return parameters(period).fee_tariff.day_activities.price * household("day_activities_days", period) * PARTS

    def care_cost(household, period):
        return sum(household(f"{name}_cost", period) for name in ("home_care", "alarm", "day_activities"))

    return home_care_cost, alarm_cost, day_activities_cost, care_cost


def fee_formulas():
    """The fee, and what is outside it."""

    def usable_room(household, period, parameters):
        share = parameters(period).fee_calculation.room_share
        return np.maximum(household("room", period), 0).astype(np.int64) * share // 100

    def care_fee(household, period, parameters):
        amount = parameters(period).prisbasbelopp.amount
        ceiling = twelfth(amount, share_of(parameters, period, "fee_ceiling", "care"), KRONA) * PARTS
        exact = np.minimum(np.minimum(household("care_cost", period), ceiling), household("usable_room", period))
        fee = exact // (PARTS * KRONA) * KRONA
        return np.where(fee < parameters(period).fee_calculation.least_fee, 0, fee)

    def outside(household, period, parameters):
        cost = parameters(period).fee_tariff.meals.price * household("meals_days", period)
        return cost // KRONA * KRONA

    return usable_room, care_fee, outside


def build_fee_system(folders, month):
    """The system with the dated parameters of the given folders."""
    system = TaxBenefitSystem([PERSON, HOUSEHOLD])
    system.parameters, choices = tree(folders)
    start = "fee_calculation."
    words = {name.removeprefix(start): choice(choices, name, month) for name in choices if name.startswith(start)}
    for names, entity in ((PERSON_INPUTS, PERSON), (HOUSEHOLD_INPUTS, HOUSEHOLD)):
        for name, default in names.items():
            system.add_variable(variable(name, entity, default=default))
    if (words["round_fee"], words["round_minimum"], words["round_ceiling"]) != ("down_krona", "up_krona", "down_krona"):
        raise ValueError("the peer knows only whole kronor, the lawful way")
    of_persons, of_households = income_formulas()
    of_households = (*of_households, *need_formulas(), *cost_formulas(), *fee_formulas())
    for entity, functions in ((PERSON, of_persons), (HOUSEHOLD, of_households)):
        for function in functions:
            system.add_variable(variable(function.__name__, entity, function))
    return system
