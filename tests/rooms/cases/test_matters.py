"""Matters, messages and holds: what a person and the machine may do, and what happens when both do it."""

from datetime import date, timedelta

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, SYSTEM
from andrum.cases.actions.matters import close_matter, reopen_matter
from andrum.cases.actions.tasks import reopen_task
from andrum.cases.domain.errors import HeldError, MatterStateError, TaskError
from andrum.cases.models import Matter
from andrum.cases.queries.matters import active_hold
from andrum.cases.service import (
    add_participant,
    add_task,
    assign,
    finish_task,
    open_matter,
    open_matter_of,
    participants_of,
    receive_message,
    release_hold,
    send_message,
    set_safety_concern,
    take_hold,
)
from andrum.kernel.errors import ConflictError
from andrum.people.service import set_protection
from tests.cast import NOW, Cast
from tests.rooms.cases.conftest import decide_for


def test_references_follow_one_another_and_start_anew_each_year(matter: Matter, cast: Cast):
    second = open_matter(applicant=cast.jon_person, unit=cast.norr, by=SYSTEM, at=NOW)
    next_year = open_matter(applicant=cast.bo_person, unit=cast.norr, by=SYSTEM, at=NOW + timedelta(days=100))
    assert [matter.reference, second.reference, next_year.reference] == [
        "EB-2026-000001", "EB-2026-000002", "EB-2027-000001",
    ]  # fmt: skip


def test_a_person_has_one_open_matter_of_a_kind(matter: Matter, cast: Cast):
    with pytest.raises(MatterStateError, match="redan ett pågående"):
        open_matter(applicant=cast.alva_person, unit=cast.soder, by=SYSTEM, at=NOW)
    assert open_matter_of(person=cast.alva_person) == matter
    close_matter(matter=matter, by=SYSTEM, at=NOW)
    assert open_matter_of(person=cast.alva_person) is None
    with pytest.raises(MatterStateError, match="redan avslutat"):
        close_matter(matter=matter, by=SYSTEM, at=NOW)
    reopen_matter(matter=matter, by=SYSTEM, at=NOW)
    with pytest.raises(MatterStateError, match="pågår redan"):
        reopen_matter(matter=matter, by=SYSTEM, at=NOW)


def test_a_matter_is_taken_by_the_first_of_two(matter: Matter, cast: Cast):
    assign(matter=matter, to=None, by=SYSTEM, at=NOW)
    assign(matter=matter, to=cast.kim, only_if_free=True, by=actor_of(cast.kim), at=NOW)
    with pytest.raises(ConflictError, match="just tagit"):
        assign(matter=matter, to=cast.cilla, only_if_free=True, by=actor_of(cast.cilla), at=NOW)


def test_a_protected_matter_is_given_to_named_staff_only(matter: Matter, cast: Cast):
    set_protection(person=cast.jon_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    add_participant(matter=matter, person=cast.jon_person, role="child", by=SYSTEM, at=NOW)
    assert matter.is_protected
    with pytest.raises(MatterStateError, match="särskilda behörigheten"):
        assign(matter=matter, to=cast.cilla, by=SYSTEM, at=NOW)
    assign(matter=matter, to=cast.kim, by=SYSTEM, at=NOW)


def test_participants_come_in_order_those_who_have_left_last(matter: Matter, cast: Cast):
    add_participant(matter=matter, person=cast.jon_person, role="child", by=SYSTEM, at=NOW)
    matter.participants.filter(role="co_applicant").update(to_date=date(2026, 11, 2))
    assert [part.role for part in participants_of(matter)] == ["applicant", "child", "co_applicant"]


def test_a_hold_keeps_others_out_and_runs_out_by_itself(matter: Matter, cast: Cast):
    cilla = actor_of(cast.cilla)
    take_hold(matter=matter, by=cilla, at=NOW, seconds=60)
    for other in (MACHINE, actor_of(cast.eva)):
        with pytest.raises(HeldError, match="Cilla Berg"):
            take_hold(matter=matter, by=other, at=NOW)
        release_hold(matter=matter, by=other, at=NOW)
    take_hold(matter=matter, by=cilla, at=NOW, seconds=90)
    later = NOW + timedelta(seconds=91)
    assert active_hold(matter, at=later) is None
    assert take_hold(matter=matter, by=MACHINE, at=later).holder_name == "Automatiken"


def test_what_the_citizen_writes_becomes_a_task_with_a_day(matter: Matter, cast: Cast):
    alva, decision = actor_of(cast.alva), decide_for(matter, cast)
    for kind, due in (("message", date(2026, 11, 4)), ("person_wanted", date(2026, 11, 4)),
                      ("objection", date(2026, 11, 16)), ("appeal", date(2026, 11, 9))):  # fmt: skip
        receive_message(matter=matter, kind=kind, text="Hej", decision=decision, by=alva, at=NOW)
        assert matter.tasks.get(kind=kind).due_date == due, kind
        assert matter.tasks.get(kind=kind).assigned_to == cast.cilla


def test_an_appeal_that_is_late_is_kept_and_a_person_tries_it(matter: Matter, cast: Cast):
    decision = decide_for(matter, cast)
    type(decision).objects.filter(pk=decision.pk).update(delivered_at=NOW, appeal_by_date=date(2026, 11, 1))
    decision.refresh_from_db()
    kept = receive_message(matter=matter, kind="appeal", text="Fel!", decision=decision, by=actor_of(cast.alva), at=NOW)
    assert kept.in_time is False
    assert "för sent" in matter.tasks.get(kind="appeal").text


def test_a_message_needs_words_and_an_objection_its_decision(matter: Matter, cast: Cast):
    alva = actor_of(cast.alva)
    for what in ({"kind": "message", "text": " "}, {"kind": "shout", "text": "Hej"}, {"kind": "appeal", "text": "Hej"},
                 {"kind": "message", "text": "x" * 10_001}):  # fmt: skip
        with pytest.raises(TaskError):
            receive_message(matter=matter, by=alva, at=NOW, **what)
    with pytest.raises(TaskError):
        send_message(matter=matter, text="", by=actor_of(cast.cilla), at=NOW)


def test_a_task_comes_once_for_its_key_and_is_done_once(matter: Matter):
    task = add_task(matter=matter, title="Ring", key="k", by=SYSTEM, at=NOW)
    assert add_task(matter=matter, title="Annat", key="k", by=SYSTEM, at=NOW) == task
    finish_task(task=task, by=SYSTEM, at=NOW)
    with pytest.raises(TaskError, match="redan gjord"):
        finish_task(task=task, by=SYSTEM, at=NOW)
    reopen_task(task=task, by=SYSTEM, at=NOW)
    with pytest.raises(TaskError, match="inte gjord"):
        reopen_task(task=task, by=SYSTEM, at=NOW)


def test_a_concern_for_safety_is_kept(matter: Matter):
    set_safety_concern(matter=matter, concern=True, by=SYSTEM, at=NOW)
    matter.refresh_from_db()
    assert matter.safety_concern
