"""A plain household to change in a test."""

import copy
from typing import Any

Json = dict[str, Any]
ALVA: Json = {
    "schema": 1,
    "month": "2024-05",
    "application": "continued",
    "housing": {"form": "rented", "rent": 520_000, "months_over_ceiling": 0},
    "members": [
        {"id": "a", "role": "applicant", "born": "1985-03-02"},
        {
            "id": "c1", "role": "child", "born": "2016-02-14", "days": 30, "lunch_at_home": True, "in_school": True,
            "earned_earlier_this_year": 0,
        },
    ],
    "incomes": [
        {
            "id": "i1", "member": "a", "kind": "unemployment_benefit", "amount": 400_000, "paid": "2024-04-25",
            "net": True,
        }
    ],
    "costs": [{"id": "k1", "kind": "rent", "amount": 520_000, "due": "2024-05-31", "evidence": True}],
    "assets": [],
    "surplus_last_month": 0,
}  # fmt: skip


def alva(**changes: Any) -> Json:
    """Alva and her child in May 2024, with some fields changed."""
    return copy.deepcopy(ALVA) | changes


def member(place: int, **changes: Any) -> list[Json]:
    """Her members with one changed."""
    members = copy.deepcopy(ALVA["members"])
    members[place] |= changes
    return members


def income(**changes: Any) -> list[Json]:
    """Her income with some fields changed."""
    return [copy.deepcopy(ALVA["incomes"][0]) | changes]


def cost(**changes: Any) -> list[Json]:
    """Her cost with some fields changed."""
    return [copy.deepcopy(ALVA["costs"][0]) | changes]
