"""The one way to write to the log."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import connection, transaction

from andrum.audit.domain.actors import Actor
from andrum.audit.domain.chain import JSON, event_hash
from andrum.audit.domain.kinds import kind_of
from andrum.audit.models import AuditEvent

HEAD_ID = 1
FIELDS = AuditEvent._meta.local_concrete_fields  # noqa: SLF001 - Django's own door to a model's columns
INSERT = (
    f"INSERT INTO {AuditEvent._meta.db_table} "  # noqa: S608, SLF001 - names of our own, no values
    f"({', '.join(str(field.column) for field in FIELDS)}) VALUES ({', '.join(['%s'] * len(FIELDS))})"
)
"""The log is what is written most, a dozen events in each run: the statement is made once, not for each event."""


def record(
    *, kind: str, by: Actor, at: datetime, subject: str, details: Mapping[str, JSON] | None = None, matter: str = "",
    person: str = "",
) -> AuditEvent:  # fmt: skip
    """Add an event to the end of the chain, in the transaction of the change it tells of.

    Args:
        kind: A registered kind.
        by: Who did or saw it.
        at: When, with time zone.
        subject: What it is about, for example ``decision:123``.
        details: Ids, amounts, codes and hashes; never names or other data about a person.
        matter: Id of the matter, when there is one.
        person: Id of the person it is about, when there is one.

    Raises:
        UnknownEventKindError: when no room has registered the kind.
    """
    kind_of(kind)
    with transaction.atomic(savepoint=False):  # always with the caller's change: a savepoint would save nothing
        count, previous = _locked_head()
        event = AuditEvent(
            seq=count + 1, at=at.astimezone(UTC), actor_kind=by.kind, actor_id=by.id, actor_name=by.name, kind=kind,
            subject=subject, matter=matter, person=person, details=dict(details or {}), previous_hash=previous,
        )  # fmt: skip
        event.hash = event_hash(
            seq=event.seq, at=event.at, actor=(by.kind, by.id, by.name), kind=kind, subject=subject, matter=matter,
            person=person, details=event.details, previous_hash=previous,
        )  # fmt: skip
        _add(event)
    return event


def _locked_head() -> tuple[int, str]:
    """Count and hash of the end of the chain, locked until the transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count, hash FROM audit_audithead WHERE id = %s{lock}", [HEAD_ID])  # noqa: S608 - ours
        count, previous = cursor.fetchone()
    return int(count), str(previous)


def _add(event: AuditEvent) -> None:
    """Write the event and move the end of the chain to it."""
    values = [field.get_db_prep_save(getattr(event, field.attname), connection) for field in FIELDS]
    at = connection.ops.adapt_datetimefield_value(event.at)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        cursor.execute(
            "UPDATE audit_audithead SET count = %s, hash = %s, at = %s WHERE id = %s",
            [event.seq, event.hash, at, HEAD_ID],
        )


def note_reading(
    *, filters: Sequence[str], rows: int, by: Actor, at: datetime, matter: str = "", person: str = ""
) -> AuditEvent:
    """Somebody read in the log: by which filters, and how many events were shown."""
    details: dict[str, JSON] = {"filters": list(filters), "rows": rows}
    return record(kind="audit.read", by=by, at=at, subject="log", details=details, matter=matter, person=person)


def note_verification(*, ok: bool, count: int, by: Actor, at: datetime) -> AuditEvent:
    """Somebody had the whole chain verified, with this result."""
    return record(kind="audit.verified", by=by, at=at, subject="log", details={"ok": ok, "count": count})


def note_head_export(*, count: int, by: Actor, at: datetime) -> AuditEvent:
    """Somebody took a copy of the head, as it was after so many events."""
    return record(kind="audit.head_exported", by=by, at=at, subject="log", details={"count": count})
