"""The readable Swedish form of a specification case, turned into the household that the rulebook reads.

Amounts are kronor. What a case leaves out is the plain situation: a continued application, no housing cost, children
who live at home all month, go to school and eat lunch at home, amounts after tax with evidence, no surplus. A value may
be ``{okänt: skäl}``. Persons are called by name; the rulebook's own keys are a, b for adults, c1, c2 … for children.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from andrum.kernel.money import from_kronor
from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS

Json = Any
YES_NO = {"ja": True, "nej": False, True: True, False: False}
FORMS = {"hyresrätt": "rented", "ägd bostad": "owned", "inneboende": "lodger", "ingen": "none", "annan": "other"}
APPLICATIONS = {"ny": "new", "fortsatt": "continued"}
SHORT = {
    "a-kassa": "unemployment_benefit",
    "studiemedel": "study_grant",
    "studielån": "study_loan",
    "försäljning": "sale_of_assets",
    "insättning": "deposit",
    "välgörenhet": "charity",
    "sjukersättning": "sickness_compensation",
    "el": "household_electricity",
    "fackförening": "union_fee",
    "a-kasseavgift": "unemployment_fund_fee",
    "bil": "vehicle",
}
INCOMES = {kind.words: kind.id for kind in INCOME_KINDS.values()} | SHORT
COSTS = {kind.words: kind.id for kind in COST_KINDS.values()} | SHORT
ASSETS = {words: name for name, words in ASSET_KINDS.items()} | SHORT
OUTCOMES = {"bifall": "grant", "avslag": "deny", "lämnas över": "hand_over"}


class WordError(ValueError):
    """A word in a specification case that means nothing here."""


def household_of(period: str, given: Mapping[str, Json]) -> dict[str, Json]:
    """The household of a case, in the rulebook's own JSON."""
    words = dict(given)
    words.pop("kommun", None)
    adults, children = words.pop("vuxna"), words.pop("barn", [])
    keys = {adult["vem"]: key for adult, key in zip(adults, "ab", strict=False)}
    keys |= {child["vem"]: f"c{number}" for number, child in enumerate(children, 1)}
    household: dict[str, Json] = {
        "schema": 1,
        "month": period,
        "application": _plain(words.pop("ansökan", "fortsatt"), APPLICATIONS.__getitem__),
        "housing": _housing(words.pop("boende", {"form": "ingen"})),
        "members": [_adult(adult, keys) for adult in adults] + [_child(child, keys) for child in children],
        "incomes": _plain(words.pop("inkomster", []), lambda lines: _numbered("i", lines, _income, keys)),
        "costs": _plain(words.pop("kostnader", []), lambda lines: _numbered("k", lines, _cost, keys)),
        "assets": _plain(words.pop("tillgångar", []), lambda lines: _numbered("t", lines, _asset, keys)),
        "special_calculation_rule": {
            keys[name]: _after_six_months(facts) for name, facts in words.pop("särskild beräkningsregel", {}).items()
        },
        "surplus_last_month": _plain(words.pop("överskott förra månaden", 0), kronor),
    }
    if "gemenskap" in words:
        household["community"] = {"persons": _plain(words.pop("gemenskap"), int)}
    _nothing_left(words)
    return household


def kronor(amount: int | float | str) -> int:
    """Öre of an amount in kronor as written in a case."""
    return from_kronor(Decimal(str(amount)))


def _plain(value: Json, read: Json) -> Json:
    """The value as the rulebook reads it, or unknown with its reason."""
    if isinstance(value, Mapping) and set(value) == {"okänt"}:
        return {"unknown": value["okänt"]}
    try:
        return read(value)
    except KeyError as error:
        raise WordError(f"ordet {value!r} finns inte") from error


def _day(value: Json) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _numbered(prefix: str, lines: Iterable[Mapping[str, Json]], read: Json, keys: Mapping[str, str]) -> list[Json]:
    return [{"id": f"{prefix}{number}"} | read(dict(line), keys) for number, line in enumerate(lines, 1)]


def _nothing_left(words: Mapping[str, Json]) -> None:
    if words:
        raise WordError(f"orden {', '.join(words)} finns inte")


def _adult(words: Mapping[str, Json], keys: Mapping[str, str]) -> Json:
    words = dict(words)
    key = keys[words.pop("vem")]
    found = {"id": key, "role": "applicant" if key == "a" else "co_applicant", "born": _plain(words.pop("född"), _day)}
    _nothing_left(words)
    return found


def _child(words: Mapping[str, Json], keys: Mapping[str, str]) -> Json:
    words = dict(words)
    found = {
        "id": keys[words.pop("vem")],
        "role": "child",
        "born": _plain(words.pop("född"), _day),
        "days": _plain(words.pop("dagar", 30), int),
        "lunch_at_home": _plain(words.pop("lunch hemma", "ja"), YES_NO.__getitem__),
        "in_school": _plain(words.pop("går i skolan", "ja"), YES_NO.__getitem__),
        "living_at_home": _plain(words.pop("bor hemma", "ja"), YES_NO.__getitem__),
        "earned_earlier_this_year": _plain(words.pop("arbetat ihop tidigare i år", 0), kronor),
    }
    _nothing_left(words)
    return found


def _housing(words: Mapping[str, Json]) -> Json:
    words = dict(words)
    found = {"form": _plain(words.pop("form"), FORMS.__getitem__)}
    for word, name, read in (
        ("hyra", "rent", kronor),
        ("rum", "rooms", int),
        ("månader över taket", "months_over_ceiling", int),
    ):
        if word in words:
            found[name] = _plain(words.pop(word), read)
    _nothing_left(words)
    return found


def _income(words: dict[str, Json], keys: Mapping[str, str]) -> Json:
    found = {
        "member": keys[words.pop("vem")],
        "kind": _plain(words.pop("slag"), INCOMES.__getitem__),
        "amount": _plain(words.pop("belopp"), kronor),
        "paid": _plain(words.pop("betald"), _day),
        "net": _plain(words.pop("efter skatt", "ja"), YES_NO.__getitem__),
    }
    _nothing_left(words)
    return found


def _cost(words: dict[str, Json], keys: Mapping[str, str]) -> Json:
    del keys
    found = {
        "kind": _plain(words.pop("slag"), COSTS.__getitem__),
        "amount": _plain(words.pop("belopp"), kronor),
        "evidence": _plain(words.pop("underlag", "ja"), YES_NO.__getitem__),
    }
    if "förfaller" in words:
        found["due"] = _plain(words.pop("förfaller"), _day)
    _nothing_left(words)
    return found


def _asset(words: dict[str, Json], keys: Mapping[str, str]) -> Json:
    del keys
    found = {
        "kind": _plain(words.pop("slag"), ASSETS.__getitem__),
        "amount": _plain(words.pop("belopp"), kronor),
    }
    _nothing_left(words)
    return found


def _after_six_months(words: Mapping[str, Json]) -> Json:
    words = dict(words)
    found = {"assistance_months_in_row": _plain(words.pop("månader i följd"), int)}
    if "började" in words:
        found["started"] = _plain(words.pop("började"), str)
    _nothing_left(words)
    return found
