"""What a run waits for, and what it never decides past: the applicant's answer, a person, another decision."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from andrum.accounts.service import actor_of
from andrum.applications.models import Attachment
from andrum.applications.service import Application, Supplement, answer_supplement
from andrum.audit.service import MACHINE, verify
from andrum.automation import jobs
from andrum.automation.actions.deciding import decide_hand_over, write_off_hand_over
from andrum.automation.actions.runs import advance, missing_runs, run_again, start_run
from andrum.automation.domain.errors import RegistersUnavailableError
from andrum.automation.domain.register_answers import AgencyAnswer, JobSeeker
from andrum.automation.models import HandOver, Run, RunState, RunStep
from andrum.automation.queries import situation
from andrum.cases.service import Decision, Task, decide, release_hold, take_hold
from andrum.kernel.errors import ConflictError
from andrum.kernel.periods import Month
from andrum.people.service import Person
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


def test_a_run_that_waits_behind_others_is_not_put_in_the_queue_twice(ready: Cast):
    application = apply(ready, at=NOVEMBER)
    run = start_run(application=application, by=MACHINE, at=NOVEMBER) or Run.objects.get(application=application)
    assert missing_runs(by=MACHINE, at=NOVEMBER + DAY, queue_is_empty=False) == []
    assert missing_runs(by=MACHINE, at=NOVEMBER + DAY, queue_is_empty=True) == [run.pk]


def codes(run: Run) -> list[str]:
    return [reason["code"] for reason in HandOver.objects.get(run=run, closed_at__isnull=True).reasons]


@pytest.fixture
def ready(cast: Cast, registers: ToldRegisters) -> Cast:
    mandate_on(cast)
    granted_before(cast)
    return cast


@pytest.fixture
def asking(ready: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The municipality lets the automation ask for what is missing; the new rent of November has no evidence."""
    limits_for = situation.limits_for
    for place in ("queries.situation", "queries.looking"):
        monkeypatch.setattr(
            f"andrum.automation.{place}.limits_for",
            lambda month, folder=None: replace(limits_for(month, folder), supplement_automatic=True),
        )
    return ready


def without_evidence(cast: Cast) -> Run:
    """Her insurance has no evidence: nothing else is the matter."""
    costs = {"items": [{"id": "c1", "kind": "home_insurance", "amount": 12_300, "due": "2026-11-28"}]}
    return run_of(apply(cast, NOVEMBER, answers_for(Month(2026, 11)) | {"costs": costs}), NOVEMBER)


def answer(run: Run, cast: Cast, *, with_file: bool = True) -> None:
    asked = Supplement.objects.get(application=run.application)
    if with_file:
        Attachment.objects.create(
            application=run.application, supplement=asked, page="supplement", item=str(asked.pk), name="kvitto.pdf",
            media_type="application/pdf", person=run.application.applicant, size=4, sha256="1" * 64, content=b"%PDF",
            added_at=NOVEMBER,
        )  # fmt: skip
    answer_supplement(
        supplement=asked, answers={"evidence_1": "Här är den."}, by=actor_of(cast.alva), at=NOVEMBER + DAY
    )


def test_missing_evidence_is_asked_for_once_and_the_run_waits_and_says_until_when(asking: Cast):
    run = without_evidence(asking)
    asked = Supplement.objects.get(application=run.application)
    assert run.state == RunState.WAITING_FOR_CITIZEN
    assert run.cause == "Den sökande ska skicka underlag senast 14 november 2026."
    assert [item["fact"] for item in asked.items] == ["cost.c1"]
    assert not HandOver.objects.filter(run=run).exists()
    assert advance(run_id=run.pk, by=MACHINE, at=NOVEMBER + DAY).state == RunState.WAITING_FOR_CITIZEN
    assert missing_runs(by=MACHINE, at=NOVEMBER + DAY) == []
    assert Supplement.objects.count() == 1


def test_when_the_evidence_comes_the_run_goes_on_and_decides(asking: Cast):
    run = without_evidence(asking)
    answer(run, asking)
    run_again(application_id=run.application_id, by=MACHINE, at=NOVEMBER + DAY)
    done = advance(run_id=run.pk, by=MACHINE, at=NOVEMBER + DAY)
    assert done.state == RunState.DECIDED
    assert not Task.objects.filter(kind="supplement_due", done_at__isnull=True).exists()
    assert set(RunStep.objects.filter(run=run).values_list("round", flat=True)) == {1, 2}
    assert verify().ok


def test_an_answer_that_nobody_heard_of_is_found_by_the_worker_and_counted_once(asking: Cast):
    run = without_evidence(asking)
    answer(run, asking)
    assert missing_runs(by=MACHINE, at=NOVEMBER + DAY) == [run.pk]
    assert advance(run_id=run.pk, by=MACHINE, at=NOVEMBER + 2 * DAY).state == RunState.DECIDED
    assert run_again(application_id=run.application_id, by=MACHINE, at=NOVEMBER + 2 * DAY) is None
    assert not Task.objects.filter(title="Den sökande har svarat på en komplettering").exists()


def test_an_answer_without_a_file_goes_to_a_person_and_nothing_is_asked_again(asking: Cast):
    run = without_evidence(asking)
    answer(run, asking, with_file=False)
    run_again(application_id=run.application_id, by=MACHINE, at=NOVEMBER + DAY)
    assert advance(run_id=run.pk, by=MACHINE, at=NOVEMBER + DAY).state == RunState.HANDED_OVER
    assert codes(run) == ["evidence_missing"]
    assert Supplement.objects.count() == 1


def test_a_request_that_nobody_answers_goes_to_a_person_when_its_last_day_is_over(asking: Cast):
    run = without_evidence(asking)
    later = NOVEMBER + 11 * DAY
    assert missing_runs(by=MACHINE, at=later) == [run.pk]
    assert advance(run_id=run.pk, by=MACHINE, at=later).state == RunState.HANDED_OVER
    assert codes(run) == ["supplement_unanswered", "evidence_missing"]


def test_without_the_municipalitys_leave_a_person_asks(ready: Cast):
    run = without_evidence(ready)
    assert codes(run) == ["evidence_missing"]
    assert not Supplement.objects.exists()


def test_an_answer_after_the_decision_becomes_something_to_do_and_no_new_round(asking: Cast):
    run = without_evidence(asking)
    take_hold(matter=run.matter, by=actor_of(asking.cilla), at=NOVEMBER)
    by_hand(run, asking)
    release_hold(matter=run.matter, by=actor_of(asking.cilla), at=NOVEMBER)
    answer(run, asking)
    assert run_again(application_id=run.application_id, by=MACHINE, at=NOVEMBER + DAY) is None
    assert "37 och 38 §§" in Task.objects.get(title="Den sökande har svarat på en komplettering").text


def by_hand(run: Run, cast: Cast) -> Decision:
    return decide(
        matter=run.matter, month=run.month, outcome="granted", amount_ore=1_000, reasons="Nödläge.", how="person",
        calculation={}, rulebook_version="-", applied_ore=1_000, by=actor_of(cast.cilla), at=NOVEMBER, key="by hand",
    )  # fmt: skip


def test_a_month_that_a_person_decided_while_the_registers_were_asked_is_not_decided_again(
    ready: Cast, registers: ToldRegisters, monkeypatch: pytest.MonkeyPatch
):
    application = apply(ready, NOVEMBER)
    run = start_run(application=application, by=MACHINE, at=NOVEMBER) or Run.objects.get(application=application)
    ask = registers.ask

    def meanwhile(**question: object) -> object:
        release_hold(matter=run.matter, by=MACHINE, at=NOVEMBER)
        by_hand(run, ready)
        return ask(**question)  # type: ignore[arg-type]

    monkeypatch.setattr(registers, "ask", meanwhile)
    advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    assert codes(run) == ["already_decided"]
    stands = Decision.objects.get(month="2026-11")
    prepared, cilla = run.hand_overs.get(), actor_of(ready.cilla)
    with pytest.raises(ConflictError, match="redan ett beslut"):
        decide_hand_over(
            hand_over=prepared, outcome="granted", amount_ore=prepared.proposal["amount_ore"], reasons="", by=cilla,
            at=NOVEMBER,
        )  # fmt: skip
    assert write_off_hand_over(hand_over=prepared, reasons="Beslutet finns redan.", by=cilla, at=NOVEMBER) == stands
    prepared.refresh_from_db()
    assert (prepared.closed_how, prepared.decision) == ("set_aside", None)
    assert Decision.objects.filter(month="2026-11").count() == 1


def test_a_person_who_took_the_case_while_the_registers_were_slow_keeps_it(
    ready: Cast, registers: ToldRegisters, monkeypatch: pytest.MonkeyPatch
):
    application = apply(ready, NOVEMBER)
    run = start_run(application=application, by=MACHINE, at=NOVEMBER) or Run.objects.get(application=application)
    ask = registers.ask

    def meanwhile(**question: object) -> object:
        release_hold(matter=run.matter, by=MACHINE, at=NOVEMBER)  # as when its time has run out
        take_hold(matter=run.matter, by=actor_of(ready.cilla), at=NOVEMBER)
        return ask(**question)  # type: ignore[arg-type]

    monkeypatch.setattr(registers, "ask", meanwhile)
    waiting = advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    assert (waiting.state, waiting.cause) == (RunState.WAITING, "En handläggare arbetar med ärendet.")
    assert not RunStep.objects.filter(run=run).exists()


@pytest.mark.parametrize(("what", "code"), [("state", "matter_closed"), ("withdrawn", "withdrawn")])
def test_a_closed_matter_and_a_withdrawn_application_are_never_decided_alone(ready: Cast, what: str, code: str):
    application = apply(ready, NOVEMBER)
    if what == "state":
        type(application.matter).objects.filter(pk=application.matter_id).update(state="closed", closed_at=NOVEMBER)
    else:
        Application.objects.filter(pk=application.pk).update(state="withdrawn", withdrawn_at=NOVEMBER)
    start_run(application=application, by=MACHINE, at=NOVEMBER)
    run = advance(run_id=Run.objects.get(application=application).pk, by=MACHINE, at=NOVEMBER)
    assert codes(run)[0] == code


def test_before_the_control_month_is_over_nothing_is_decided_alone(ready: Cast):
    application = apply(ready, NOVEMBER)
    start_run(application=application, by=MACHINE, at=NOVEMBER)
    run = advance(
        run_id=Run.objects.get(application=application).pk, by=MACHINE, at=NOVEMBER.replace(month=10, day=31)
    )  # fmt: skip
    assert "month_not_over" in codes(run)


def test_registers_that_never_answer_leave_every_register_income_unknown(ready: Cast, registers: ToldRegisters):
    registers.trouble = RegistersUnavailableError("timeout")
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert run.cause.startswith("Registren svarar inte. Försök 1 är gjort, nästa görs kl. ")
    for _ in range(8):
        run = advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    prepared = run.hand_overs.get()
    assert all("unknown" in row["amount"] for row in prepared.household["incomes"])
    assert prepared.proposal["outcome"] == ""


def test_one_whom_a_register_calls_protected_is_protected_here_at_once(ready: Cast, registers: ToldRegisters):
    shy = AgencyAnswer(JobSeeker(is_job_seeker=True, is_protected=True))
    registers.answers[str(ALVA_NUMBER)] = replace(quiet_answer(str(ALVA_NUMBER)), af=shy)
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert codes(run)[0] == "protected_identity"
    assert Person.objects.get(pk=ready.alva_person.pk).is_protected


def test_a_fault_of_the_program_is_told_on_the_board_and_the_worker_tries_again(
    ready: Cast, monkeypatch: pytest.MonkeyPatch
):
    application = apply(ready, NOVEMBER)
    run = start_run(application=application, by=MACHINE, at=NOVEMBER) or Run.objects.get(application=application)
    monkeypatch.setattr("andrum.automation.actions.finishing.calculation_of", lambda _assessment: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.advance.func(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.cause == "Ett fel i programmet stoppade körningen. Driften ser felet i sin logg."
    monkeypatch.undo()


def test_steps_hold_no_name_and_no_personal_number(ready: Cast):
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    kept = json.dumps(list(RunStep.objects.filter(run=run).values_list("inputs", "result")), default=str)
    assert str(ALVA_NUMBER) not in kept
    assert "Alva" not in kept
    assert activity_support(10, 1).code in kept
