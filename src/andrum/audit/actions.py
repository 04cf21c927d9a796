"""The one way to write to the log."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction

from andrum.audit.domain.actors import Actor
from andrum.audit.domain.chain import JSON, event_hash
from andrum.audit.domain.kinds import kind_of
from andrum.audit.models import AuditEvent, AuditHead

HEAD_ID = 1


@transaction.atomic
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
    at = at.astimezone(UTC)
    details = dict(details or {})
    head = AuditHead.objects.select_for_update().get(pk=HEAD_ID)
    seq = head.count + 1
    event = AuditEvent(
        seq=seq, at=at, actor_kind=by.kind, actor_id=by.id, actor_name=by.name, kind=kind, subject=subject,
        matter=matter, person=person, details=details, previous_hash=head.hash,
        hash=event_hash(seq=seq, at=at, actor=(by.kind, by.id, by.name), kind=kind, subject=subject, matter=matter,
                        person=person, details=details, previous_hash=head.hash),
    )  # fmt: skip
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=HEAD_ID).update(count=seq, hash=event.hash, at=at)
    return event


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
