"""The registers are asked about one who applies in an open matter, by the unit that decides it; nothing else leaves."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, SYSTEM, events
from andrum.automation.actions.runs import advance, start_run
from andrum.automation.domain.errors import QuestionRefusedError, RegistersUnavailableError
from andrum.automation.models import HandOver, Run, RunState
from andrum.automation.queries.asking import LEGAL_BASIS, PURPOSE, Permit, ask_registers, permit_for
from tests.cast import Cast
from tests.rooms.automation.stage import NOVEMBER, ToldRegisters, apply, granted_before, mandate_on, registers

__all__ = ["registers"]


@pytest.fixture
def run(cast: Cast, registers: ToldRegisters) -> Run:
    mandate_on(cast)
    granted_before(cast)
    application = apply(cast, NOVEMBER)
    start_run(application=application, by=MACHINE, at=NOVEMBER)
    registers.asked = 0
    return Run.objects.select_related("matter__unit", "application__applicant", "application__co_applicant").get(
        application=application
    )


def close(run: Run, cast: Cast) -> None:
    type(run.matter).objects.filter(pk=run.matter_id).update(state="closed", closed_at=NOVEMBER)


def other_kind(run: Run, cast: Cast) -> None:
    type(run.matter).objects.filter(pk=run.matter_id).update(kind="adults")


def no_part(run: Run, cast: Cast) -> None:
    run.matter.participants.filter(role="applicant").update(to_date=NOVEMBER.date())


def taken_back(run: Run, cast: Cast) -> None:
    type(run.application).objects.filter(pk=run.application_id).update(state="withdrawn")


@pytest.mark.parametrize(
    ("what", "code"),
    [(close, "matter_closed"), (other_kind, "other_kind"), (no_part, "no_part"), (taken_back, "not_applied")],
)
def test_where_it_is_not_lawful_nobody_is_asked_and_a_person_takes_over(
    run: Run, cast: Cast, registers: ToldRegisters, what: Callable[[Run, Cast], None], code: str
):
    what(run, cast)
    done = advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    assert (registers.asked, done.state) == (0, RunState.HANDED_OVER)
    assert "not_asked_for" in [row["code"] for row in HandOver.objects.get(run=run).reasons]
    assert [event.details["code"] for event in events(kind="automation.registers_refused")] == [code]
    assert not [event for event in events(kind="automation.registers_asked") if event.details["attempt"] == 1
                and event.subject == f"run:{run.pk}"]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "may"), [("cilla", True), ("eva", True), ("dag", False), ("ida", False), ("hugo", False), ("alva", False)]
)
def test_of_persons_only_those_who_handle_the_matter_may_ask(run: Run, cast: Cast, who: str, *, may: bool):
    by = actor_of(getattr(cast, who))
    permit = permit_for(run, by=by)
    assert (permit.refused == "") is may
    if may:
        assert permit.asked_by == f"handläggare {by.id}, norr"


def test_the_system_itself_has_nothing_to_ask(run: Run):
    assert permit_for(run, by=SYSTEM).refused == "nobody"


def test_without_a_permit_of_its_own_a_run_asks_nobody(run: Run, registers: ToldRegisters):
    for permit in (Permit(run.pk, refused="matter_closed"), Permit(run.pk + 1, asked_by="x")):
        with pytest.raises(QuestionRefusedError):
            ask_registers(run, permit, at=NOVEMBER)
    assert registers.asked == 0


@dataclass
class Dies(BaseException):
    """The worker is killed while the registers answer."""


def test_the_question_is_in_the_log_with_purpose_and_law_before_it_is_asked(run: Run, registers: ToldRegisters):
    registers.trouble = Dies()  # type: ignore[assignment]
    with pytest.raises(Dies):
        advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    (event,) = [one for one in events(kind="automation.registers_asked") if one.subject == f"run:{run.pk}"]
    assert event.details == {
        "purpose": PURPOSE, "legal_basis": LEGAL_BASIS, "month": "2026-11", "unit": "norr", "from": "2026-09-01",
        "to": "2026-11-30", "attempt": 1,
    }  # fmt: skip
    assert event.person == str(run.application.applicant_id)


def test_each_try_is_a_question_of_its_own_in_the_log(run: Run, registers: ToldRegisters):
    registers.trouble = RegistersUnavailableError("timeout")
    for _try in range(2):
        advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    registers.trouble = None
    advance(run_id=run.pk, by=MACHINE, at=NOVEMBER)
    asked = [one.details["attempt"] for one in events(kind="automation.registers_asked")]
    assert sorted(asked)[-2:] == [2, 3]
    assert len([one for one in events(kind="automation.registers_answered") if one.subject == f"run:{run.pk}"]) == 1
