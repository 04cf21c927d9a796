"""Households in the rulebook's JSON, read anew as the peer's inputs. Only households where everything is known."""

from collections import defaultdict

import numpy as np
from rules import COSTS_OF_THE_NORM, EMPLOYMENT, HOUSEHOLD_INPUTS, OTHER_COSTS, PERSON_FLAGS, PERSON_INPUTS

NOT_COUNTED = (
    "disability_allowance", "extra_cost_allowance", "expense_allowance", "study_supplement", "charity", "damages"
)  # fmt: skip


def months_between(earlier, later):
    return (int(later[:4]) - int(earlier[:4])) * 12 + int(later[5:7]) - int(earlier[5:7])


def incomes_of(household, month):
    """Öre by member and variable: what was paid in the month before the one applied for."""
    found = defaultdict(lambda: defaultdict(int))
    for income in household["incomes"]:
        if months_between(income["paid"], month) != 1 or income["kind"] in NOT_COUNTED:
            continue
        name = f"income_{income['kind']}" if income["kind"] in EMPLOYMENT else "income_counted"
        found[income["member"]][name] += income["amount"]
    return found


def person_inputs(member, household, incomes, month):
    year, birth_month, day = (int(part) for part in member["born"].split("-"))
    rule = household.get("special_calculation_rule", {}).get(member["id"], {})
    began = rule.get("started")
    return {
        "born_year": year,
        "born_month": birth_month,
        "born_day": day,
        "days": member.get("days", 30),
        "lunch_at_home": member.get("lunch_at_home", True),
        "in_school": member.get("in_school", True),
        "living_at_home": member.get("living_at_home", True),
        "earned_earlier_this_year": member.get("earned_earlier_this_year", 0),
        "months_in_row": rule.get("assistance_months_in_row", 0),
        "months_since_start": months_between(began, month) if began else -1,
        **incomes[member["id"]],
    }


def household_inputs(household):
    found = {
        "community_persons": household.get("community", {}).get("persons", 0),
        "months_over_ceiling": household.get("housing", {}).get("months_over_ceiling", 0),
        "surplus_last_month": household.get("surplus_last_month", 0),
    }
    for cost in household["costs"]:
        if cost["kind"] not in (*COSTS_OF_THE_NORM, *OTHER_COSTS):
            raise ValueError(f"the peer knows no cost {cost['kind']}")
        name = f"cost_{cost['kind']}"
        found[name] = found.get(name, 0) + cost["amount"]
    return found


def arrays_of(households, month):
    """Arrays of all inputs, with each person's household and role."""
    persons, groups, owners, is_child = [], [], [], []
    for number, household in enumerate(households):
        incomes = incomes_of(household, month)
        groups.append(household_inputs(household))
        for member in household["members"]:
            persons.append(person_inputs(member, household, incomes, month))
            owners.append(number)
            is_child.append(member["role"] == "child")
    inputs = {
        name: np.array([row.get(name, default) for row in persons], dtype=bool if name in PERSON_FLAGS else np.int32)
        for name, default in (PERSON_INPUTS | PERSON_FLAGS).items()
    }
    inputs |= {
        name: np.array([row.get(name, default) for row in groups], dtype=np.int32)
        for name, default in HOUSEHOLD_INPUTS.items()
    }
    return {
        "households": len(households),
        "person_household": np.array(owners),
        "roles": np.where(np.array(is_child), "child", "adult"),
        "inputs": inputs,
    }


def described(household, month):
    """One household as OpenFisca's own description of a situation."""
    incomes = incomes_of(household, month)
    persons = {
        member["id"]: {name: {month: value} for name, value in person_inputs(member, household, incomes, month).items()}
        for member in household["members"]
    }
    adults = [member["id"] for member in household["members"] if member["role"] != "child"]
    children = [member["id"] for member in household["members"] if member["role"] == "child"]
    group = {name: {month: value} for name, value in household_inputs(household).items()}
    return {"persons": persons, "households": {"h": {"adults": adults, "children": children, **group}}}
