"""The database itself refuses what must not be: raw SQL changes no signed note, decision, fact or document."""

import pytest
from django.db import DatabaseError, connection, transaction

from andrum.accounts.service import actor_of
from andrum.cases.actions.access import open_anyway
from andrum.cases.models import Matter
from andrum.cases.service import add_document, receive_message, send_message, write_note
from tests.cast import NOW, Cast

LOCKED = [
    ("UPDATE cases_journalnote SET text = 'x' WHERE signed_at IS NOT NULL", "cases_note_locked"),
    ("UPDATE cases_journalnote SET signed_at = NULL WHERE signed_at IS NOT NULL", "cases_note_locked"),
    ("DELETE FROM cases_journalnote WHERE signed_at IS NOT NULL", "cases_note_kept"),
    ("UPDATE cases_decision SET amount_ore = amount_ore + 1", "cases_decision_locked"),
    ("UPDATE cases_decision SET outcome = 'denied', amount_ore = 0, reasons = 'x'", "cases_decision_locked"),
    ("UPDATE cases_decision SET decided_by_name = 'Någon'", "cases_decision_locked"),
    ("DELETE FROM cases_decision", "cases_decision_kept"),
    ("UPDATE cases_fact SET value = '1'", "cases_fact_locked"),
    ("UPDATE cases_fact SET recorded_by = 'Någon'", "cases_fact_locked"),
    ("DELETE FROM cases_fact", "cases_fact_kept"),
    ("UPDATE cases_document SET content = NULL", "cases_document_locked"),
    ("UPDATE cases_document SET sha256 = 'x'", "cases_document_locked"),
    ("UPDATE cases_message SET text = 'x'", "cases_message_locked"),
    ("UPDATE cases_openedanyway SET reason = 'x'", "cases_opened_locked"),
    ("DELETE FROM cases_openedanyway", "cases_opened_kept"),
]


@pytest.fixture
def everything(full_matter: Matter, cast: Cast) -> Matter:
    by = actor_of(cast.cilla)
    add_document(
        matter=full_matter, kind="incoming", title="Kontrakt", media_type="application/pdf", content=b"%PDF-1.7",
        source="caseworker", by=by, at=NOW,
    )  # fmt: skip
    send_message(matter=full_matter, text="Hej", by=by, at=NOW)
    open_anyway(matter_reference=full_matter.reference, reason="Cilla är sjuk i dag.", by=cast.kim, at=NOW)
    return full_matter


@pytest.mark.parametrize(("sql", "lock"), LOCKED)
def test_a_locked_row_cannot_be_changed_around_the_program(everything: Matter, sql: str, lock: str):
    with pytest.raises(DatabaseError, match=lock), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_draft_is_not_locked(matter: Matter, cast: Cast):
    write_note(matter=matter, title="A", text="B", by=actor_of(cast.cilla), at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_journalnote SET text = 'x'")
        assert cursor.rowcount == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_matter SET state = 'closed'",
        "UPDATE cases_task SET done_by = 'x', done_at = NULL",
        "UPDATE cases_participant SET to_date = '1999-01-01'",
    ],
)
def test_the_impossible_is_refused(everything: Matter, sql: str):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_message_once_received_is_received_once(matter: Matter, cast: Cast):
    first = receive_message(matter=matter, kind="message", text="Hej", key="m1", by=actor_of(cast.alva), at=NOW)
    assert receive_message(matter=matter, kind="message", text="Hej", key="m1", by=actor_of(cast.alva), at=NOW) == first
