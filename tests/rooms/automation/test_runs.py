"""A run decides what the mandate covers, hands over the rest prepared, and does everything once."""

import pytest

from andrum.audit.service import MACHINE, SYSTEM, verify
from andrum.automation.actions.mandates import stop_mandate
from andrum.automation.actions.runs import advance, missing_runs
from andrum.automation.domain.errors import RegistersUnavailableError
from andrum.automation.models import HandOver, Run, RunState, RunStep
from andrum.cases.service import Decision, record_fact
from andrum.dispatch.service import Outgoing
from tests.cast import ALVA_NUMBER, Cast
from tests.rooms.automation.stage import (
    NOVEMBER,
    OCTOBER,
    ToldRegisters,
    activity_support,
    answers_for,
    apply,
    granted_before,
    mandate_on,
    quiet_answer,
    registers,
    run_of,
    with_fk_error,
)

__all__ = ["registers"]


def codes(run: Run) -> list[str]:
    return [reason["code"] for reason in HandOver.objects.get(run=run, closed_at__isnull=True).reasons]


@pytest.fixture
def ready(cast: Cast, registers: ToldRegisters) -> Cast:
    mandate_on(cast)
    granted_before(cast)
    return cast


def test_a_new_application_is_handed_over_prepared(cast: Cast, registers: ToldRegisters):
    mandate_on(cast)
    run = run_of(apply(cast, OCTOBER), OCTOBER)
    prepared = run.hand_overs.get()
    assert run.state == RunState.HANDED_OVER
    assert codes(run) == ["new_application"]
    assert prepared.proposal["outcome"] == "granted"
    assert prepared.proposal["amount_ore"] > 0


def test_a_continued_application_that_agrees_with_everything_is_granted_and_carried_out(ready: Cast):
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert run.state == RunState.DECIDED, codes(run)
    decision = run.decision
    assert decision is not None
    assert (decision.how, decision.outcome, decision.mandate_ref) == ("automated", "granted", run.mandate_ref)
    assert {row.kind for row in Outgoing.objects.filter(decision=decision)} == {"letter", "payment"}
    assert list(RunStep.objects.filter(run=run).order_by("pk").values_list("name", flat=True)) == [
        "collect", "complete", "cross_check", "assess", "decide", "carry_out"
    ]  # fmt: skip
    assert verify().ok


def test_advancing_again_changes_nothing(ready: Cast):
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    before = (Decision.objects.count(), Outgoing.objects.count(), RunStep.objects.count())
    advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    assert before == (Decision.objects.count(), Outgoing.objects.count(), RunStep.objects.count())


def test_without_a_mandate_nothing_is_decided(ready: Cast):
    from andrum.automation.models import Mandate

    stop_mandate(mandate=Mandate.objects.get(), reason="Prov", by=SYSTEM, at=NOVEMBER)
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert codes(run) == ["mandate_stopped"]


def test_an_income_that_differs_from_the_register_goes_to_a_person(ready: Cast, registers: ToldRegisters):
    paid = tuple(activity_support(month, ore) for month, ore in ((8, 520_000), (9, 520_000), (10, 545_000)))
    registers.answers[str(ALVA_NUMBER)] = quiet_answer(str(ALVA_NUMBER), payments=paid)
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert "income_differs" in codes(run)
    household = run.hand_overs.get().household
    assert [row["amount"] for row in household["incomes"]] == [545_000]


def test_an_income_nobody_said_is_counted_and_shown(ready: Cast, registers: ToldRegisters):
    paid = (*(activity_support(month, 520_000) for month in (8, 9, 10)),)
    from dataclasses import replace

    from andrum.automation.domain.register_answers import AgencyAnswer, UnemploymentFund

    fund = UnemploymentFund("Alfa", (replace(activity_support(10, 300_000), payer="SO", code="A-KASSA"),))
    registers.answers[str(ALVA_NUMBER)] = replace(quiet_answer(str(ALVA_NUMBER), payments=paid), so=AgencyAnswer(fund))
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert {"income_differs", "income_changed"} <= set(codes(run))
    assert sorted(row["amount"] for row in run.hand_overs.get().household["incomes"]) == [300_000, 520_000]


def test_an_agency_that_fails_makes_its_incomes_unknown_and_never_zero(ready: Cast, registers: ToldRegisters):
    registers.answers[str(ALVA_NUMBER)] = with_fk_error(quiet_answer(str(ALVA_NUMBER)))
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert run.state == RunState.HANDED_OVER
    assert "fact_missing" in codes(run)
    amounts = [row["amount"] for row in run.hand_overs.get().household["incomes"]]
    assert all(isinstance(amount, dict) and "unknown" in amount for amount in amounts)


def test_dead_registers_make_the_run_wait_and_say_so_and_at_last_a_person_gets_it(
    ready: Cast, registers: ToldRegisters
):
    registers.trouble = RegistersUnavailableError("timeout")
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert run.state == RunState.WAITING_FOR_REGISTER
    assert "svarar inte" in run.cause
    assert run.next_try_at is not None
    for _ in range(8):
        run = advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    assert run.state == RunState.HANDED_OVER
    assert "registers_down" in codes(run)


def test_the_run_goes_on_when_the_registers_answer_again(ready: Cast, registers: ToldRegisters):
    registers.trouble = RegistersUnavailableError("timeout")
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    registers.trouble = None
    assert missing_runs(by=MACHINE, at=run.next_try_at) == [run.pk]
    assert advance(run_id=run.pk, by=MACHINE, at=NOVEMBER).state == RunState.DECIDED


def test_a_changed_household_goes_to_a_person(ready: Cast):
    from andrum.kernel.periods import Month

    answers = answers_for(Month(2026, 11)) | {
        "children": {"items": [{"id": "k1", "name": "Lo", "born": "2019-05-01", "lives_here": "all",
                                "lunch_at_home": "no", "in_school": "no"}]},
        "children_needs": {"has_needs": "no"},
    }  # fmt: skip
    run = run_of(apply(ready, NOVEMBER, answers), NOVEMBER)
    assert "household_changed" in codes(run)


def test_protected_identity_and_safety_come_first(ready: Cast):
    from andrum.people.service import set_protection

    set_protection(person=ready.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOVEMBER)
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert codes(run)[0] == "protected_identity"


def test_a_caseworkers_value_is_never_overwritten_and_sends_the_case_to_a_person(ready: Cast):
    from andrum.accounts.service import actor_of

    application = apply(ready, NOVEMBER)
    record_fact(
        matter=application.matter, name="income.i1", month="2026-11", source="caseworker", reason="Besked från Alva",
        value={"id": "i1", "member": "a", "kind": "activity_support", "amount": 400_000, "paid": "2026-10-25",
               "net": True}, by=actor_of(ready.cilla), at=NOVEMBER,
    )  # fmt: skip
    run = run_of(application, NOVEMBER)
    assert "caseworker_fact" in codes(run)
    assert [row["amount"] for row in run.hand_overs.get().household["incomes"]] == [400_000]


def test_a_person_who_holds_the_case_goes_first(ready: Cast):
    from andrum.accounts.service import actor_of
    from andrum.cases.service import release_hold, take_hold

    application = apply(ready, NOVEMBER)
    take_hold(matter=application.matter, by=actor_of(ready.cilla), at=NOVEMBER)
    run = run_of(application, NOVEMBER)
    assert run.state == RunState.WAITING
    release_hold(matter=application.matter, by=actor_of(ready.cilla), at=NOVEMBER)
    assert advance(run_id=run.pk, by=MACHINE, at=NOVEMBER).state == RunState.DECIDED


def test_an_amount_above_the_mandate_goes_to_a_person(cast: Cast, registers: ToldRegisters):
    mandate_on(cast, max_ore=100)
    granted_before(cast)
    run = run_of(apply(cast, NOVEMBER), NOVEMBER)
    assert codes(run) == ["above_mandate"]


def test_a_rent_that_is_the_same_rests_on_the_bill_of_the_month_before(ready: Cast):
    run = run_of(apply(ready, NOVEMBER, proved=False), NOVEMBER)
    assert run.state == RunState.DECIDED
    step = RunStep.objects.get(run=run, name="complete")
    assert step.inputs["evidence_from"] == {"rent": "2026-10"}


def test_a_rent_that_is_another_needs_its_own_bill(ready: Cast):
    from andrum.kernel.periods import Month

    run = run_of(apply(ready, NOVEMBER, answers_for(Month(2026, 11), rent_ore=630_000), proved=False), NOVEMBER)
    assert "evidence_missing" in codes(run)
