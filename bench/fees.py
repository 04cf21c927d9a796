"""Made-up households of fees: one typical, and many drawn ones that both rulebooks know."""

import random

MONTH = "2024-05"


def person(key, rng=None):
    amounts = (1_350_000, 310_000, 240_000) if rng is None else (
        rng.randrange(900_000, 1_900_000), rng.randrange(0, 600_000), rng.randrange(0, 900_000)
    )  # fmt: skip
    kinds = ("public_pension", "occupational_pension", "capital")
    return {
        "id": key,
        "born": "1940-01-01" if rng is None else f"{rng.randrange(1928, 1955)}-01-01",
        "incomes": [
            {"id": f"i{number}", "kind": kind, "amount": amount, "times": 1 if kind == "capital" else 12, "net": True}
            for number, (kind, amount) in enumerate(zip(kinds, amounts, strict=True), 1)
        ],
        "housing": {"form": "rented", "rent": 820_000 if rng is None else rng.randrange(400_000, 1_100_000)},
        "changes": [],
    }  # fmt: skip


def typical():
    """A married woman with home care, an alarm, day activities and meals, and a rise for her guardian."""
    payer = person("a")
    payer["changes"] = [{"id": "c1", "kind": "guardian", "amount": 90_000, "lasting": True}]
    return {
        "schema": 1, "month": MONTH, "relation": "married", "living_together": True, "person": payer,
        "partner": person("b"),
        "services": [
            {"id": "s1", "kind": "home_care", "minutes": 930}, {"id": "s2", "kind": "alarm"},
            {"id": "s3", "kind": "day_activities", "days": 8}, {"id": "s4", "kind": "meals", "days": 8},
        ],
    }  # fmt: skip


def households(count, seed):
    rng = random.Random(seed)
    return [_drawn(rng) for _ in range(count)]


def _drawn(rng):
    relation = rng.choice(("single", "single", "married", "cohabiting"))
    payer = person("a", rng)
    if rng.random() < 0.3:
        payer["changes"] = [{"id": "c1", "kind": "guardian", "amount": rng.randrange(20_000, 150_000), "lasting": True}]
    services = [{"id": "s1", "kind": "home_care", "minutes": rng.randrange(0, 3_000)}]
    if rng.random() < 0.6:
        services.append({"id": "s2", "kind": "alarm"})
    if rng.random() < 0.3:
        services.append({"id": "s3", "kind": "day_activities", "days": rng.randrange(1, 22)})
    if rng.random() < 0.5:
        services.append({"id": "s4", "kind": "meals", "days": rng.randrange(1, 31)})
    found = {"schema": 1, "month": MONTH, "relation": relation, "person": payer, "services": services}
    return found if relation == "single" else found | {"partner": person("b", rng), "living_together": True}
