"""Which services, incomes and absences there are. The rulebook's own lists, with what the room adds of its own."""

from typing import Final

from andrum.law.service import FEE_KINDS

SERVICE_KINDS: Final = {name: kind.words for name, kind in FEE_KINDS.services.items()}
INCOME_KINDS: Final = {name: kind.words for name, kind in FEE_KINDS.incomes.items()}
CHANGE_KINDS: Final = {name: kind.words for name, kind in FEE_KINDS.changes.items()}
TAXED: Final = frozenset(name for name, kind in FEE_KINDS.incomes.items() if kind.taxed)
ASKED_INCOMES: Final = (
    "public_pension", "occupational_pension", "private_pension", "survivors_pension", "foreign_pension", "annuity",
    "salary", "sickness_benefit", "sickness_compensation", "unemployment_benefit", "housing_supplement",
    "special_housing_supplement", "housing_allowance", "residence_supplement", "elderly_support", "capital", "lease",
    "capital_gain", "self_employment", "other",
)  # fmt: skip
"""What the e-service asks for, the usual first; the rest does not count and is not asked."""
ASKED_NEEDS: Final = ("guardian", "diet", "rehabilitation", "work_travel", "visits", "children", "maintenance")
"""Lasting costs above others' that the e-service asks for; what meals cost is the tariff's, and a person's to add."""
RELATIONS: Final = {"single": "ensamstående", "married": "gift eller registrerad partner", "cohabiting": "sambo"}
HOUSING_FORMS: Final = {
    "rented": "hyresrätt", "owned_flat": "bostadsrätt", "owned_house": "eget hus", "lodger": "inneboende",
    "special_housing": "särskilt boende med hyreskontrakt", "special_housing_fee": "särskilt boende utan hyreskontrakt",
    "none": "ingen bostadskostnad", "other": "annat",
}  # fmt: skip
ABSENCE_REASONS: Final = {"hospital": "sjukhus", "away": "bortrest", "short_term": "korttidsboende", "other": "annat"}
