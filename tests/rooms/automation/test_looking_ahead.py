"""What a run works out before it takes the lock is used while nothing has happened since, and never otherwise."""

from collections.abc import Callable

import pytest
from django.db import transaction

from andrum.audit.service import SYSTEM
from andrum.automation.actions import finishing, runs
from andrum.automation.actions.finishing import look_ahead
from andrum.automation.models import HandOver, Run, RunState, RunStep
from andrum.cases.service import Matter, receive_message, record_fact, set_safety_concern
from andrum.people.service import set_protection
from tests.cast import Cast
from tests.rooms.automation.stage import (
    NOVEMBER,
    ToldRegisters,
    apply,
    granted_before,
    mandate_on,
    registers,
    run_of,
)

__all__ = ["registers"]
MEANWHILE: dict[str, tuple[Callable[[Matter], object], str]] = {
    "a message": (lambda matter: receive_message(matter=matter, kind="message", text="Vänta!", by=SYSTEM, at=NOVEMBER),
                  "unread_message"),
    "a worry": (lambda matter: set_safety_concern(matter=matter, concern=True, by=SYSTEM, at=NOVEMBER),
                "safety_concern"),
    "protection": (lambda matter: set_protection(person=matter.applicant, protection="sekretessmarkering", by=SYSTEM,
                                                 at=NOVEMBER), "protected_identity"),
}  # fmt: skip


@pytest.fixture
def ready(cast: Cast, registers: ToldRegisters) -> Cast:
    mandate_on(cast)
    granted_before(cast)
    return cast


def after_looking(monkeypatch: pytest.MonkeyPatch, then: Callable[[Run], object]) -> None:
    """Let something happen between the look and the lock."""

    def looked_and_then(**told: object) -> object:
        ahead = look_ahead(**told)  # type: ignore[arg-type]
        then(Run.objects.select_related("matter__applicant").get(pk=told["run_id"]))
        return ahead

    monkeypatch.setattr(runs, "look_ahead", looked_and_then)


def test_what_was_found_ahead_is_used_when_nothing_has_happened(ready: Cast, monkeypatch: pytest.MonkeyPatch):
    looks: list[object] = []
    look = finishing.look
    monkeypatch.setattr(finishing, "look", lambda **told: looks.append(told) or look(**told))
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert (run.state, len(looks)) == (RunState.DECIDED, 1)


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happens_meanwhile_is_seen(ready: Cast, monkeypatch: pytest.MonkeyPatch, what: str):
    happens, code = MEANWHILE[what]
    after_looking(monkeypatch, lambda run: happens(run.matter))
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert run.state == RunState.HANDED_OVER
    assert code in [reason["code"] for reason in HandOver.objects.get(run=run).reasons]


def test_a_fact_that_comes_meanwhile_is_seen(ready: Cast, monkeypatch: pytest.MonkeyPatch):
    def wants_to_talk(run: Run) -> None:
        record_fact(matter=run.matter, name="contact.wants_person", month=run.month, value=True, by=SYSTEM, at=NOVEMBER,
                    source="citizen")  # fmt: skip

    after_looking(monkeypatch, wants_to_talk)
    run = run_of(apply(ready, NOVEMBER), NOVEMBER)
    assert [reason["code"] for reason in HandOver.objects.get(run=run).reasons] == ["person_wanted"]


def test_ahead_or_not_every_step_is_the_same(ready: Cast, monkeypatch: pytest.MonkeyPatch):
    application = apply(ready, NOVEMBER)
    kept: list[list[object]] = []
    for way in (look_ahead, lambda **_told: None):
        monkeypatch.setattr(runs, "look_ahead", way)
        with transaction.atomic():
            run = run_of(application, NOVEMBER)
            steps = RunStep.objects.filter(run=run, name__in=("collect", "complete", "cross_check", "assess"))
            kept.append(list(steps.order_by("pk").values_list("name", "sha256")))
            transaction.set_rollback(True)
    assert kept[0] == kept[1] != []
