"""The one way to write to the log."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
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
    event = AuditEvent(
        at=at.astimezone(UTC), actor_kind=by.kind, actor_id=by.id, actor_name=by.name, kind=kind, subject=subject,
        matter=matter, person=person, details=dict(details or {}),
    )  # fmt: skip
    gathered = _gathering.get()
    if gathered is None:
        _write([event])
    else:
        gathered.append(_Waiting(event))
        transaction.on_commit(gathered[-1])
    return event


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """An event that waits for its transaction to end; forgotten with its savepoint, as a call on commit is."""

    event: AuditEvent

    def __call__(self) -> None:
        """Nothing is left to do: the event was written at the end of the transaction."""


@contextmanager
def gather() -> Iterator[None]:
    """Write the events of a long transaction together at its end, in the order they were recorded.

    The end of the chain is then locked for a moment instead of all the while, so that others can work beside. Within
    ``transaction.atomic`` only: events and changes are kept together or not at all; what was recorded in a savepoint
    that is taken back goes with it. Until then the events have no number, and nobody sees them.
    """
    if not connection.in_atomic_block or _gathering.get() is not None:
        yield
        return
    waiting: list[_Waiting] = []
    token = _gathering.set(waiting)
    try:
        yield
    finally:
        _gathering.reset(token)
    still = {id(entry[1]) for entry in connection.run_on_commit}
    events = [one.event for one in waiting if id(one) in still]
    if events:
        _write(events)


_gathering: ContextVar[list[_Waiting] | None] = ContextVar("andrum_audit_gathering", default=None)


@transaction.atomic(savepoint=False)  # always with the caller's change: a savepoint would save nothing
def _write(events: Sequence[AuditEvent]) -> None:
    """Add the events to the chain, one after the other, and move its end."""
    count, previous = _locked_head()
    for seq, event in enumerate(events, count + 1):
        event.seq, event.previous_hash = seq, previous
        event.hash = previous = event_hash(
            seq=seq, at=event.at, actor=(event.actor_kind, event.actor_id, event.actor_name), kind=event.kind,
            subject=event.subject, matter=event.matter, person=event.person, details=event.details,
            previous_hash=previous,
        )  # fmt: skip
    last = events[-1]
    rows = [[field.get_db_prep_save(getattr(event, field.attname), connection) for field in FIELDS] for event in events]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)
        cursor.execute(
            "UPDATE audit_audithead SET count = %s, hash = %s, at = %s WHERE id = %s",
            [last.seq, last.hash, connection.ops.adapt_datetimefield_value(last.at), HEAD_ID],
        )


def _locked_head() -> tuple[int, str]:
    """Count and hash of the end of the chain, locked until the transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count, hash FROM audit_audithead WHERE id = %s{lock}", [HEAD_ID])  # noqa: S608 - ours
        count, previous = cursor.fetchone()
    return int(count), str(previous)


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
