"""Reasons in their order and in plain words; what the law wants before a decision; the household and the proposal."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from andrum.automation import domain
from andrum.automation.domain.calculation import assessment_in, calculation_of, proposal_of
from andrum.automation.domain.duties import duties_hindering
from andrum.automation.domain.household import filled, household_of
from andrum.automation.domain.reasons import STRONGEST_FIRST, Reason, strongest_first, whole_kronor
from andrum.law.service import Outcome, assess, replay
from tests.unit.automation.told import MONTH

TODAY = date(2026, 11, 10)
REASONS = "Inkomsterna räcker till riksnormen."
FACTS = {
    "housing.form": "rented", "housing.rent": 620_000, "housing.rooms": 1, "community.persons": 1,
    "member.a": {"id": "a", "role": "applicant", "born": "1985-03-02", "days": 30, "lunch_at_home": True,
                 "in_school": False, "living_at_home": True},
    "income.i1": {"id": "i1", "member": "a", "kind": "activity_support", "amount": 520_000, "paid": "2026-10-25",
                  "net": True},
    "cost.rent": {"id": "rent", "kind": "rent", "amount": 620_000, "due": "2026-11-28", "evidence": True},
}  # fmt: skip


@dataclass(frozen=True)
class Sent:
    answer_by: date
    answered_at: datetime | None = None


def household(**more: object) -> dict[str, object]:
    facts = {name: value for name, value in {**FACTS, **more}.items() if value is not None}
    return household_of(facts, month=str(MONTH), kind="continued", kinds={"foreign": "foreign_income"}, surplus=0)


def test_every_code_that_the_checks_give_has_a_place_in_the_order():
    folder = Path(str(domain.__file__)).parent
    texts = [path.read_text(encoding="utf-8") for path in (folder / "checks.py", *folder.parent.glob("actions/*.py"))]
    given = {code for text in texts for code in re.findall(r'Reason\(\s*"(\w+)"', text)}
    assert given
    assert given <= set(STRONGEST_FIRST)


def test_the_strongest_reason_is_told_first_and_each_once():
    one, other = Reason("fact_missing", "Hyran saknas."), Reason("protected_identity", "Någon har skydd.")
    assert strongest_first([one, other, one]) == [other, one]
    assert Reason.of_json(one.as_json()) == one


@pytest.mark.parametrize(
    ("ore", "words"),
    [(519_949, "5\u00a0199\u00a0kr"), (519_950, "5\u00a0200\u00a0kr"), (-950, "\u221210\u00a0kr"), (0, "0\u00a0kr")],
)
def test_amounts_in_sentences_are_whole_kronor(ore: int, words: str):
    assert whole_kronor(ore) == words


@pytest.mark.parametrize(
    ("outcome", "reasons", "sent", "because", "left"),
    [
        ("granted", "", None, "", []),
        ("denied", REASONS, None, "", ["communication"]),
        ("partly_granted", REASONS, None, "", ["communication"]),
        ("dismissed", "", None, "", ["communication", "reasons"]),
        ("denied", REASONS, Sent(TODAY), "", ["answer"]),
        ("denied", REASONS, Sent(date(2026, 11, 9)), "", []),
        ("denied", REASONS, Sent(date(2026, 12, 1), datetime(2026, 11, 9, tzinfo=UTC)), "", []),
        ("denied", REASONS, None, "Den sökande har själv lämnat uppgifterna.", []),
        ("denied", REASONS, None, "   ", ["communication"]),
        ("written_off", REASONS, None, "", []),
        ("written_off", "Kort.", None, "", ["reasons"]),
    ],
)
def test_the_duties_that_are_left(outcome: str, reasons: str, sent: Sent | None, because: str, left: list[str]):
    hindering = duties_hindering(outcome=outcome, reasons=reasons, sent=sent, today=TODAY, because=because)
    assert [duty.code for duty in hindering] == left


def test_a_removed_line_is_gone_and_an_unknown_one_stays():
    rows = household(**{"income.i1": {"id": "i1", "removed": True}})["incomes"]
    assert rows == []
    gap = filled(None, "Försäkringskassan svarade inte.", FACTS["income.i1"])
    assert household(**{"income.i1": gap})["incomes"] == [
        {"id": "i1", "member": "a", "kind": "activity_support", "paid": "2026-10-25", "net": True,
         "amount": {"unknown": "Försäkringskassan svarade inte."}}
    ]  # fmt: skip


def test_the_forms_word_becomes_the_rulebooks():
    abroad = {"id": "u1", "member": "a", "kind": "foreign", "amount": 1, "paid": "2026-10-25", "net": True}
    kinds = [row["kind"] for row in household(**{"income.u1": abroad})["incomes"]]  # type: ignore[attr-defined]
    assert kinds == ["activity_support", "foreign_income"]


def test_what_nobody_has_said_about_the_home_is_unknown_and_never_nothing():
    assert household(**{"housing.form": None})["housing"]["form"] == {"unknown": "Uppgiften saknas."}  # type: ignore[index]


def test_a_deficit_is_proposed_as_a_grant_with_its_reasons_and_can_be_replayed():
    assessment = assess(household())
    proposal, kept = proposal_of(assessment), calculation_of(assessment)
    assert proposal["outcome"] == "granted"
    assert proposal["amount_ore"] == proposal["applied_ore"] == kept["grant"]
    assert "12 kap. 1 och 7 §§" in str(proposal["reasons"])
    assert replay(assessment_in(kept)) is True  # type: ignore[arg-type]


def test_a_surplus_is_proposed_as_a_refusal_with_its_reasons():
    assessment = assess(household(**{"income.i1": {**FACTS["income.i1"], "amount": 3_000_000}}))  # type: ignore[dict-item]
    assert assessment.outcome is Outcome.DENY
    proposal = proposal_of(assessment)
    assert (proposal["outcome"], proposal["amount_ore"]) == ("denied", 0)
    assert "räcker till riksnormen" in str(proposal["reasons"])


def test_where_the_calculation_has_no_one_answer_nothing_is_proposed():
    assessment = assess(household(**{"income.i1": filled(None, "Vet inte.", FACTS["income.i1"])}))
    proposal = proposal_of(assessment)
    assert (proposal["outcome"], proposal["amount_ore"], proposal["applied_ore"]) == ("", 0, None)
    assert proposal["reasons"] == ""
