"""Economic assistance in OpenFisca, in our own words: the independent second reading of the same law.

Amounts are whole öre in int32 variables, so that a difference of one öre is seen; products are taken in int64.
"""

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from parameters import NO_CEILING, choice, tree

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
BANDS = (
    (0, "at_0"), (1, "at_1_2"), (3, "at_3"), (4, "at_4_6"),
    (7, "at_7_10"), (11, "at_11_14"), (15, "at_15_18"), (19, "at_19_20"),
)  # fmt: skip
WITHOUT_LUNCH_BEFORE = 7
EMPLOYMENT = ("salary", "sick_pay")
COSTS_OF_THE_NORM = (
    "rent",
    "household_electricity",
    "home_insurance",
    "work_travel",
    "union_fee",
    "unemployment_fund_fee",
)
OTHER_COSTS = ("medicine", "medical_care", "dental_care", "glasses", "childcare", "internet", "local_travel")
RENT_CEILINGS = ("one_child", "two_children", "three_children", "four_children", "five_children")
STEPS = {"ore": 1, "krona": 100}


def rounded(numerator, denominator, word):
    """A non-negative fraction in whole öre or kronor, as the guidelines' word says: ``nearest_krona``, ``up_ore`` …"""
    direction, _, unit = word.partition("_")
    step = np.int64(STEPS[unit]) * denominator
    number = np.asarray(numerator, dtype=np.int64)
    if direction == "nearest":
        whole = (2 * number + step) // (2 * step)
    else:
        whole = -(-number // step) if direction == "up" else number // step
    return whole * STEPS[unit]


def variable(name, entity, formula=None, *, value_type=int, default=None):
    default = value_type() if default is None else default
    attributes = {"value_type": value_type, "entity": entity, "label": name, "default_value": default}
    attributes["definition_period"] = MONTH
    if formula:
        attributes["formula"] = formula
    return type(name, (Variable,), attributes)


def norm_formulas(words):
    """The riksnorm: what each person needs, and what is shared."""

    def age(person, period):
        """The age on the first or on the last day of the month; nobody is younger than 0."""
        late = period.start.month < person("born_month", period)
        if words["age_on"] == "first_day":
            first = (period.start.month == person("born_month", period)) & (person("born_day", period) > 1)
            late = late | first
        return np.maximum(period.start.year - person("born_year", period) - late, 0)

    def personal_cost(person, period, parameters):
        norm, years = parameters(period).riksnorm, person("age", period)
        with_lunch = person("lunch_at_home", period)
        amount = np.zeros(years.shape, dtype=np.int64)
        for first, band in BANDS:
            usual = norm.child_with_lunch[band]
            less = norm.child_without_lunch[band] if first < WITHOUT_LUNCH_BEFORE else usual
            amount = np.where(years >= first, np.where(with_lunch, usual, less), amount)
        days = np.minimum(person("days", period), 30)
        return np.where(person.has_role(CHILD), rounded(amount * days, 30, words["round_part_month"]), 0)

    def adults_cost(household, period, parameters):
        norm = parameters(period).riksnorm
        return np.where(household.nb_persons(ADULT) > 1, norm.couple, norm.single)

    def size(household, period, parameters):
        enough = parameters(period).calculation.part_month_child_counts_from
        return household.nb_persons(ADULT) + household.sum(household.members("days", period) >= enough, role=CHILD)

    def shared_cost(household, period, parameters):
        shared = parameters(period).riksnorm.shared
        table = np.array([shared[f"at_{count}"] for count in range(1, 8)], dtype=np.int64)
        own = household("size", period)
        everyone = np.maximum(own, household("community_persons", period))
        amount = table[np.minimum(everyone, 7) - 1] + np.maximum(everyone - 7, 0) * (table[6] - table[5])
        part = rounded(amount * own, everyone, words["round_shared_costs"])
        return np.where(everyone > own, part, amount)

    def riksnorm(household, period):
        children = household.sum(household.members("personal_cost", period))
        return household("adults_cost", period) + children + household("shared_cost", period)

    return {"person": (age, personal_cost), "household": (adults_cost, size, shared_cost, riksnorm)}


def highest(household, period, parameters, kind):
    """The most that the guidelines accept of one kind of cost, by household."""
    adults = household.nb_persons(ADULT).astype(np.int64)
    children = household("size", period) - adults
    if kind == "rent":
        ceilings = parameters(period).housing.rent_ceiling
        without = np.where(adults > 1, ceilings.two_adults, ceilings.one_adult)
        table = np.array([0] + [ceilings[name] for name in RENT_CEILINGS])
        ceiling = np.where(children > 0, table[np.minimum(children, len(RENT_CEILINGS))], without)
        tolerated = household("months_over_ceiling", period) < parameters(period).housing.tolerance_months
        return np.where(tolerated, NO_CEILING, ceiling)
    rule = parameters(period).costs[kind]
    if "ceiling_by_persons" in rule:
        table = np.array([rule.ceiling_by_persons[f"at_{count}"] for count in range(1, 8)])
        return table[np.minimum(adults + children, 7) - 1]
    return rule.ceiling_per_adult * adults if "ceiling_per_adult" in rule else rule.ceiling


def cost_formula(kind):
    def accepted(household, period, parameters):
        return np.minimum(household(f"cost_{kind}", period), highest(household, period, parameters, kind))

    accepted.__name__ = f"accepted_{kind}"
    return accepted


def sum_of(names):
    def costs(household, period):
        return sum(household(f"accepted_{name}", period) for name in names)

    return costs


def income_formulas(words):
    """Incomes: a quarter of a wage left out after six months, and the young person's own earnings."""

    def wage(person, period):
        return sum(person(f"income_{kind}", period) for kind in EMPLOYMENT)

    def rule_applies(person, period, parameters):
        rule, begun = parameters(period).special_calculation_rule, person("months_since_start", period)
        running = (begun >= 0) & (begun < rule.lasts_months)
        return np.where(begun >= 0, running, person("months_in_row", period) >= rule.months_in_row)

    def left_out(person, period, parameters):
        share = parameters(period).special_calculation_rule.share
        part = rounded(person("wage", period).astype(np.int64) * share, 100, words["round_special_rule"])
        return np.where(person("rule_applies", period), np.minimum(part, person("wage", period)), 0)

    def pupil(person, period):
        years = person("age", period)
        young = (years < 18) | (person("in_school", period) & (years < 21))
        return person.has_role(CHILD) & young & person("living_at_home", period)

    def own_earnings(person, period, parameters):
        before, now = person("earned_earlier_this_year", period), person("wage", period)
        if not (now * person("pupil", period)).any():
            return 0 * now
        limit = parameters(period.last_month).prisbasbelopp.amount
        above = np.clip(before + now - limit, 0, now)
        return above if words["count_childrens_earnings_above_prisbasbelopp"] == "yes" else 0 * above

    def income(person, period):
        wages = person("wage", period) - person("left_out", period)
        return person("income_counted", period) + np.where(
            person("pupil", period), person("own_earnings", period), wages
        )

    def incomes(household, period):
        surplus = household("surplus_last_month", period) if words["count_surplus_last_month"] == "yes" else 0
        return household.sum(household.members("income", period)) + surplus

    return {"person": (wage, rule_applies, left_out, pupil, own_earnings, income), "household": (incomes,)}


def deficit(household, period):
    return household("riksnorm", period) + household("costs", period) - household("incomes", period)


def grant_formula(word):
    def grant(household, period):
        return rounded(np.maximum(household("deficit", period), 0), 1, word)

    return grant


PERSON_INPUTS = {
    "born_year": 1990, "born_month": 1, "born_day": 1, "days": 30, "earned_earlier_this_year": 0, "income_counted": 0,
    "months_in_row": 0, "months_since_start": -1, **{f"income_{kind}": 0 for kind in EMPLOYMENT},
}  # fmt: skip
PERSON_FLAGS = {"lunch_at_home": True, "in_school": True, "living_at_home": True}
HOUSEHOLD_INPUTS = {
    "community_persons": 0, "months_over_ceiling": 0, "surplus_last_month": 0,
    **{f"cost_{kind}": 0 for kind in (*COSTS_OF_THE_NORM, *OTHER_COSTS)},
}  # fmt: skip


def build_system(folders, month):
    """The tax and benefit system with the dated parameters of the given folders."""
    system = TaxBenefitSystem([PERSON, HOUSEHOLD])
    system.parameters, choices = tree(folders)
    words = {
        name.partition(".")[2]: choice(choices, name, month) for name in choices if name.startswith("calculation.")
    }
    for names, entity in ((PERSON_INPUTS, PERSON), (HOUSEHOLD_INPUTS, HOUSEHOLD)):
        for name, default in names.items():
            system.add_variable(variable(name, entity, default=default))
    for name, default in PERSON_FLAGS.items():
        system.add_variable(variable(name, PERSON, value_type=bool, default=default))
    for formulas in (norm_formulas(words), income_formulas(words)):
        for function in formulas["person"]:
            kind = bool if function.__name__ in {"pupil", "rule_applies"} else int
            system.add_variable(variable(function.__name__, PERSON, function, value_type=kind))
        for function in formulas["household"]:
            system.add_variable(variable(function.__name__, HOUSEHOLD, function))
    costs = (*COSTS_OF_THE_NORM, *OTHER_COSTS)
    for kind in costs:
        system.add_variable(variable(f"accepted_{kind}", HOUSEHOLD, cost_formula(kind)))
    for name, function in (
        ("costs", sum_of(costs)),
        ("deficit", deficit),
        ("grant", grant_formula(words["round_grant"])),
    ):
        system.add_variable(variable(name, HOUSEHOLD, function))
    return system
