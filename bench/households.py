"""Made-up households where everything is known, drawn from a seed; and the one typical household."""

import random
from datetime import date, timedelta
from typing import Any

INCOMES = (
    ("unemployment_benefit", 2_000, 15_000), ("activity_support", 3_000, 14_000), ("sickness_benefit", 1_500, 14_000),
    ("parental_benefit", 2_000, 12_000), ("housing_allowance", 400, 4_200), ("maintenance_support", 1_673, 5_000),
    ("child_benefit", 1_250, 5_000), ("study_allowance", 1_250, 1_250), ("pension", 3_000, 12_000),
    ("deposit", 100, 3_000), ("tax_refund", 200, 6_000), ("disability_allowance", 1_500, 2_600), ("charity", 200, 900),
)  # fmt: skip
COSTS = (
    ("rent", 3_500, 14_000), ("household_electricity", 150, 1_500), ("home_insurance", 90, 400),
    ("work_travel", 300, 2_200), ("union_fee", 150, 450), ("unemployment_fund_fee", 120, 170), ("medicine", 50, 2_000),
    ("medical_care", 100, 1_600), ("dental_care", 300, 3_000), ("glasses", 400, 2_500), ("childcare", 200, 1_900),
    ("internet", 150, 450), ("local_travel", 300, 1_100),
)  # fmt: skip


def first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def amount(rng: random.Random, low: int, high: int) -> int:
    """Öre between two amounts in kronor, often not whole kronor."""
    ore = rng.randint(low * 100, high * 100)
    return ore if rng.random() < 0.5 else ore // 100 * 100


def born(rng: random.Random, first: date, low: int, high: int) -> str:
    """A day of birth that gives an age between two ages, birthdays in the month itself included."""
    years = rng.randint(low, high)
    day = date(first.year - years, rng.choice((first.month, rng.randint(1, 12))), rng.randint(1, 28))
    return min(day, first - timedelta(days=1)).isoformat()


def household(rng: random.Random, month: str, *, lunch: bool = False) -> dict[str, Any]:
    """One household; ``lunch`` also draws children who eat lunch at preschool (only months with those amounts)."""
    first = first_of(month)
    adults = ["a"] if rng.random() < 0.6 else ["a", "b"]
    children = [f"c{number}" for number in range(1, 1 + rng.choice((0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7)))]
    members: list[dict[str, Any]] = [
        {"id": key, "role": "applicant" if key == "a" else "co_applicant", "born": born(rng, first, 22, 64)}
        for key in adults
    ]
    for key in children:
        day = born(rng, first, 0, 17) if rng.random() < 0.9 else born(rng, first, 18, 19)
        members.append(
            {
                "id": key, "role": "child", "born": day, "days": rng.choice((30, 30, 30, 15, 14, 10, 7, 2)),
                "lunch_at_home": rng.random() < 0.7 if lunch else True, "in_school": True, "living_at_home": True,
                "earned_earlier_this_year": rng.choice((0, 0, 1_000_000, 5_650_000, 5_950_000, 6_200_000)),
            }
        )  # fmt: skip
    size = len(members)
    found: dict[str, Any] = {
        "schema": 1, "month": month, "application": "continued", "members": members, "assets": [],
        "housing": {"form": "rented", "rent": 700_000, "rooms": 2, "months_over_ceiling": rng.choice((0, 1, 2, 3, 9))},
        "incomes": _incomes(rng, first, adults, children), "costs": _costs(rng, first),
        "surplus_last_month": 0 if rng.random() < 0.9 else amount(rng, 10, 900),
    }  # fmt: skip
    rent = next((cost["amount"] for cost in found["costs"] if cost["kind"] == "rent"), None)
    found["housing"] |= {"rent": rent} if rent else {"form": "none", "rent": 0}
    if rng.random() < 0.1:
        found["community"] = {"persons": size + rng.randint(1, 4)}
    found["special_calculation_rule"] = {key: _after_six_months(rng, first) for key in adults}
    return found


def _after_six_months(rng: random.Random, first: date) -> dict[str, Any]:
    months = rng.choice((0, 2, 5, 6, 7, 12, 30))
    if months < 6 or rng.random() < 0.5:
        return {"assistance_months_in_row": months}
    began = first.year * 12 + first.month - 1 - rng.choice((0, 1, 22, 23, 24, 25, 30))
    return {"assistance_months_in_row": months, "started": f"{began // 12}-{began % 12 + 1:02d}"}


def _incomes(rng: random.Random, first: date, adults: list[str], children: list[str]) -> list[dict[str, Any]]:
    lines = []
    for kind, low, high in rng.sample(INCOMES, rng.choice((0, 1, 1, 2, 2, 3))):
        lines.append((rng.choice(adults), kind, amount(rng, low, high)))
    for key in adults:
        if rng.random() < 0.4:
            lines.append((key, "salary", amount(rng, 500, 14_000)))
        if rng.random() < 0.05:
            lines.append((key, "sick_pay", amount(rng, 300, 4_000)))
    lines += [(key, "salary", amount(rng, 300, 6_000)) for key in children if rng.random() < 0.08]
    paid = {True: first - timedelta(days=rng.randint(1, 28)), False: first - timedelta(days=40)}
    return [
        {"id": f"i{number}", "member": member, "kind": kind, "amount": ore, "net": True,
         "paid": paid[rng.random() < 0.95].isoformat()}
        for number, (member, kind, ore) in enumerate(lines, 1)
    ]  # fmt: skip


def _costs(rng: random.Random, first: date) -> list[dict[str, Any]]:
    kinds = rng.sample(COSTS, rng.randint(0, 6))
    if rng.random() < 0.05:
        kinds.append(rng.choice(COSTS[6:]))
    due = first.replace(day=27).isoformat()
    return [
        {"id": f"k{number}", "kind": kind, "amount": amount(rng, low, high), "due": due, "evidence": True}
        for number, (kind, low, high) in enumerate(kinds, 1)
    ]


def households(count: int, month: str, *, seed: int, lunch: bool = False) -> list[dict[str, Any]]:
    """So many households, the same for the same seed."""
    rng = random.Random(seed)
    return [household(rng, month, lunch=lunch) for _ in range(count)]


def typical(month: str) -> dict[str, Any]:
    """Two adults, two children, six costs and five incomes; one wage with the special calculation rule."""
    first = first_of(month)
    paid = (first - timedelta(days=6)).isoformat()
    costs = (
        ("rent", 870_000), ("household_electricity", 81_200), ("home_insurance", 20_500), ("work_travel", 97_000),
        ("union_fee", 31_000), ("medicine", 18_450),
    )  # fmt: skip
    incomes = (
        ("a", "salary", 940_000), ("b", "unemployment_benefit", 521_000), ("a", "child_benefit", 250_000),
        ("a", "large_family_supplement", 15_000), ("a", "housing_allowance", 230_000),
    )  # fmt: skip
    child = {"role": "child", "days": 30, "lunch_at_home": True, "in_school": True, "living_at_home": True}
    return {
        "schema": 1, "month": month, "application": "continued",
        "housing": {"form": "rented", "rent": 870_000, "rooms": 3, "months_over_ceiling": 0},
        "members": [
            {"id": "a", "role": "applicant", "born": "1988-03-02"},
            {"id": "b", "role": "co_applicant", "born": "1986-06-20"},
            child | {"id": "c1", "born": f"{first.year - 8}-02-14"},
            child | {"id": "c2", "born": f"{first.year - 12}-02-14"},
        ],
        "incomes": [
            {"id": f"i{number}", "member": member, "kind": kind, "amount": ore, "paid": paid, "net": True}
            for number, (member, kind, ore) in enumerate(incomes, 1)
        ],
        "costs": [
            {"id": f"k{number}", "kind": kind, "amount": ore, "due": f"{month}-27", "evidence": True}
            for number, (kind, ore) in enumerate(costs, 1)
        ],
        "assets": [{"id": "t1", "kind": "bank_account", "amount": 120_000}],
        "special_calculation_rule": {
            "a": {"assistance_months_in_row": 8, "started": f"{first.year}-01"}, "b": {"assistance_months_in_row": 8}
        },
        "surplus_last_month": 0,
    }  # fmt: skip
