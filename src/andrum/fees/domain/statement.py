"""What somebody says in the e-service: the pages, the text that is signed, and the facts it becomes."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from andrum.fees.domain.facts import (
    AMOUNT_PARTS,
    CHANGE,
    HOUSING,
    HOUSING_PARTS,
    INCOME,
    INFORMATION,
    PARTNER_HOUSING,
    PARTNER_INCOME,
    PARTNER_TOLD,
    RELATION,
    TOGETHER,
    TOLD,
)
from andrum.fees.domain.kinds import ASKED_NEEDS, CHANGE_KINDS, HOUSING_FORMS, INCOME_KINDS, RELATIONS, TAXED
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month

Answers = Mapping[str, Mapping[str, Any]]
PAGES: Final = ("household", "incomes", "partner_incomes", "housing", "needs")
SLUGS: Final = {
    "household": "hushall", "incomes": "inkomster", "partner_incomes": "make", "housing": "bostad",
    "needs": "utgifter",
}  # fmt: skip
PAGE_OF: Final = {slug: page for page, slug in SLUGS.items()}
HOUSING_ASKED: Final = {
    "rented": ("rent", "electricity_included", "shared_by"), "lodger": ("rent", "electricity_included"),
    "special_housing": ("rent", "electricity_included"), "special_housing_fee": (),
    "owned_flat": ("rent", "interest", "electricity_included"),
    "owned_house": ("interest", "property_fee", "ground_rent", "area"), "none": (), "other": ("rent",),
}  # fmt: skip
"""Which parts of the housing matter for each form."""
DECLARATION: Final = "Jag intygar att uppgifterna stämmer, och att jag säger till om något ändras."
DECLINES: Final = (
    "Jag vill inte lämna uppgifter om inkomster. Jag vet att kommunen då tar ut avgift utan att räkna på min inkomst."
)


def asked_pages(answers: Answers, way: str) -> list[str]:
    """The pages that are asked: none when one declines; the spouse's incomes only of those who are married."""
    if way != "tell":
        return []
    married = answers.get("household", {}).get("relation") == "married"
    return [page for page in PAGES if page != "partner_incomes" or married]


def missing_pages(answers: Answers, way: str) -> list[str]:
    """The asked pages that have no answer yet."""
    return [page for page in asked_pages(answers, way) if page not in answers]


def facts_of(answers: Answers, way: str, registered: Mapping[str, object]) -> dict[str, object]:
    """The facts that a signed statement becomes. ``registered`` is what the registers say, by name of the fact."""
    if way == "decline":
        return {INFORMATION: "not_given"}
    if way == "confirm":
        incomes = {name: value for name, value in registered.items() if name.startswith(INCOME)}
        return {INFORMATION: "given", TOLD: True, **incomes}
    found: dict[str, object] = {INFORMATION: "given"}
    if "household" in answers:
        found |= _household(answers["household"])
    if "incomes" in answers:
        found |= {TOLD: True, **_incomes(answers["incomes"], INCOME)}
    if "partner_incomes" in asked_pages(answers, way) and "partner_incomes" in answers:
        found |= {PARTNER_TOLD: True, **_incomes(answers["partner_incomes"], PARTNER_INCOME)}
    return found | _housing(answers.get("housing", {})) | _needs(answers.get("needs", {}))


def _household(said: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {RELATION: said["relation"]}
    if said["relation"] != "single":
        found[TOGETHER] = bool(said.get("living_together"))
    return found


def _housing(said: Mapping[str, Any]) -> dict[str, object]:
    """The form, and the parts that matter for it."""
    asked = ("form", *HOUSING_ASKED.get(str(said.get("form")), ()))
    return {HOUSING + part: said[part] for part in asked if said.get(part) is not None}


def _needs(said: Mapping[str, Any]) -> dict[str, object]:
    """Lasting costs that may raise the minimum amount (32 kap. 9 §); one that is not named is gone."""
    return {
        CHANGE + kind: {"amount": said[kind], "lasting": True} if said.get(kind) else {"removed": True}
        for kind in ASKED_NEEDS
        if kind in said
    }


def _incomes(said: Mapping[str, Any], prefix: str) -> dict[str, object]:
    """Every kind that has an amount; one that is not named is gone."""
    return {
        prefix + kind: {"amount": said[kind], "times": 12, "net": True} if said.get(kind) else {"removed": True}
        for kind in INCOME_KINDS
        if kind in said
    }


def text_to_sign(answers: Answers, way: str, month: Month, registered: Mapping[str, object]) -> str:
    """Exactly what is signed, in Swedish: what holds from when, line by line."""
    lines = [f"Uppgifter för avgift från och med {month.in_words}"]
    if way == "decline":
        return "\n".join([*lines, DECLINES])
    if way == "confirm":
        lines.append("Det som registren säger stämmer:")
    lines += [f"{title}: {value}" for title, value in said_lines(facts_of(answers, way, registered))]
    return "\n".join([*lines, DECLARATION])


def said_lines(facts: Mapping[str, object]) -> list[tuple[str, str]]:
    """Title and value of each fact, in words."""
    return [(fact_title(name), fact_value(name, value)) for name, value in facts.items() if name not in UNSAID]


UNSAID: Final = frozenset({TOLD, PARTNER_TOLD, INFORMATION})


def fact_title(name: str) -> str:
    """What a fact is about, in Swedish."""
    if name.startswith(INCOME):
        return _title(INCOME_KINDS.get(name.removeprefix(INCOME), name.removeprefix(INCOME)))
    if name.startswith(PARTNER_INCOME):
        return f"{_title(INCOME_KINDS.get(name.removeprefix(PARTNER_INCOME), ''))}, make eller partner"
    if name.startswith(HOUSING):
        return _title(HOUSING_PARTS.get(name.removeprefix(HOUSING), name))
    if name.startswith(PARTNER_HOUSING):
        part = name.removeprefix(PARTNER_HOUSING)
        return f"{_title(HOUSING_PARTS.get(part, part))}, make eller partner"
    if name.startswith(CHANGE):
        return _title(CHANGE_KINDS.get(name.removeprefix(CHANGE), name.removeprefix(CHANGE)))
    return FIXED_TITLES.get(name, name)


FIXED_TITLES: Final = {
    RELATION: "Hushåll", TOGETHER: "Bor tillsammans", TOLD: "Alla inkomster är med",
    PARTNER_TOLD: "Alla inkomster är med, make eller partner", INFORMATION: "Uppgifter om inkomst",
    "fee.partner_born": "Makes eller sambos födelsedag",
}  # fmt: skip


def fact_value(name: str, value: object) -> str:
    """What is said of a fact, in Swedish."""
    if isinstance(value, Mapping):
        return _income_words(name, value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if name.rpartition(".")[2] in AMOUNT_PARTS and isinstance(value, int):
        return kronor(value)
    return {**RELATIONS, **HOUSING_FORMS, **INFORMATION_WORDS}.get(str(value), str(value))


INFORMATION_WORDS: Final = {"not_given": "har inte lämnats", "given": "har lämnats"}


def _income_words(name: str, value: Mapping[str, object]) -> str:
    if value.get("removed"):
        return "ingen"
    amount, times = value.get("amount"), value.get("times", 12)
    if not isinstance(amount, int):
        return "enligt kommunens schablon"
    if name.startswith("fee.change."):
        return f"{kronor(amount)} i månaden"
    tax = ""
    if name.rpartition(".")[2] in TAXED and value.get("net") is not None:
        tax = " efter skatt" if value["net"] else " före skatt"
    often = {12: "i månaden", 1: "om året"}.get(times if isinstance(times, int) else 0, f"{times} gånger om året")
    return f"{kronor(amount)} {often}{tax}"


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def text_hash(text: str) -> str:
    """SHA-256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()
