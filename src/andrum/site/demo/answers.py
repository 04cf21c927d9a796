"""What the inhabitants of Älvboda answer: amounts in öre, days as ``2026-11-25``."""

from andrum.applications.domain.questions import JSON, Answer, Answers
from andrum.kernel.periods import Month

KRONA = 100
NO_BANK = "9999"
"""A clearing number outside every known series, so that nobody's account is meant."""


def alone(
    *, month: Month, place: int, rent: int = 6_850, benefit: int = 0, kind: str = "activity_support", children: int = 0
) -> Answers:
    """A whole application of one who lives without a partner. Rent and benefit (a ``kind`` of income) in kronor."""
    last = month.shift(-1)
    due = f"{month}-28"
    incomes: list[JSON] = []
    if benefit:
        incomes.append({"id": "i1", "kind": kind, "member": "a", "amount": benefit * KRONA, "paid": f"{last}-25"})
    costs: list[JSON] = [
        {"id": "c1", "kind": "household_electricity", "amount": (310 + place * 7 % 90) * KRONA, "due": due},
        {"id": "c2", "kind": "home_insurance", "amount": 139 * KRONA, "due": due},
    ]
    answers: Answers = {
        "contact": {"phone": f"070174{place:02d}05", "email": "", "language": "sv", "interpreter": "no"},
        "co_applicant": {"has_partner": "no"},
        "children": {"items": [_child(number, month) for number in range(1, children + 1)]},
        "others": {"has_others": "no"},
        "housing": {
            "form": "rented", "rent": rent * KRONA, "rooms": 2 if children else 1, "due": due, "shares_rent": "no",
        },
        "incomes": {"items": incomes},
        "incomes_abroad": {"items": []},
        "costs": {"items": costs},
        "assets": {
            "items": [
                {"id": "t1", "kind": "bank_account", "what": "Älvboda sparbank", "member": "a",
                 "amount": (120 + place * 13 % 400) * KRONA},
            ]
        },
        "payout": {"how": "bank", "clearing": NO_BANK, "number": f"1234567{place:02d}"},
        "self_support": {
            "situation": "unemployed",
            "plan": "Jag har sökt åtta arbeten och går på jobbtorget två dagar i veckan.",
        },
        "safety": {"danger": "no"},
        "talk": {"wants_person": "no"},
    }  # fmt: skip
    if children:
        answers["children_needs"] = {"has_needs": "no"}
    return answers


def together(*, month: Month, place: int, partner: Answer) -> Answers:
    """A whole application of two with two children. ``partner`` holds number and names of the other."""
    answers = alone(month=month, place=place, rent=9_120, benefit=5_200, children=2)
    return answers | {"co_applicant": {"has_partner": "yes", **partner}}


def _child(number: int, month: Month) -> dict[str, JSON]:
    return {
        "id": f"b{number}",
        "name": ("Lo", "Sixten", "Alma")[number - 1],
        "born": f"{month.year - 5 - number * 3}-0{number + 2}-1{number}",
        "lives_here": "all",
        "lunch_at_home": "no",
        "in_school": "yes",
    }
