"""The board of runs: every kind in one table, paused, resumed and tried again with a reason, saved time by a figure."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from andrum.accounts.service import actor_of
from andrum.audit.service import MACHINE, AuditEvent
from andrum.automation.actions.runs import advance, missing_runs, start_run
from andrum.automation.models import Run
from andrum.cases.service import Matter
from andrum.dispatch.actions.delivery import resume_waiting
from andrum.dispatch.models import Outgoing
from andrum.dispatch.service import collect_payment_file
from andrum.kernel.errors import AndrumError
from andrum.runs.models import Pause, TimeFigure
from andrum.runs.service import (
    board_of_runs,
    is_paused,
    note_time_figure,
    pause_kind,
    resume_kind,
    retry_kind,
)
from tests.cast import NOW
from tests.rooms.applications.answers import alone, draft, sign
from tests.rooms.automation.desk import prepared

NEW = "economic_assistance.new"
CONTINUED = "economic_assistance.continued"


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def row_of(user, kind, at=NOW):
    return next(row for row in board_of_runs(user=user, at=at).rows if row.kind == kind)


def queued(cast) -> Run:
    application = sign(draft(cast.alva, alone()), cast.alva)
    start_run(application=application, by=MACHINE, at=NOW)
    return Run.objects.get(application=application)


def pause(cast, kind=NEW):
    return pause_kind(kind=kind, reason="Registren är nere.", by=actor_of(cast.eva), at=NOW)


def test_every_kind_has_a_row_and_the_last_is_their_sum(cast):
    prepared(cast)
    board = board_of_runs(user=cast.eva, at=NOW)
    assert {"dispatch.letter", "dispatch.payment", CONTINUED, NEW} <= {row.kind for row in board.rows}
    assert board.rows[-1].is_sum
    assert row_of(cast.eva, NEW).counts["handed_over"] == 1
    assert board.rows[-1].total == sum(row.total for row in board.rows[:-1])
    assert [(cause.kind, cause.many) for cause in board.causes] == [(NEW, 1)]


def test_nothing_of_a_paused_kind_is_begun_and_all_of_it_is_when_it_goes_on(cast):
    pause(cast)
    run = queued(cast)
    assert advance(run_id=run.pk, by=MACHINE, at=NOW).state == "waiting"
    assert missing_runs(by=MACHINE, at=NOW + timedelta(hours=1)) == []
    resume_kind(kind=NEW, reason="De svarar igen.", by=actor_of(cast.eva), at=NOW + timedelta(hours=1))
    assert missing_runs(by=MACHINE, at=NOW + timedelta(hours=1)) == [run.pk]
    assert advance(run_id=run.pk, by=MACHINE, at=NOW + timedelta(hours=1)).state == "handed_over"


def test_one_whose_worker_died_goes_back_to_the_queue_of_its_paused_kind(cast):
    run = queued(cast)
    Run.objects.filter(pk=run.pk).update(state="running")
    pause(cast)
    assert advance(run_id=run.pk, by=MACHINE, at=NOW).state == "waiting"


def test_what_is_not_paused_goes_on(cast):
    pause(cast, CONTINUED)
    run = queued(cast)
    assert advance(run_id=run.pk, by=MACHINE, at=NOW).state == "handed_over"


def test_to_pause_and_to_resume_twice_is_once_and_each_is_logged_with_its_reason(cast):
    assert pause(cast).pk == pause(cast).pk
    for _ in range(2):
        resume_kind(kind=NEW, reason="Klart.", by=actor_of(cast.greta), at=NOW)
    told = AuditEvent.objects.filter(kind__startswith="runs.").order_by("seq")
    assert [(event.kind, event.actor_name, event.details["reason"]) for event in told] == [
        ("runs.paused", "Eva Lund", "Registren är nere."), ("runs.resumed", "Greta Nord", "Klart."),
    ]  # fmt: skip
    assert not is_paused(NEW)


def test_the_database_keeps_one_pause_at_a_time_and_none_without_a_reason(cast):
    pause(cast)
    for reason in ("Igen.", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pause.objects.create(kind=NEW, reason=reason, paused_at=NOW, paused_by="x")


@pytest.mark.parametrize(("kind", "reason"), [(NEW, "  "), ("något.annat", "Skäl.")])
def test_neither_without_a_reason_nor_for_a_kind_that_is_not_there(cast, kind, reason):
    for act in (pause_kind, resume_kind):
        with pytest.raises(AndrumError):
            act(kind=kind, reason=reason, by=actor_of(cast.eva), at=NOW)
    assert not Pause.objects.exists()


def failed(cast, cause="En parameterfil går inte att använda.") -> Run:
    run = queued(cast)
    Run.objects.filter(pk=run.pk).update(
        state="failed", cause=cause, next_try_at=NOW + timedelta(minutes=10), attempt=3
    )
    return run


def test_what_failed_for_one_cause_is_tried_again_together_by_those_who_may_know_of_it(cast):
    run = failed(cast)
    (fault,) = board_of_runs(user=cast.eva, at=NOW).faults
    assert (fault.kind, fault.words, fault.many) == (NEW, "En parameterfil går inte att använda.", 1)
    with pytest.raises(AndrumError):
        retry_kind(kind=NEW, code=fault.code, reason="Prov.", user=cast.dag, by=actor_of(cast.dag), at=NOW)
    assert (
        retry_kind(kind=NEW, code=fault.code, reason="Filen är rättad.", user=cast.eva, by=actor_of(cast.eva), at=NOW)
        == 1
    )
    run.refresh_from_db()
    assert (run.state, run.attempt, run.cause, run.next_try_at) == ("waiting", 0, "", NOW)
    with pytest.raises(AndrumError):
        retry_kind(kind=NEW, code=fault.code, reason="Igen.", user=cast.eva, by=actor_of(cast.eva), at=NOW)


def test_a_protected_person_is_in_no_number_but_of_named_staff(cast):
    run = failed(cast)
    Matter.objects.filter(pk=run.matter_id).update(is_protected=True)
    board = board_of_runs(user=cast.eva, at=NOW)
    assert (board.rows[-1].total, board.faults, board.causes) == (0, [], [])


def test_no_saved_time_is_shown_until_somebody_answers_for_a_figure(cast):
    run = queued(cast)
    assert row_of(cast.eva, NEW).saved is None
    figure = note_time_figure(
        kind=NEW, unit=cast.norr, minutes=95, source="Tidsstudien i mars", source_date=date(2026, 3, 31),
        by=actor_of(cast.eva), at=NOW,
    )  # fmt: skip
    assert str(figure) == f"{NEW} 95"
    saved = row_of(cast.eva, NEW).saved
    assert saved is not None
    assert (saved.minutes, run.state) == (0, "waiting")
    assert TimeFigure.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"minutes": 0}, {"minutes": 10_001}, {"source": " "}, {"source_date": date(2027, 1, 1)}, {"kind": "annat"}],
)
def test_a_figure_nobody_could_answer_for_is_refused(cast, wrong):
    good = {"kind": NEW, "minutes": 95, "source": "Tidsstudien", "source_date": date(2026, 3, 31)}
    with pytest.raises(AndrumError):
        note_time_figure(unit=cast.norr, by=actor_of(cast.eva), at=NOW, **(good | wrong))


def test_letters_and_payments_wait_while_they_are_paused_and_go_when_they_go_on(cast):
    matter = prepared(cast).matter
    letter = Outgoing.objects.create(
        kind="letter", key="brev-1", matter=matter, ordered_at=NOW - timedelta(days=1), ordered_by="x"
    )
    for kind in ("dispatch.letter", "dispatch.payment"):
        pause(cast, kind)
    assert resume_waiting(by=MACHINE, at=NOW) == 0
    assert collect_payment_file(by=MACHINE, at=NOW) is None
    assert row_of(cast.eva, "dispatch.letter").counts["waiting"] == 1
    resume_kind(kind="dispatch.letter", reason="Klart.", by=actor_of(cast.eva), at=NOW)
    letter.refresh_from_db()
    assert letter.next_try_at == NOW
    assert resume_waiting(by=MACHINE, at=NOW) == 1


def test_the_pages_pause_resume_retry_and_note(cast):
    run = failed(cast)
    eva, ida = Client(), Client()
    eva.force_login(cast.eva)
    ida.force_login(cast.ida)
    fault = board_of_runs(user=cast.eva, at=NOW).faults[0]
    assert "Inget nytt av det här slaget påbörjas" in eva.get(f"/korningar/slag/{NEW}/pausa/").content.decode()
    assert ida.get(f"/korningar/slag/{NEW}/pausa/").status_code == 404
    assert not eva.post(f"/korningar/slag/{NEW}/pausa/", {"reason": ""}).headers.get("Location")
    eva.post(f"/korningar/slag/{NEW}/pausa/", {"reason": "Registren är nere."})
    assert "Registren är nere." in eva.get("/korningar/").content.decode()
    eva.post(f"/korningar/slag/{NEW}/fortsatt/", {"reason": "Klart."})
    assert not is_paused(NEW)
    eva.post(f"/korningar/slag/{NEW}/igen/", {"reason": "Rättad.", "orsak": fault.code})
    run.refresh_from_db()
    assert run.state == "waiting"
    eva.post("/korningar/tid/", {
        "kind": NEW, "unit": cast.norr.pk, "minutes": "90", "source": "Egen mätning", "source_date": "2026-10-30",
    })  # fmt: skip
    assert "Egen mätning" in eva.get("/korningar/tid/").content.decode()
    assert "0 ärenden" not in eva.get("/korningar/").content.decode()
    for address in (f"/korningar/slag/{NEW}/annat/", "/korningar/slag/annat/pausa/"):
        assert eva.get(address).status_code == 404
