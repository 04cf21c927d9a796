"""Decisions: once, with reasons, never changed but by a new one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, SYSTEM
from andrum.cases.domain.errors import DecisionError, HeldError
from andrum.cases.models import Decision, Matter
from andrum.cases.service import (
    active_decision,
    answer_communication,
    communicate,
    communication_of,
    expect_decision,
    mark_delivered,
    take_hold,
)
from andrum.kernel.errors import ConflictError
from tests.cast import NOW, Cast
from tests.rooms.cases.conftest import decide_for


def test_the_same_key_gives_the_same_decision_and_another_content_is_refused(matter: Matter, cast: Cast):
    first = decide_for(matter, cast)
    assert decide_for(matter, cast) == first
    with pytest.raises(ConflictError):
        decide_for(matter, cast, amount_ore=1)
    assert Decision.objects.count() == 1


def test_a_month_has_one_decision_unless_the_new_one_changes_it(matter: Matter, cast: Cast):
    first = decide_for(matter, cast)
    with pytest.raises(ConflictError, match="redan ett beslut"):
        decide_for(matter, cast, key="d2")
    second = decide_for(matter, cast, key="d3", amount_ore=1_300_000, changes=first)
    assert active_decision(matter=matter, month="2026-11") == second
    with pytest.raises(ConflictError):
        decide_for(matter, cast, key="d4", changes=first)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"outcome": "denied", "amount_ore": 0}, "motivering"),
        ({"outcome": "denied", "reasons": "Inkomst.", "amount_ore": 1}, "Beloppet"),
        ({"amount_ore": -1}, "Beloppet"),
        ({"outcome": "maybe", "reasons": "x"}, "Utfallet"),
        ({"how": "automated", "by": MACHINE}, "mandat"),
        ({"how": "automated", "mandate_ref": "m"}, "mandat"),
    ],
)
def test_a_decision_that_may_not_stand_is_refused(matter: Matter, cast: Cast, what: dict, words: str):
    with pytest.raises(DecisionError, match=words):
        decide_for(matter, cast, **what)
    assert not Decision.objects.exists()


def test_nobody_decides_while_another_holds_the_matter(matter: Matter, cast: Cast):
    take_hold(matter=matter, by=MACHINE, at=NOW, seconds=60)
    with pytest.raises(HeldError):
        decide_for(matter, cast)
    assert decide_for(matter, cast, at=NOW + timedelta(seconds=61))


def test_a_decision_ends_the_wait_for_it(matter: Matter, cast: Cast):
    task = expect_decision(matter=matter, month="2026-11", received_at=NOW, by=SYSTEM, at=NOW)
    assert task.due_date == date(2026, 11, 16)
    decide_for(matter, cast)
    task.refresh_from_db()
    assert task.done_at == NOW


def test_the_first_delivery_sets_the_last_day_to_appeal_past_days_of_rest(matter: Matter, cast: Cast):
    decision = decide_for(matter, cast)
    delivered = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)  # Saturday the fifth in Sweden; three weeks on is Boxing Day
    mark_delivered(decision=decision, delivered_at=delivered, by=SYSTEM, at=NOW)
    mark_delivered(decision=decision, delivered_at=delivered + timedelta(days=9), by=SYSTEM, at=NOW)
    decision.refresh_from_db()
    assert decision.appeal_by_date == date(2026, 12, 28)


def test_an_answer_to_a_communication_is_kept_once(matter: Matter, cast: Cast):
    by = actor_of(cast.cilla)
    sent = communicate(
        matter=matter, month="2026-11", text="Vi tänker avslå.", answer_by=date(2026, 11, 9), by=by, at=NOW
    )
    assert communication_of(matter=matter, month="2026-11") == sent
    answer_communication(communication=sent, answer="Nej!", by=by, at=NOW)
    with pytest.raises(DecisionError, match="redan ett svar"):
        answer_communication(communication=sent, answer="Jo.", by=by, at=NOW)
    with pytest.raises(DecisionError):
        communicate(matter=matter, month="2026-11", text="Sent.", answer_by=date(2026, 11, 1), by=by, at=NOW)
