"""Households of fees in the rulebook's JSON, read anew as the peer's inputs. Only what the peer knows."""

from collections import defaultdict

import numpy as np
from fee_rules import HOUSEHOLD_INPUTS, INCOMES, PERSON_INPUTS


def yearly(person):
    """Öre a year by kind of income."""
    found = defaultdict(int)
    for income in person["incomes"]:
        if income["kind"] not in INCOMES:
            raise ValueError(f"the peer knows no income {income['kind']}")
        found[f"yearly_{income['kind']}"] += income["amount"] * income.get("times", 12)
    return found


def household_inputs(household):
    person = household["person"]
    couple = household["relation"] != "single"
    found = {
        "married": int(household["relation"] == "married"),
        "together": int(couple),
        "born_year": int(person["born"][:4]),
        "rent": person["housing"]["rent"],
        "rise": sum(change["amount"] for change in person.get("changes", []) if change["amount"] >= 20_000),
    }
    for service in household["services"]:
        name, measure = {
            "home_care": ("home_care_minutes", "minutes"), "alarm": ("has_alarm", ""),
            "day_activities": ("day_activities_days", "days"), "meals": ("meals_days", "days"),
        }[service["kind"]]  # fmt: skip
        found[name] = found.get(name, 0) + (service[measure] if measure else 1)
    return found


def arrays_of(households, month):
    """Arrays of all inputs, with each person's household and role."""
    del month
    persons, groups, owners, is_partner = [], [], [], []
    for number, household in enumerate(households):
        groups.append(household_inputs(household))
        for key in ("person", "partner"):
            if key in household:
                persons.append(yearly(household[key]))
                owners.append(number)
                is_partner.append(key == "partner")
    inputs = {
        name: np.array([row.get(name, default) for row in rows], dtype=np.int32)
        for rows, names in ((persons, PERSON_INPUTS), (groups, HOUSEHOLD_INPUTS))
        for name, default in names.items()
    }
    return {
        "households": len(households), "person_household": np.array(owners),
        "roles": np.where(np.array(is_partner), "partner", "payer"), "inputs": inputs,
    }  # fmt: skip


def described(household, month):
    """One household as OpenFisca's own description of a situation."""
    persons = {
        household[key]["id"]: {name: {month: value} for name, value in yearly(household[key]).items()}
        for key in ("person", "partner")
        if key in household
    }
    group = {name: {month: value} for name, value in household_inputs(household).items()}
    roles = {f"{key}s": [household[name]["id"]] for key, name in (("payer", "person"), ("partner", "partner"))
             if name in household}  # fmt: skip
    return {"persons": persons, "households": {"h": {**roles, **group}}}
