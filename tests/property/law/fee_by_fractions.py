"""The fee once more, read anew from the statute in plain fractions: what the rulebook is compared with.

Written for Älvboda's choices alone (room taken in full, care first, whole kronor downwards, days of thirty, absence
from seven days, a partner's shortfall covered when they live apart, ten per cent more under 65).
"""

from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Any

import yaml

from andrum.law.home_care_fee.parameters import DEMO_MUNICIPALITY

Json = dict[str, Any]
BASE = {2016: 44300, 2019: 46500, 2021: 47600, 2022: 48300, 2023: 52500, 2024: 57300, 2025: 58800, 2026: 59200}
NOT_COUNTED = (
    "disability_allowance", "extra_cost_allowance", "assistance_allowance", "economic_assistance", "child_benefit"
)  # fmt: skip
LOWERS = ("consumables_included", "electricity_included", "furniture_included")
OUTSIDE = ("meals", "delivered_meals", "rent")


@lru_cache
def values_of(family: str, month: str) -> Json:
    """The municipality's values in a month, as they stand in the file."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in DEMO_MUNICIPALITY.glob(f"{family}-*.yaml")]
    first = date.fromisoformat(f"{month}-01")
    return max((it for it in files if it["valid_from"] <= first), key=lambda it: it["valid_from"])["values"]


def plain(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) else value


def minimum_of(month: str, together: bool, young: bool) -> Fraction:
    single, couple = (13546, 11446) if month < "2022" else (14044, 11694) if month < "2022-08" else (14789, 12066)
    kronor = ceil(Fraction(BASE[int(month[:4])] * (couple if together else single), 120_000))
    return Fraction(ceil(Fraction(kronor * 11, 10)) if young else kronor)


def income_of(person: Json) -> Fraction:
    counted = [it for it in person["incomes"] if it["kind"] not in NOT_COUNTED]
    return sum((Fraction(it["amount"] * it["times"], 1200) for it in counted), Fraction(0))


def housing_of(person: Json, month: str, together: bool) -> Fraction:
    home, rule = person["housing"], values_of("fee_housing", month)
    if home["form"] in {"none", "special_housing_fee"}:
        return Fraction(0)
    if home["form"] == "owned_house":
        year = Fraction(home["ground_rent"] + home["property_fee"], 100) + home["area"] * plain(rule["running_cost"])
        cost = interest_of(home) + year / 12
    else:
        cost = Fraction(home["rent"], 100) + (interest_of(home) if home["form"] == "owned_flat" else 0)
        cost -= plain(rule["electricity"]) if home["electricity_included"] else 0
    return cost / home.get("shared_by", 2 if together else 1)


def interest_of(home: Json) -> Fraction:
    return Fraction(home["interest"], 100) * Fraction(70, 100) / 12


def needs_of(person: Json, month: str, together: bool) -> Fraction:
    first = date.fromisoformat(f"{month}-01")
    born = date.fromisoformat(person["born"])
    years = first.year - born.year - ((first.month, first.day) < (born.month, born.day))
    least = minimum_of(month, together, years < 65)
    for change in person["changes"]:
        kronor = Fraction(change["amount"], 100)
        if change["kind"] in LOWERS:
            least -= kronor
        elif change["kind"] != "free_health_care" and change["lasting"] and kronor >= 200:
            least += kronor
    return max(least, Fraction(0)) + housing_of(person, month, together)


def days_of(service: Json, month: str) -> int:
    following = date(int(month[:4]) + int(month[5:]) // 12, int(month[5:]) % 12 + 1, 1)
    length = (following - date.fromisoformat(f"{month}-01")).days
    if "starts" not in service:
        return 30
    days = length - int(service["starts"][8:]) + 1
    return 30 if days >= length else min(days, 30)


def cost_of(service: Json, household: Json) -> Fraction:
    month, kind, away = household["month"], service["kind"], household["absent_days"]
    rule = values_of("fee_tariff", month)[kind]
    basis, price = rule["basis"], Fraction(rule.get("price", 0))
    if basis == "free":
        return Fraction(0)
    following = date(int(month[:4]) + int(month[5:]) // 12, int(month[5:]) % 12 + 1, 1)
    length = (following - date.fromisoformat(f"{month}-01")).days
    deducted = 0 if away < 7 or rule.get("absence") == "no" else 30 if away >= length else min(away, 30)
    ran = max(days_of(service, month) - deducted, 0)
    planned = service.get("planned", False)
    if basis == "own_amount":
        ore = service["amount"]
        return Fraction(floor(Fraction(ore * days_of(service, month), 30)) if planned else ore, 100)
    if basis in {"per_hour", "per_day", "per_time"}:
        count = service[{"per_hour": "minutes", "per_day": "days", "per_time": "times"}[basis]]
        count = floor(Fraction(count * ran, 30)) if planned else count
        return price * count / (60 if basis == "per_hour" else 1)
    if basis == "per_level":
        price = Fraction(rule["levels"][service["level"]])
    return price * ran / 30


def room_of(household: Json) -> Fraction:
    month, person, partner = household["month"], household["person"], household.get("partner")
    couple = household["relation"] != "single"
    together = couple and household["living_together"]
    own, other = income_of(person), income_of(partner) if partner else Fraction(0)
    half = (own + other) / 2
    married = household["relation"] == "married"
    room = (half if married else own) - needs_of(person, month, together)
    if couple and not together and partner:
        room += min((half if married else other) - needs_of(partner, month, together), Fraction(0))
    return room


def fee_of(household: Json) -> tuple[int, int, int]:
    """Öre of care, of housing and outside both."""
    month = household["month"]
    base = BASE[int(month[:4])]
    care = sum((cost_of(it, household) for it in household["services"] if it["kind"] not in OUTSIDE
                and it["kind"] != "special_housing_place"), Fraction(0))  # fmt: skip
    place = sum(
        (cost_of(it, household) for it in household["services"] if it["kind"] == "special_housing_place"), Fraction(0)
    )
    outside = sum(floor(cost_of(it, household)) for it in household["services"] if it["kind"] in OUTSIDE)
    care = min(care, Fraction(floor(Fraction(base * 5392, 120_000))))
    place = min(place, Fraction(floor(Fraction(base * 5539, 120_000))))
    if household["income_information"] == "given":
        room = max(room_of(household), Fraction(0))
        care = min(care, room)
        place = min(place, room - care)
    return floor(care) * 100, floor(place) * 100, outside * 100
