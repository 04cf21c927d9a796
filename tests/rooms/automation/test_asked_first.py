"""A difference from the registers is a question to the applicant before it is a case for a person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from andrum.accounts.service import actor_of
from andrum.applications.service import Supplement, answer_supplement
from andrum.audit.service import MACHINE, verify
from andrum.automation.actions.runs import advance, run_again
from andrum.automation.domain.parameter_files import DIFFERENCES
from andrum.automation.models import HandOver, Run, RunState
from andrum.automation.queries import situation
from andrum.cases.service import Fact
from andrum.kernel.periods import Month
from tests.cast import ALVA_NUMBER, Cast
from tests.rooms.automation.stage import (
    NOVEMBER,
    ToldRegisters,
    activity_support,
    answers_for,
    apply,
    granted_before,
    mandate_on,
    quiet_answer,
    registers,
    run_of,
)

__all__ = ["registers"]
DAY = timedelta(days=1)


@pytest.fixture
def asking(cast: Cast, registers: ToldRegisters, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The municipality lets the applicant explain every kind of difference first."""
    mandate_on(cast)
    granted_before(cast)
    limits_for = situation.limits_for
    for place in ("queries.situation", "queries.looking"):
        monkeypatch.setattr(
            f"andrum.automation.{place}.limits_for",
            lambda month, folder=None: replace(limits_for(month, folder), asked_first=DIFFERENCES),
        )
    return cast


def said(cast: Cast, benefit_ore: int) -> Run:
    """She says so much activity support; the register says 5 200 kr."""
    return run_of(apply(cast, NOVEMBER, answers_for(Month(2026, 11), benefit_ore=benefit_ore)), NOVEMBER)


def answered(run: Run, cast: Cast, answers: Mapping[str, str]) -> Run:
    asked = Supplement.objects.get(application=run.application)
    answer_supplement(supplement=asked, answers=answers, by=actor_of(cast.alva), at=NOVEMBER + DAY)
    run_again(application_id=run.application_id, by=MACHINE, at=NOVEMBER + DAY)
    return advance(run_id=run.pk, by=MACHINE, at=NOVEMBER + DAY)


def test_a_difference_is_asked_about_in_plain_words_and_nobody_elses_time_is_used(asking: Cast):
    run = said(asking, 350_000)
    asked = Supplement.objects.get(application=run.application)
    assert run.state == RunState.WAITING_FOR_CITIZEN
    assert run.cause == "Den sökande ska svara på en fråga senast 14 november 2026."
    (item,) = asked.items
    assert item["text"] == (
        "Aktivitetsstöd: du har uppgett 3\u00a0500\u00a0kr, registren har 5\u00a0200\u00a0kr. "
        "Stämmer det som registren har?"
    )
    assert not HandOver.objects.filter(run=run).exists()


def test_one_who_says_that_the_register_is_right_is_decided_and_both_sources_stay(asking: Cast):
    run = said(asking, 350_000)
    done = answered(run, asking, {"difference_1.choice": "agrees"})
    assert done.state == RunState.DECIDED
    facts = Fact.objects.filter(matter=run.matter, month="2026-11", name="income.i1").order_by("pk")
    now = {fact.source: fact.value["amount"] for fact in facts if fact.replaced_at is None}
    assert now == {"citizen": 520_000, "register": 520_000}
    assert [fact.value["amount"] for fact in facts if fact.source == "citizen"] == [350_000, 520_000]
    assert verify().ok


def test_one_who_says_otherwise_is_read_by_a_person_with_the_answer_beside_the_case(asking: Cast, client: Client):
    run = said(asking, 350_000)
    done = answered(run, asking, {"difference_1.choice": "differs", "difference_1": "Jag betalade tillbaka en del."})
    assert done.state == RunState.HANDED_OVER
    prepared = HandOver.objects.get(run=run)
    assert [reason["code"] for reason in prepared.reasons] == ["income_differs"]
    client.force_login(asking.cilla)
    page = client.get(reverse("automation:case", args=[prepared.pk])).content.decode()
    assert "Nej, det stämmer inte. Jag betalade tillbaka en del." in page
    assert Supplement.objects.count() == 1, "nobody is asked the same twice"


def test_what_the_register_has_and_nobody_said_is_asked_about(asking: Cast, registers: ToldRegisters):
    paid = [activity_support(month, 520_000) for month in (8, 9, 10)]
    more = replace(activity_support(10, 40_000), code="BOB")
    before = replace(activity_support(9, 40_000), code="BOB")
    registers.answers[str(ALVA_NUMBER)] = quiet_answer(str(ALVA_NUMBER), payments=(*paid, more, before))
    run = said(asking, 520_000)
    done = answered(run, asking, {"difference_1.choice": "agrees"})
    assert done.state == RunState.DECIDED
    assert Fact.objects.get(matter=run.matter, month="2026-11", name="income.FK.a.BOB", source="citizen")


def test_what_was_said_and_never_paid_is_taken_away_by_a_yes(asking: Cast):
    answers = answers_for(Month(2026, 11))
    lines = [*answers["incomes"]["items"], {"id": "i2", "kind": "housing_allowance", "member": "a", "amount": 90_000,
                                           "paid": "2026-10-25"}]  # fmt: skip
    run = run_of(apply(asking, NOVEMBER, answers | {"incomes": {"items": lines}}), NOVEMBER)
    done = answered(run, asking, {"difference_1.choice": "agrees"})
    assert done.state == RunState.DECIDED
    assert done.decision is not None
    assert "90\u00a0000" not in str(done.decision.calculation)


def test_without_an_answer_in_time_a_person_takes_over(asking: Cast):
    run = said(asking, 350_000)
    late = advance(run_id=run.pk, by=MACHINE, at=NOVEMBER + 11 * DAY)
    assert late.state == RunState.HANDED_OVER
    codes = [reason["code"] for reason in HandOver.objects.get(run=run).reasons]
    assert codes == ["income_differs", "supplement_unanswered"]


def test_a_register_that_has_changed_meanwhile_is_a_new_difference_for_a_person(asking: Cast, registers: ToldRegisters):
    run = said(asking, 350_000)
    paid = [activity_support(month, ore) for month, ore in ((8, 520_000), (9, 520_000), (10, 560_000))]
    registers.answers[str(ALVA_NUMBER)] = quiet_answer(str(ALVA_NUMBER), payments=tuple(paid))
    done = answered(run, asking, {"difference_1.choice": "agrees"})
    assert done.state == RunState.HANDED_OVER


def test_where_anything_else_needs_a_person_nothing_is_asked(asking: Cast):
    answers = answers_for(Month(2026, 11), benefit_ore=350_000) | {"talk": {"wants_person": "yes"}}
    assert run_of(apply(asking, NOVEMBER, answers), NOVEMBER).state == RunState.HANDED_OVER
    assert not Supplement.objects.exists()


def test_until_the_board_has_decided_a_difference_goes_straight_to_a_person(cast: Cast, registers: ToldRegisters):
    mandate_on(cast)
    granted_before(cast)
    assert said(cast, 350_000).state == RunState.HANDED_OVER
    assert not Supplement.objects.exists()


def test_the_question_is_a_page_with_a_yes_and_a_no_that_must_be_chosen(asking: Cast, client: Client):
    run = said(asking, 350_000)
    asked = Supplement.objects.get(application=run.application)
    client.force_login(asking.alva)
    address = reverse("applications:supplement", args=[run.application_id, asked.pk])
    page = client.get(address).content.decode()
    assert "Stämmer det som registren har?" in page
    assert page.count('type="radio"') == 2
    assert "5\u00a0200" in page
    refused = client.post(address, {"svar_difference_1": "Vet inte"})
    assert refused.status_code == 422
    assert "Välj ja eller nej" in refused.content.decode()
    assert client.post(address, {"svar_difference_1.choice": "anything"}).status_code == 422
    assert client.post(address, {"svar_difference_1.choice": "agrees"}).status_code == 302
    asked.refresh_from_db()
    assert asked.answers == {"difference_1.choice": "agrees"}
