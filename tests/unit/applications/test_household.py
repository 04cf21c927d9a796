"""The household that the rulebook reads: what is said, and never more."""

from datetime import date

from andrum.applications.domain.carrying import carry_all, changed_pages
from andrum.applications.domain.fact_names import facts_of
from andrum.applications.domain.household import declared
from andrum.applications.domain.incoming import read_answers
from andrum.applications.domain.pages import PAGES, asked_pages, missing_pages
from andrum.applications.domain.progress import Stage, stage_of
from andrum.applications.domain.questions import Answers
from andrum.kernel.periods import Month
from andrum.law.service import load_household
from tests.rooms.applications.answers import alone, with_bo

BORN = date(1985, 3, 2)
NOVEMBER = Month(2026, 11)


def household(answers: Answers, *, co: bool = False) -> dict:
    return declared(answers, month="2026-11", kind="new", born=BORN, co_born=date(1983, 7, 14) if co else None)


def test_the_rulebook_reads_what_the_e_service_says():
    assert load_household(household(alone())).month == NOVEMBER
    assert len(load_household(household(with_bo(), co=True)).members) == 3


def test_the_rulebook_reads_a_draft_with_nothing_in_it():
    said = household({})
    assert {key for key in ("incomes", "costs", "assets") if "unknown" in said[key]} == {"incomes", "costs", "assets"}
    load_household(said)


def test_a_child_who_comes_some_days_counts_those_days():
    child = household(with_bo(), co=True)["members"][2]
    assert (child["days"], child["born"]) == (15, "2019-05-01")


def test_the_rent_is_what_is_left_when_others_have_paid():
    answers = alone()
    answers["housing"] |= {"shares_rent": "yes", "others_pay": 250_000}
    rent = next(cost for cost in household(answers)["costs"] if cost["id"] == "rent")
    assert rent["amount"] == 400_000


def test_what_others_pay_is_unknown_when_it_is_not_said():
    answers = alone()
    answers["housing"] |= {"shares_rent": "yes"}
    rent = next(cost for cost in household(answers)["costs"] if cost["id"] == "rent")
    assert set(rent["amount"]) == {"unknown"}


def test_a_lodger_and_one_without_a_home():
    answers = alone()
    answers["housing"]["form"] = "lodger"
    assert household(answers)["costs"][0]["kind"] == "lodger_rent"
    answers["housing"] = {"form": "none"}
    assert [cost["kind"] for cost in household(answers)["costs"]] == ["household_electricity"]


def test_every_page_that_is_asked_is_missed_in_an_empty_draft():
    assert {page.key for page in missing_pages({})} == {page.key for page in asked_pages({})}
    assert len({page.slug for page in PAGES}) == len(PAGES)


def test_children_bring_the_question_of_what_they_need():
    keys = [page.key for page in asked_pages(with_bo())]
    assert "children_needs" in keys
    assert "children_needs" not in [page.key for page in asked_pages(alone())]


def test_an_income_of_a_co_applicant_who_is_no_longer_there_must_be_mended():
    answers = alone()
    answers["incomes"]["items"][0]["member"] = "b"
    assert [page.key for page in missing_pages(answers)] == ["incomes"]


def test_nothing_has_changed_when_only_the_days_move():
    first = alone()
    again = carry_all({}, first, months=1)
    assert again["housing"]["due"] == "2026-12-30"
    assert changed_pages({**again, "self_support": {}, "safety": {}, "talk": {}}, first) == []


def test_the_last_day_of_a_month_stays_within_the_next():
    answers = alone()
    answers["housing"]["due"] = "2027-01-31"
    assert carry_all({}, answers, months=1)["housing"]["due"] == "2027-02-28"


def test_another_rent_is_a_change():
    again = carry_all({}, alone(), months=1)
    again["housing"]["rent"] = 700_000
    assert changed_pages(again, alone()) == ["housing"]


def test_danger_is_a_fact_whoever_says_it():
    answers = with_bo() | {"safety_b": {"danger": "talk"}}
    assert facts_of(answers, household(answers, co=True), changed=[])["safety.concern"] is True


def test_whole_answers_read_as_they_are():
    answers, hinders = read_answers(alone(), month=NOVEMBER, today=date(2026, 11, 2))
    assert hinders == []
    assert answers == alone()


def test_the_stage_is_said_for_each_of_the_two():
    facts = {"asks_something": False, "is_decided": False}
    assert stage_of("awaiting_co_applicant", is_applicant=True, **facts) == Stage.WAITS_FOR_OTHER
    assert stage_of("awaiting_co_applicant", is_applicant=False, **facts) == Stage.SIGN
    assert stage_of("signed", is_applicant=True, asks_something=True, is_decided=False) == Stage.NEEDS_YOU
    assert stage_of("signed", is_applicant=True, asks_something=True, is_decided=True) == Stage.DECIDED
    assert stage_of("withdrawn", is_applicant=True, **facts) == Stage.WITHDRAWN
