"""The database itself refuses what must not be: raw SQL changes nothing that is finished, decided, kept or written."""

import pytest
from django.db import DatabaseError, connection, transaction

from andrum.accounts.service import actor_of
from andrum.audit.service import Actor
from andrum.cases.service import Matter, participants_of
from andrum.investigations.actions.placing import place
from andrum.investigations.models import Investigation
from andrum.investigations.service import (
    finish,
    give_more_time,
    save_part,
    say_why_child_not_heard,
    send_to_party,
)
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import Told, talk

ALWAYS = [
    ("UPDATE investigations_step SET text = 'x'", "investigations_step_locked"),
    ("DELETE FROM investigations_step", "investigations_step_kept"),
    ("UPDATE investigations_keptbasis SET content = '{}'", "investigations_basis_locked"),
    ("DELETE FROM investigations_keptbasis", "investigations_basis_kept"),
    ("UPDATE investigations_hearing SET way = 'post'", "investigations_hearing_locked"),
    ("UPDATE investigations_partversion SET written_by = 'Någon'", "investigations_author_locked"),
    ("DELETE FROM investigations_partversion", "investigations_version_kept"),
    ("UPDATE investigations_investigation SET number = 9", "investigations_locked"),
    ("DELETE FROM investigations_investigation", "investigations_row_kept"),
]
WHEN_FINISHED = [
    ("UPDATE investigations_investigation SET reason = 'x'", "investigations_locked"),
    ("UPDATE investigations_investigation SET state = 'open', finished_at = NULL, finished_by = ''", "_locked"),
    ("UPDATE investigations_partversion SET text = 'x'", "investigations_version_update"),
    ("UPDATE investigations_part SET revision = 99", "investigations_part_update"),
    ("UPDATE investigations_placement SET area = 'utbildning'", "investigations_placement_update"),
    ("DELETE FROM investigations_placement", "investigations_placement_delete"),
    (
        (
            "INSERT INTO investigations_part (investigation_id, part, revision) SELECT id, 'purpose', 0 "
            "FROM investigations_investigation"
        ),
        "investigations_part_insert",
    ),
    (
        (
            "INSERT INTO investigations_partversion (part_id, number, text, is_aside, taken_care_of, written_by, "
            "written_by_id, began_at, saved_at) SELECT id, 99, 'x', false, false, 'x', 'x', "
            "'2026-11-02 09:00:00', '2026-11-02 09:00:00' FROM investigations_part"
        ),
        "investigations_version_insert",
    ),
    (
        (
            "INSERT INTO investigations_keptbasis (investigation_id, number, cause, content, lines, sha256, kept_at, "
            "kept_by) SELECT id, 99, 'x', '{}', 0, 'x', '2026-11-02 09:00:00', 'x' FROM investigations_investigation"
        ),
        "investigations_keptbasis_insert",
    ),
]


@pytest.fixture
def everything(investigation: Investigation, matter: Matter, cast: Cast, cilla: Actor) -> Investigation:
    made = talk(matter, cast.cilla, [Told("M", "Han sover dåligt.", "halsa")])
    line = made.lines.get(decision="accepted")
    place(investigation=investigation, entry_key=f"conversation:{made.pk}:{line.pk}", area="halsa", by=cilla, at=NOW)
    for part in ("analysis", "assessment", "proposal"):
        save_part(investigation=investigation, part=part, text="Text.", base=0, by=cilla, at=NOW)
    say_why_child_not_heard(investigation=investigation, text="Vill inte än.", by=cilla, at=NOW)
    give_more_time(
        investigation=investigation, to_date=NOW.date().replace(year=2027, month=5), text="Väntar på BUP.", by=cilla,
        at=NOW,
    )  # fmt: skip
    sara = next(one.person_id for one in participants_of(matter) if one.role == "guardian")
    send_to_party(
        investigation=investigation, person_id=sara, way="post", answer_by=NOW.date(), text="Läs.",
        by=actor_of(cast.cilla), at=NOW,
    )  # fmt: skip
    return investigation


@pytest.fixture
def finished(everything: Investigation, cilla: Actor) -> Investigation:
    return finish(investigation=everything, not_sent_because="Alla har yttrat sig i dag.", by=cilla, at=NOW)


def refused(sql: str, lock: str) -> None:
    with pytest.raises(DatabaseError, match=lock), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(("sql", "lock"), ALWAYS)
def test_what_was_decided_kept_or_written_cannot_be_changed_around_the_program(
    everything: Investigation, sql: str, lock: str
):
    refused(sql, lock)


@pytest.mark.parametrize(("sql", "lock"), WHEN_FINISHED)
def test_a_finished_investigation_and_all_that_hangs_on_it_is_locked(finished: Investigation, sql: str, lock: str):
    refused(sql, lock)


@pytest.mark.parametrize(("sql", "lock"), [one for one in WHEN_FINISHED if one[0].startswith(("UPDATE", "DELETE"))][2:])
def test_one_under_way_is_not_locked(everything: Investigation, sql: str, lock: str):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0
