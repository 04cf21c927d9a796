"""A person decides a prepared case: the duties of the law cannot be skipped, and everything happens once."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from andrum.accounts.service import actor_of
from andrum.applications.service import Supplement
from andrum.audit.service import MACHINE, SYSTEM, verify
from andrum.automation.actions.deciding import (
    ask_citizen,
    communicate_before_decision,
    decide_hand_over,
    dismiss_hand_over,
    keep_answer,
)
from andrum.automation.actions.hand_overs import change_fact, release_hand_over, take_hand_over, undo_change
from andrum.automation.domain.errors import DutyError, HandOverClosedError, MandateError
from andrum.automation.models import HandOver, RunState
from andrum.automation.service import give_mandate, switch_mandate
from andrum.cases.service import Decision, Fact, current_facts, record_fact
from andrum.dispatch.service import Outgoing
from andrum.kernel.errors import ConflictError, NotAllowedError
from tests.cast import Cast
from tests.rooms.automation.stage import OCTOBER, ToldRegisters, apply, granted_before, mandate_on, registers, run_of

__all__ = ["registers"]
DENIED = "Inkomsterna räcker till riksnormen och de skäliga kostnaderna."


@pytest.fixture
def prepared(cast: Cast, registers: ToldRegisters) -> HandOver:
    """A new application, prepared for Cilla."""
    return run_of(apply(cast, OCTOBER), OCTOBER).hand_overs.get()


def amount_of(hand_over: HandOver) -> int:
    return int(hand_over.proposal["amount_ore"])


def test_a_refusal_before_the_applicant_was_told_is_stopped_and_nothing_is_decided(cast: Cast, prepared: HandOver):
    with pytest.raises(DutyError, match="25 §"):
        decide_hand_over(
            hand_over=prepared, outcome="denied", amount_ore=0, reasons=DENIED, by=actor_of(cast.cilla), at=OCTOBER
        )
    assert not Decision.objects.exists()


def test_a_refusal_waits_for_the_answer_or_the_last_day(cast: Cast, prepared: HandOver):
    cilla, last = actor_of(cast.cilla), OCTOBER.date() + timedelta(days=7)
    communicate_before_decision(hand_over=prepared, text="Vi tänker avslå.", answer_by=last, by=cilla, at=OCTOBER)
    with pytest.raises(DutyError):
        decide_hand_over(hand_over=prepared, outcome="denied", amount_ore=0, reasons=DENIED, by=cilla, at=OCTOBER)
    later = OCTOBER + timedelta(days=8)
    decision = decide_hand_over(
        hand_over=prepared, outcome="denied", amount_ore=0, reasons=DENIED, by=cilla, at=later
    )  # fmt: skip
    assert (decision.outcome, decision.how) == ("denied", "person")
    assert {row.kind for row in Outgoing.objects.filter(decision=decision)} == {"letter"}


def test_an_answer_lets_the_decision_be_made_before_the_last_day(cast: Cast, prepared: HandOver):
    cilla, last = actor_of(cast.cilla), OCTOBER.date() + timedelta(days=7)
    communicate_before_decision(hand_over=prepared, text="Vi tänker avslå.", answer_by=last, by=cilla, at=OCTOBER)
    keep_answer(hand_over=prepared, answer="Jag har inget att tillägga.", by=cilla, at=OCTOBER)
    assert decide_hand_over(
        hand_over=prepared, outcome="denied", amount_ore=0, reasons=DENIED, by=cilla, at=OCTOBER
    ).pk  # fmt: skip


def test_a_stated_reason_replaces_the_telling_but_never_the_reasons(cast: Cast, prepared: HandOver):
    cilla, because = actor_of(cast.cilla), "Den sökande har själv lämnat uppgifterna."
    with pytest.raises(DutyError, match="32 §"):
        dismiss_hand_over(hand_over=prepared, reasons="", because=because, by=cilla, at=OCTOBER)
    assert dismiss_hand_over(hand_over=prepared, reasons=DENIED, because=because, by=cilla, at=OCTOBER).pk


def test_a_full_grant_is_carried_out_once_however_often_it_is_sent(cast: Cast, prepared: HandOver):
    cilla = actor_of(cast.cilla)
    decisions = {
        decide_hand_over(
            hand_over=prepared, outcome="granted", amount_ore=amount_of(prepared), reasons="", by=cilla, at=OCTOBER
        ).pk
        for _time in range(2)
    }
    assert len(decisions) == 1
    assert sorted(Outgoing.objects.values_list("kind", flat=True)) == ["letter", "payment"]
    with pytest.raises(HandOverClosedError):
        decide_hand_over(hand_over=prepared, outcome="denied", amount_ore=0, reasons=DENIED, by=cilla, at=OCTOBER)
    assert verify().ok


def test_a_full_grant_of_less_than_was_applied_for_is_no_full_grant(cast: Cast, prepared: HandOver):
    with pytest.raises(DutyError, match="lägre än det sökta"):
        decide_hand_over(
            hand_over=prepared, outcome="granted", amount_ore=amount_of(prepared) - 100, reasons=DENIED,
            by=actor_of(cast.cilla), at=OCTOBER,
        )  # fmt: skip


def test_the_machine_never_decides_a_prepared_case(prepared: HandOver):
    with pytest.raises(DutyError):
        decide_hand_over(
            hand_over=prepared, outcome="granted", amount_ore=amount_of(prepared), reasons="", by=MACHINE, at=OCTOBER
        )


def test_a_changed_fact_moves_the_proposal_and_undo_moves_it_back(cast: Cast, prepared: HandOver):
    cilla = actor_of(cast.cilla)
    income = current_facts(matter=prepared.matter, month=prepared.month)["income.i1"][0].value
    assert isinstance(income, dict)
    change = change_fact(
        hand_over=prepared, name="income.i1", value={**income, "amount": 420_000}, reason="Enligt utbetalningsbesked",
        by=cilla, at=OCTOBER,
    )  # fmt: skip
    assert change.after["amount_ore"] == amount_of(prepared) + 100_000
    fact = Fact.objects.get(source="caseworker", name="income.i1", replaced_at=None)
    back = undo_change(hand_over=prepared, fact=fact, reason="Fel person", by=cilla, at=OCTOBER)
    assert back.after["amount_ore"] == change.before["amount_ore"]


def test_facts_that_changed_since_the_case_was_read_must_be_read_before_it_is_decided(cast: Cast, prepared: HandOver):
    cilla, amount = actor_of(cast.cilla), amount_of(prepared)
    record_fact(
        matter=prepared.matter, name="housing.rooms", month=prepared.month, value=2, source="register",
        source_detail="FK", by=SYSTEM, at=OCTOBER,
    )  # fmt: skip
    wanted = {"hand_over": prepared, "outcome": "granted", "amount_ore": amount, "reasons": ""}
    with pytest.raises(ConflictError, match="ändrats"):
        decide_hand_over(**wanted, by=cilla, at=OCTOBER)  # type: ignore[arg-type]
    assert decide_hand_over(**wanted, by=cilla, at=OCTOBER).pk  # type: ignore[arg-type]


def test_two_caseworkers_never_work_on_the_same_case_at_once(cast: Cast, prepared: HandOver):
    take_hand_over(hand_over=prepared, by=actor_of(cast.cilla), at=OCTOBER)
    with pytest.raises(ConflictError):
        take_hand_over(hand_over=prepared, by=actor_of(cast.kim), at=OCTOBER)
    release_hand_over(hand_over=prepared, by=actor_of(cast.cilla), at=OCTOBER)
    assert take_hand_over(hand_over=prepared, by=actor_of(cast.kim), at=OCTOBER).taken_by_id == cast.kim.pk
    with pytest.raises(NotAllowedError):
        take_hand_over(hand_over=prepared, user=cast.cilla, by=actor_of(cast.kim), at=OCTOBER)


def test_questions_to_the_applicant_have_a_day_that_has_not_been(cast: Cast, prepared: HandOver):
    items, cilla = [{"code": "q1", "text": "Vad är hyran?"}], actor_of(cast.cilla)
    with pytest.raises(DutyError):
        ask_citizen(hand_over=prepared, items=items, due_date=date(2020, 1, 1), by=cilla, at=OCTOBER)
    asked = ask_citizen(hand_over=prepared, items=items, due_date=OCTOBER.date(), by=cilla, at=OCTOBER)
    assert asked.items[0]["text"] == "Vad är hyran?"


def test_one_who_is_drawn_is_asked_for_bank_statements_and_goes_to_a_person(
    cast: Cast, registers: ToldRegisters, monkeypatch: pytest.MonkeyPatch
):
    mandate_on(cast)
    granted_before(cast)
    monkeypatch.setattr("andrum.automation.queries.looking.is_drawn", lambda **draw: draw["share"] == Fraction(1, 20))
    november = OCTOBER + timedelta(days=33)
    run = run_of(apply(cast, november), november)
    assert run.state == RunState.HANDED_OVER
    assert [reason["code"] for reason in run.hand_overs.get().reasons] == ["evidence_check"]
    assert Supplement.objects.get(application=run.application).items[0]["code"] == "bank_statements"


@pytest.mark.parametrize(
    "wrong", [{"outcomes": ["denied"]}, {"case_type": "new"}, {"max_amount_ore": 0}, {"decided_by_board_ref": " "}]
)
def test_a_mandate_for_more_than_full_grants_of_continued_applications_cannot_be_given(
    cast: Cast, wrong: dict[str, object]
):
    values: dict[str, object] = {
        "code": "x", "name": "Prov", "case_type": "continued", "outcomes": ["granted"], "max_amount_ore": 1,
        "valid_from": date(2026, 1, 1), "decided_by_board_ref": "SN § 1",
    }  # fmt: skip
    with pytest.raises(MandateError):
        give_mandate(**(values | wrong), by=actor_of(cast.greta), at=OCTOBER)  # type: ignore[arg-type]


def test_the_machine_never_switches_a_mandate_on(cast: Cast):
    mandate = mandate_on(cast)
    switch_mandate(mandate=mandate, state="off", reason="Prov", by=actor_of(cast.greta), at=OCTOBER)
    with pytest.raises(MandateError):
        switch_mandate(mandate=mandate, state="on", reason="Prov", by=MACHINE, at=OCTOBER)
