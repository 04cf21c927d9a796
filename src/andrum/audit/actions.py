"""The one way to write to the log."""

from collections.abc import Mapping
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
