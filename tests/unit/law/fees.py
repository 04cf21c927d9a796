"""A plain household of a fee to change in a test."""

import copy
from typing import Any

Json = dict[str, Any]
ASTA: Json = {
    "schema": 1,
    "month": "2026-03",
    "relation": "single",
    "person": {
        "id": "a",
        "born": "1940-01-01",
        "incomes": [
            {"id": "i1", "kind": "public_pension", "amount": 1_500_000, "net": True},
            {"id": "i2", "kind": "housing_supplement", "amount": 200_000},
        ],
        "housing": {"form": "rented", "rent": 750_000},
    },
    "services": [{"id": "s1", "kind": "home_care", "minutes": 600}, {"id": "s2", "kind": "alarm"}],
}


def asta(**changes: Any) -> Json:
    """Asta in March 2026, with some fields changed; ``person`` is merged."""
    found = copy.deepcopy(ASTA)
    found["person"] |= changes.pop("person", {})
    return found | changes
