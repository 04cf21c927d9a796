"""Every specification case of a fee, as one test with its name."""

from typing import Any

import pytest

from andrum.law.service import FeeAssessment, Span, fee_assess
from tests.spec.law.cases import Case, all_cases
from tests.spec.law.fee_words import household_of, municipality_of
from tests.spec.law.words import kronor

FOLDER = "fee_cases"
OUTCOMES = {"avgift": "charge", "ingen avgift": "no_fee", "lämnas över": "hand_over"}
AMOUNTS = {
    "underlag": "base", "minimibelopp": "minimum_amount", "boendekostnad": "housing_cost",
    "förbehållsbelopp": "reserved_amount", "utrymme": "room", "kostnad": "care_cost", "bostadskostnad": "place_cost",
    "omvårdnadsavgift": "care_fee", "bostadsavgift": "place_fee", "avgift": "fee", "utanför": "outside",
    "att betala": "to_pay", "enligt taxan": "fee_as_written",
}  # fmt: skip
FOR_A_PERSON = {
    "income_kind": "inkomst", "change_kind": "ändring", "service_kind": "insats", "housing_form": "boende",
    "partner": "partner", "young": "yngre", "no_information": "inkomstuppgift",
}  # fmt: skip
BREACHES = {
    "ceiling_care": "högsta avgift", "ceiling_place": "högsta bostadsavgift", "minimum_single": "minimibelopp",
    "minimum_couple": "minimibelopp makar", "self_cost": "självkostnad", "rounding": "avrundning",
}  # fmt: skip


def named(case: Case) -> str:
    return f"{case.subject}: {case.name}"


def amount(expected: Any) -> int | Span:
    if isinstance(expected, dict):
        return Span(kronor(expected["från"]), kronor(expected["till"]))
    return kronor(expected)


def what_is_missing(found: FeeAssessment) -> set[str]:
    """Paths of unknown facts, and in words: what a person must weigh, and amounts that cannot be relied on."""
    words = {"belopp finns inte" if it.path.startswith("parameters.") else it.path for it in found.missing}
    words |= {FOR_A_PERSON[it.code] for it in found.for_a_person}
    return words | ({"ej bekräftat belopp"} if found.unconfirmed else set())


@pytest.mark.parametrize("case", all_cases(FOLDER), ids=named)
def test_case(case: Case):
    found = fee_assess(household_of(case.period, case.given), municipality=municipality_of(case.given))
    expect = dict(case.expect)
    seen: dict[str, Any] = {
        "utfall": str(found.outcome), "saknas": what_is_missing(found),
        "brott": {BREACHES[it.code] for it in found.breaches},
    }  # fmt: skip
    wanted: dict[str, Any] = {
        "utfall": OUTCOMES[expect.pop("utfall")], "saknas": set(expect.pop("saknas", [])),
        "brott": set(expect.pop("brott", [])),
    }  # fmt: skip
    for word in [word for word in AMOUNTS if word in expect]:
        wanted[word], seen[word] = amount(expect.pop(word)), getattr(found, AMOUNTS[word])
    if "enligt taxan" not in wanted:
        wanted["enligt taxan"], seen["enligt taxan"] = None, found.fee_as_written
    provisions = " | ".join(step.provision for step in found.trace.steps)
    absent = [section for section in expect.pop("lagrum", []) if section not in provisions]
    left_out = {it.about for it in found.not_counted}
    wanted["räknas inte"], seen["räknas inte"] = set(expect.pop("räknas inte", [])), left_out
    assert expect == {}
    assert seen == wanted
    assert absent == []


def test_every_case_has_a_name_of_its_own():
    names = [named(case) for case in all_cases(FOLDER)]
    assert len(set(names)) == len(names)
