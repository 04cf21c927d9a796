"""What sends a case to a person: each check with what is just not enough and just enough."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from andrum.automation.domain import checks
from andrum.automation.domain import register_answers as registers
from andrum.automation.domain.answers import Answers
from tests.unit.automation.told import CODES, LIMITS, answer, case, paid, said, side_by_side

CHILD = {"id": "k1", "role": "child", "days": 30}


def about(of: checks.Case) -> list[str]:
    return [reason.code for reason in checks.about_the_case(of)]


def crossed(*, facts: Mapping[str, object] | None = None, **answers: registers.RegisterAnswer) -> list[str]:
    read, matched, _counted = side_by_side(facts or {}, **answers)
    looked = case(read, matched, facts=facts or {}, members=tuple(answers))
    return [reason.code for reason in checks.about_registers(looked, LIMITS, CODES)]


def test_a_continued_application_with_nothing_to_say_gives_no_reason():
    assert about(case()) == []


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"is_protected": True}, "protected_identity"),
        ({"safety_concern": True}, "safety_concern"),
        ({"facts": {"safety.concern": True}}, "safety_concern"),
        ({"facts": {"children.needs_flagged": True}}, "children_needs"),
        ({"facts": {"contact.wants_person": True}}, "person_wanted"),
        ({"has_unread_message": True}, "unread_message"),
        ({"is_withdrawn": True}, "withdrawn"),
        ({"is_closed": True}, "matter_closed"),
        ({"decided_already": True}, "already_decided"),
        ({"kind": "new"}, "new_application"),
        ({"earlier_decision": False}, "no_earlier_decision"),
        ({"household_changed": True}, "household_changed"),
        ({"facts": {"application.changed": ["children"]}}, "household_changed"),
        ({"facts": {"application.changed": ["payout"]}}, "account_changed"),
        ({"facts": {"application.changed": ["housing"]}}, "housing_changed"),
        ({"by_caseworker": ("income.i1",)}, "caseworker_fact"),
        ({"draw": True}, "evidence_check"),
    ],
)
def test_what_the_case_is_sends_it_to_a_person(what: dict[str, object], code: str):
    assert about(case(**what)) == [code]


@pytest.mark.parametrize(("today", "waits"), [(date(2026, 10, 31), True), (date(2026, 11, 1), False)])
def test_the_control_month_must_be_over(today: date, *, waits: bool):
    assert ("month_not_over" in about(case(today=today))) is waits


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        (500_000, 530_000, False),  # 300 kr more
        (500_000, 560_000, False),  # exactly twelve of a hundred
        (500_000, 560_001, True),
        (500_000, 440_000, False),
        (500_000, 439_999, True),
        (20_000, 50_000, False),  # 150 of a hundred, but 300 kr
        (0, 30_000, False),
        (0, 30_001, True),
        (30_001, 0, True),
    ],
)
def test_an_income_that_moves_more_than_the_tolerance_is_told(before: int, now: int, *, changed: bool):
    told = answer(paid("FK:AS", before, "2026-09-25"), paid("FK:AS", now))
    facts = said("activity_support", now)
    assert ("income_changed" in crossed(facts=facts, a=told)) is changed


@pytest.mark.parametrize(("more", "differs"), [(10_000, False), (10_001, True), (-10_000, False), (-10_001, True)])
def test_a_difference_within_the_tolerance_is_let_be(more: int, *, differs: bool):
    told = answer(paid("FK:AS", 520_000, "2026-09-25"), paid("FK:AS", 520_000))
    assert ("income_differs" in crossed(facts=said("activity_support", 520_000 + more), a=told)) is differs


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("AF", "af"), ("SKV", "skv"), ("TNS", "tns"), ("MIV", "miv")],
)
def test_an_agency_that_only_tells_is_missed_too(kind: str, kept: str):
    silent = answer(**{kept: registers.AgencyAnswer()})
    read, matched, _counted = side_by_side({}, a=silent)
    reasons = list(checks.about_registers(case(read, matched), LIMITS, CODES))
    assert [(reason.code, reason.about) for reason in reasons] == [("register_missing", (f"register.a.{kind}",))]


@pytest.mark.parametrize(("ore", "told"), [(49_999, False), (50_000, True)])
def test_income_of_capital(ore: int, *, told: bool):
    rich = answer(skv=registers.AgencyAnswer(registers.CapitalIncome(tax_year=2025, surplus_ore=ore)))
    assert ("capital_income" in crossed(a=rich)) is told


def test_one_who_says_to_seek_work_and_is_not_registered():
    idle = answer(af=registers.AgencyAnswer(registers.JobSeeker(is_job_seeker=False)))
    assert crossed(facts={"self_support.situation": "unemployed"}, a=idle) == ["not_job_seeker"]
    assert crossed(facts={"self_support.situation": "sick"}, a=idle) == []


@pytest.mark.parametrize(
    ("born", "told"),
    [("2010-12-01", False), ("2010-11-30", True), ("2001-01-01", True), ({"unknown": "vet inte"}, True)],
)
def test_a_child_old_enough_for_benefits_of_its_own_that_nobody_asked_about(born: object, *, told: bool):
    assert ("not_asked" in crossed(facts={"member.k1": {**CHILD, "born": born}}, a=answer())) is told


def test_an_adult_nobody_asked_about():
    facts = {"member.b": {"id": "b", "role": "co_applicant", "born": "1983-07-14"}}
    assert crossed(facts=facts, a=answer()) == ["not_asked"]
    assert crossed(facts=facts, a=answer(), b=answer()) == []


def test_limits_nobody_has_checked_decide_nothing():
    loose = replace(LIMITS, is_confirmed=False)
    reasons = checks.about_registers(case(Answers({})), loose, CODES)
    assert [reason.code for reason in reasons] == ["parameter_unconfirmed"]


@pytest.mark.parametrize(("ore", "told"), [(999_999, False), (1_000_000, True)])
def test_assets_are_added_together(ore: int, *, told: bool):
    facts = {"asset.b1": {"id": "b1", "amount": ore - 1}, "asset.b2": {"id": "b2", "amount": 1}}
    assert bool(list(checks.about_assets(case(facts=facts), LIMITS))) is told


def test_a_vehicle_that_is_not_said():
    owner = answer(tns=registers.AgencyAnswer(registers.Vehicles((registers.Vehicle("ABC123"),))))
    read, matched, _counted = side_by_side({}, a=owner)
    said_so = {"asset.b1": {"id": "b1", "kind": "vehicle", "amount": 100}}
    assert [reason.code for reason in checks.about_vehicles(case(read, matched))] == ["vehicle_not_said"]
    assert list(checks.about_vehicles(case(read, matched, facts=said_so))) == []
