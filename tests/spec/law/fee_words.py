"""The readable Swedish form of a specification case of a fee, turned into what the rulebook reads.

Amounts are kronor. What a case leaves out is the plain situation: Asta, single, born 1940, who rents; amounts after
tax, every month; nobody away. The municipality is Provfallen, and ``regler`` says what that case decides otherwise.
"""

import tempfile
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from andrum.law.service import FEE_KINDS
from tests.spec.law.words import WordError, kronor

Json = Any
GUIDELINES = Path(__file__).parent / "fee_guidelines"
RELATIONS = {"ensamstående": "single", "gift": "married", "sambo": "cohabiting"}
FORMS = {
    "hyresrätt": "rented", "småhus": "owned_house", "bostadsrätt": "owned_flat", "inneboende": "lodger",
    "särskilt boende med hyra": "special_housing", "särskilt boende med avgift": "special_housing_fee",
    "ingen": "none", "annan": "other",
}  # fmt: skip
YES_NO = {"ja": True, "nej": False, True: True, False: False}
INFORMATION = {"lämnas": "given", "lämnas inte": "not_given"}
INCOMES = {kind.words: kind.id for kind in FEE_KINDS.incomes.values()}
CHANGES = {kind.words: kind.id for kind in FEE_KINDS.changes.values()} | {
    "god man": "guardian", "måltider": "meals", "färdig mat": "delivered_meals", "möbler ingår": "furniture_included",
}  # fmt: skip
SERVICES = {kind.words: kind.id for kind in FEE_KINDS.services.values()}
RULES = {
    "avrunda högsta avgift": "fee_calculation.round_ceiling",
    "avrunda minimibelopp": "fee_calculation.round_minimum",
    "avrunda avgift": "fee_calculation.round_fee",
    "makars inkomst": "fee_calculation.spouses",
    "tillägg för yngre": "fee_calculation.young_addition",
    "procent för yngre": "fee_calculation.young_percent",
    "yngre är under": "fee_calculation.young_until",
    "tillägget räknas på": "fee_calculation.young_base",
    "andel av utrymmet": "fee_calculation.room_share",
    "går först": "fee_calculation.first",
    "minsta avgift": "fee_calculation.least_fee",
    "ingen inkomstuppgift": "fee_calculation.no_information",
    "partnerns underskott": "fee_calculation.partner_shortfall",
    "partnern bedöms": "fee_calculation.partner_weighed",
    "del av månad minskar": "fee_calculation.part_month",
    "månadens dagar": "fee_calculation.part_month_days",
    "frånvaro från dag": "fee_calculation.absence_from",
    "frånvaro räknas": "fee_calculation.absence_counts",
    "höjning från": "fee_calculation.raise_from",
    "beslutad högsta avgift": "fee_calculation.ceiling_care",
    "beslutad högsta bostadsavgift": "fee_calculation.ceiling_place",
    "beslutat minimibelopp ensamstående": "fee_calculation.minimum_single",
    "beslutat minimibelopp makar": "fee_calculation.minimum_couple",
    "andel av ränta": "fee_housing.interest_share",
    "pris hemtjänst": "fee_tariff.home_care.price",
    "självkostnad hemtjänst": "fee_tariff.home_care.self_cost",
    "status taxa": "fee_tariff.status",
    "andel av kapital": "fee_incomes.capital.share",
}
VALUES = {
    "exakt": "exact", "uppåt krona": "up_krona", "nedåt krona": "down_krona", "närmaste krona": "nearest_krona",
    "närmaste öre": "nearest_ore", "nedåt öre": "down_ore", "hälften": "half", "det lägre": "most_favourable",
    "en person": "person", "själv": "automatic", "inget": "none", "avrundat": "rounded", "lagens belopp": "exact",
    "omvårdnad": "care", "bostad": "place", "högsta avgift": "ceiling", "täcks": "covered", "alltid": "always",
    "när de bor isär": "apart", "kostnaden": "cost", "avgiften": "fee", "trettio": "thirty", "kalender": "calendar",
    "alla dagar": "all", "dagarna efter": "after", "härledd": "derived",
}  # fmt: skip


def household_of(period: str, given: Mapping[str, Json]) -> dict[str, Json]:
    """The household of a case, in the rulebook's own JSON."""
    words = {key: value for key, value in given.items() if key not in {"kommun", "regler"}}
    found: dict[str, Json] = {
        "schema": 1,
        "month": period,
        "relation": _plain(words.pop("relation", "ensamstående"), RELATIONS.__getitem__),
        "living_together": _plain(words.pop("bor ihop", "ja"), YES_NO.__getitem__),
        "absent_days": _plain(words.pop("frånvaro", 0), int),
        "income_information": _plain(words.pop("inkomstuppgift", "lämnas"), INFORMATION.__getitem__),
        "services": _plain(words.pop("insatser", []), lambda lines: _numbered("s", lines, _service)),
    }
    if "partner" in words:
        found["partner"] = _person("b", words.pop("partner"))
    found["person"] = _person("a", words)
    return found


def municipality_of(given: Mapping[str, Json]) -> Path | None:
    """The folder with the municipality's files: None for Älvboda."""
    if given.get("kommun") == "Älvboda":
        return None
    rules = {RULES[name]: VALUES.get(str(value), value) for name, value in given.get("regler", {}).items()}
    return _changed(tuple(sorted(rules.items()))) if rules else GUIDELINES


@lru_cache
def _changed(rules: tuple[tuple[str, Json], ...]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="andrum-rules-"))
    files = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in GUIDELINES.glob("fee_*.yaml")}
    for place, value in rules:
        family, *names, last = place.split(".")
        head = next(content for content in files.values() if content["name"] == family)
        holder = head if last == "status" else head["values"]
        for name in names:
            holder = holder[name]
        old = holder.get(last, {"unit": "kronor"} if last not in {"status", "share"} else value)
        holder[last] = old | {"value": value} if isinstance(old, dict) else value
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def _plain(value: Json, read: Json) -> Json:
    if isinstance(value, Mapping) and set(value) == {"okänt"}:
        return {"unknown": value["okänt"]}
    try:
        return read(value)
    except KeyError as error:
        raise WordError(f"ordet {value!r} finns inte") from error


def _kind(value: str, kinds: Mapping[str, str]) -> str:
    return kinds.get(value, value)


def _numbered(prefix: str, lines: Json, read: Json) -> list[Json]:
    return [{"id": f"{prefix}{number}"} | read(dict(line)) for number, line in enumerate(lines, 1)]


def _person(key: str, given: Mapping[str, Json]) -> Json:
    words = dict(given)
    words.pop("vem", None)
    found = {
        "id": key,
        "incomes": _plain(words.pop("inkomster", []), lambda lines: _numbered("i", lines, _income)),
        "housing": _housing(words.pop("boende", {"form": "hyresrätt", "hyra": 6000})),
        "changes": _plain(words.pop("ändringar", []), lambda lines: _numbered("c", lines, _change)),
        "born": _plain(words.pop("född", date(1940, 1, 1)), str),
    }
    if words:
        raise WordError(f"orden {', '.join(words)} finns inte")
    return found


def _taken(words: dict[str, Json], **names: tuple[str, Json]) -> Json:
    """The words that are there, each by its name and reading."""
    found = {name: _plain(words.pop(word), read) for name, (word, read) in names.items() if word in words}
    if words:
        raise WordError(f"orden {', '.join(words)} finns inte")
    return found


def _income(words: dict[str, Json]) -> Json:
    found = {"kind": _plain(words.pop("slag"), lambda word: _kind(word, INCOMES)), "net": True}
    return found | _taken(
        words, amount=("belopp", kronor), times=("gånger", int), net=("efter skatt", YES_NO.__getitem__)
    )


def _housing(given: Mapping[str, Json]) -> Json:
    words = dict(given)
    found = {"form": _plain(words.pop("form"), FORMS.__getitem__)}
    return found | _taken(
        words, rent=("hyra", kronor), interest=("ränta om året", kronor), ground_rent=("tomträtt om året", kronor),
        property_fee=("fastighetsavgift om året", kronor), area=("yta", int), shared_by=("delas av", int),
        electricity_included=("hushållsel ingår", YES_NO.__getitem__),
    )  # fmt: skip


def _change(words: dict[str, Json]) -> Json:
    found = {"kind": _plain(words.pop("slag"), lambda word: _kind(word, CHANGES)), "lasting": True}
    return found | _taken(words, amount=("belopp", kronor), lasting=("varaktigt", YES_NO.__getitem__))


def _service(words: dict[str, Json]) -> Json:
    found = {"kind": _plain(words.pop("slag"), lambda word: _kind(word, SERVICES))}
    return found | _taken(
        words, minutes=("timmar", lambda hours: round(hours * 60)), days=("dagar", int), times=("gånger", int),
        level=("nivå", str), amount=("belopp", kronor), starts=("från", str), ends=("till", str),
        planned=("månadens plan", YES_NO.__getitem__),
    )  # fmt: skip
