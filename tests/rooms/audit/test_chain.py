"""The log: append-only, chained, and a change by anybody with the database in hand is found."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from andrum.audit.service import (
    SYSTEM,
    Actor,
    AuditEvent,
    HeadFileError,
    UnknownEventKindError,
    compare_head,
    events,
    events_of_matter,
    export_head,
    gather,
    head,
    head_before,
    in_words,
    record,
    register_kind,
    verify,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
CILLA = Actor("person", "1", "Cilla Berg")


@pytest.fixture(autouse=True)
def kind():
    register_kind("test.done", label="Gjort", present=lambda details: f"nummer {details['number']}")


def add(number: int, **more):
    values = {"kind": "test.done", "by": CILLA, "at": NOON + timedelta(minutes=number), "subject": f"thing:{number}"}
    return record(**{**values, "details": {"number": number, "namn": "åäö ✓"}, **more})


@pytest.fixture
def five(db):
    """Five events after what the tables were born with."""
    return [add(number, matter="7" if number % 2 else "") for number in range(1, 6)]


def raw(sql: str, *values: object) -> None:
    """Change the database as one who has it in hand: the triggers taken away."""
    drops = (
        ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_head_stays"]
        if connection.vendor == "sqlite"
        else [
            "DROP TRIGGER audit_no_change ON audit_auditevent",
            "DROP TRIGGER audit_head_stays ON audit_audithead",
        ]
    )
    with connection.cursor() as cursor:
        for drop in drops:
            cursor.execute(drop)
        cursor.execute(sql, values)


def test_a_whole_chain_is_whole(five):
    report = verify()
    assert (report.ok, report.problems) == (True, ())
    assert report.head == head()
    assert head().hash == five[-1].hash


@pytest.mark.parametrize(
    "sql",
    ["UPDATE audit_auditevent SET actor_name = 'x'", "DELETE FROM audit_auditevent", "DELETE FROM audit_audithead"],
)
def test_the_database_refuses_to_change_the_log(five, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify().ok


@pytest.mark.parametrize("column", ["actor_id", "actor_name", "actor_kind", "kind", "subject", "matter", "person"])
def test_an_altered_word_is_found(five, column):
    raw(f"UPDATE audit_auditevent SET {column} = %s WHERE seq = %s", "other", five[2].seq)  # noqa: S608 - our own names
    assert [problem.seq for problem in verify().problems] == [five[2].seq]


def test_an_altered_detail_is_found(five):
    raw("UPDATE audit_auditevent SET details = %s WHERE seq = %s", '{"number": 99}', five[1].seq)
    assert not verify().ok


def test_an_altered_moment_is_found(five):
    raw("UPDATE audit_auditevent SET at = %s WHERE seq = %s", NOON - timedelta(days=1), five[1].seq)
    assert not verify().ok


def test_a_removed_row_in_the_middle_is_found(five):
    raw("DELETE FROM audit_auditevent WHERE seq = %s", five[2].seq)
    assert "saknas" in verify().problems[0].what


def test_removed_rows_at_the_end_are_found(five):
    raw("DELETE FROM audit_auditevent WHERE seq >= %s", five[3].seq)
    assert not verify().ok


def test_an_inserted_row_is_found(five):
    raw(
        "INSERT INTO audit_auditevent (seq, at, actor_kind, actor_id, actor_name, kind, subject, matter, person,"
        " details, previous_hash, hash) SELECT seq + 1, at, actor_kind, actor_id, 'Somebody', kind, subject, matter,"
        " person, details, hash, %s FROM audit_auditevent WHERE seq = %s",
        "f" * 64,
        five[-1].seq,
    )
    assert not verify().ok


def test_two_rows_that_changed_place_are_found(five):
    raw("UPDATE audit_auditevent SET seq = -1 WHERE seq = %s", five[1].seq)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET seq = %s WHERE seq = %s", [five[1].seq, five[2].seq])
        cursor.execute("UPDATE audit_auditevent SET seq = %s WHERE seq = -1", [five[2].seq])
    assert not verify().ok


def test_a_head_that_was_moved_is_found(five):
    raw("UPDATE audit_audithead SET count = count + 1")
    assert not verify().ok


def test_a_head_kept_outside_is_found_in_the_chain_it_came_from(five):
    kept = export_head()
    add(6)
    assert compare_head(kept)
    assert not compare_head(kept.replace(five[-1].hash, "0" * 64))
    for wrong in ("", "[]", "{}", "not json", '{"count": "x", "hash": 1}'):
        with pytest.raises(HeadFileError):
            compare_head(wrong)


def test_the_head_before_a_moment_is_the_last_event_before_it(five):
    assert head_before(NOON + timedelta(minutes=3)).hash == five[1].hash


def test_a_kind_that_nobody_has_registered_is_refused_and_nothing_is_written(five):
    with pytest.raises(UnknownEventKindError):
        add(7, kind="test.unheard_of")
    assert head().hash == five[-1].hash


def test_an_event_of_a_room_that_is_gone_is_still_shown():
    assert in_words("gone.thing", {}) == "gone.thing"
    assert in_words("test.done", {"number": 3}) == "Gjort: nummer 3"


def test_an_event_goes_with_the_change_it_tells_of(five):
    def fails():
        with transaction.atomic():
            add(8)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        fails()
    assert head().hash == five[-1].hash
    assert verify().ok


def test_events_are_found_by_what_one_looks_for(five):
    assert [event.seq for event in events_of_matter(7)] == [five[4].seq, five[2].seq, five[0].seq]
    assert events(since=NOON + timedelta(minutes=5)).count() == 1
    assert events(actor="1", kind="test.done").count() == 5
    assert events(actor=SYSTEM.id, kind="test.done").count() == 0
    assert isinstance(events().first(), AuditEvent)


def test_events_gathered_in_a_transaction_stand_in_order_and_the_chain_is_whole():
    with transaction.atomic(), gather():
        for number in range(3):
            record(kind="audit.read", by=SYSTEM, at=NOON, subject=f"log:{number}")
        assert not events(kind="audit.read").exists()
    assert [event.subject for event in events(kind="audit.read")] == ["log:2", "log:1", "log:0"]
    assert verify().ok


def test_what_was_gathered_in_a_savepoint_goes_with_it_and_the_rest_stays():
    def fail() -> None:
        with transaction.atomic():
            record(kind="audit.read", by=SYSTEM, at=NOON, subject="taken back")
            raise LookupError

    with transaction.atomic(), gather():
        record(kind="audit.read", by=SYSTEM, at=NOON, subject="before")
        with pytest.raises(LookupError):
            fail()
        record(kind="audit.read", by=SYSTEM, at=NOON, subject="after")
    assert [event.subject for event in events(kind="audit.read")] == ["after", "before"]
    assert verify().ok


def test_what_was_gathered_goes_with_the_change_when_it_is_taken_back():
    def fail() -> None:
        with transaction.atomic(), gather():
            record(kind="audit.read", by=SYSTEM, at=NOON, subject="log")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not events(kind="audit.read").exists()
    assert verify().ok
