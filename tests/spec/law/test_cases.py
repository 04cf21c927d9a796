"""Every specification case, as one test with its name."""

from pathlib import Path
from typing import Any

import pytest

from andrum.law.service import Assessment, assess
from andrum.law.vocabulary.spans import Span
from tests.spec.law.cases import Case, all_cases
from tests.spec.law.words import OUTCOMES, household_of, kronor

GUIDELINES = Path(__file__).parent / "guidelines"
FOR_A_PERSON = {
    "cost_kind": "kostnad",
    "evidence": "underlag",
    "asset": "tillgång",
    "income_kind": "inkomst",
    "adult_under_age": "under 18 år",
    "child_of_age": "myndigt barn",
}


def named(case: Case) -> str:
    return f"{case.subject}: {case.name}"


def assessed(case: Case) -> Assessment:
    municipality = None if case.given.get("kommun") == "Älvboda" else GUIDELINES
    return assess(household_of(case.period, case.given), municipality=municipality)


def amount(expected: Any) -> int | Span:
    if isinstance(expected, dict):
        return Span(kronor(expected["från"]), kronor(expected["till"]))
    return kronor(expected)


def what_is_missing(found: Assessment) -> set[str]:
    """Paths of unknown facts, and in words: what a person must weigh, and amounts that cannot be relied on."""
    words = {"belopp finns inte" if it.path.startswith("parameters.") else it.path for it in found.missing}
    words |= {FOR_A_PERSON[it.code] for it in found.for_a_person}
    return words | ({"ej bekräftat belopp"} if found.unconfirmed else set())


@pytest.mark.parametrize("case", all_cases(), ids=named)
def test_case(case: Case):
    found, expect = assessed(case), dict(case.expect)
    seen = {"utfall": str(found.outcome), "saknas": what_is_missing(found)}
    wanted = {"utfall": OUTCOMES[expect.pop("utfall")], "saknas": set(expect.pop("saknas", []))}
    for word, name in (("riksnorm", "norm"), ("kostnader", "costs"), ("inkomster", "incomes"), ("belopp", "grant")):
        if word in expect:
            wanted[word], seen[word] = amount(expect.pop(word)), getattr(found, name)
    if "överskott" in expect:
        surplus = found.deficit
        wanted["överskott"] = amount(expect.pop("överskott"))
        seen["överskott"] = -surplus if isinstance(surplus, int) else surplus
    provisions = " | ".join(step.provision for step in found.trace.steps)
    absent = [section for section in expect.pop("lagrum", []) if section not in provisions]
    assert expect == {}
    assert seen == wanted
    assert absent == []


def test_every_case_has_a_name_of_its_own():
    names = [named(case) for case in all_cases()]
    assert len(set(names)) == len(names)
