"""Reads of the log, and the proof that it is whole."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from andrum.audit.domain.chain import FIRST, Head, Problem, VerifyReport, event_hash
from andrum.audit.models import AuditEvent, AuditHead
from andrum.kernel.errors import AndrumError

MOST_PROBLEMS = 100


class HeadFileError(AndrumError):
    """A file that is no exported head."""

    def __init__(self) -> None:
        super().__init__(
            "Filen är inget exporterat logghuvud.", todo="Använd en fil som skapats med «andrum audit head»."
        )


def head() -> Head:
    """The end of the chain now."""
    row = AuditHead.objects.order_by("pk").first()
    return Head(row.count, row.hash, row.at) if row else Head(0, FIRST, None)


def head_before(moment: datetime) -> Head:
    """The end of the chain as it was just before a moment; the seed of the draws of a day."""
    event = AuditEvent.objects.filter(at__lt=moment).order_by("-seq").first()
    return Head(event.seq, event.hash, event.at) if event else Head(0, FIRST, None)


def events(
    *, matter: str = "", person: str = "", actor: str = "", kind: str = "", since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[AuditEvent]:  # fmt: skip
    """Events that match everything asked for, newest first."""
    wanted = {"matter": matter, "person": person, "actor_id": actor, "kind": kind, "at__gte": since, "at__lt": until}
    return AuditEvent.objects.filter(**{key: value for key, value in wanted.items() if value}).order_by("-seq")


def happened_since(count: int, *, matter: int | str, persons: Collection[int | str] = ()) -> bool:
    """True when anything stands in the log about a matter or persons after its first ``count`` events.

    Every change is an event in the change's own transaction, so what was read when the log had so many events still
    holds when this is false.
    """
    about = Q(matter=str(matter)) | Q(person__in=[str(key) for key in persons])
    return AuditEvent.objects.filter(about, seq__gt=count).exists()


def events_of_matter(matter_id: int | str) -> QuerySet[AuditEvent]:
    """All events of a matter, newest first."""
    return events(matter=str(matter_id))


def verify() -> VerifyReport:
    """Walk the whole chain and find every altered, removed, inserted or moved row.

    Streams; memory does not grow with the log. At most a hundred problems are listed.
    """
    problems: list[Problem] = []
    expected_seq, previous = 1, FIRST
    for problem_free, event in _walk():
        if event.seq != expected_seq:
            problems.append(Problem(expected_seq, f"Händelse {expected_seq} till {event.seq - 1} saknas."))
        if event.previous_hash != previous:
            problems.append(Problem(event.seq, f"Händelse {event.seq} hänger inte ihop med den före."))
        if not problem_free:
            problems.append(Problem(event.seq, f"Händelse {event.seq} har ändrats."))
        expected_seq, previous = event.seq + 1, event.hash
        if len(problems) >= MOST_PROBLEMS:
            break
    end = head()
    count = expected_seq - 1
    if len(problems) < MOST_PROBLEMS and (end.count, end.hash) != (count, previous):
        problems.append(
            Problem(
                count, f"Kedjan slutar vid {count} men huvudet säger {end.count}: rader saknas eller har lagts till."
            )
        )
    return VerifyReport(ok=not problems, count=count, head=end, problems=tuple(problems))


def _walk() -> Iterator[tuple[bool, AuditEvent]]:
    for event in AuditEvent.objects.order_by("seq").iterator(chunk_size=5_000):
        computed = event_hash(
            seq=event.seq, at=event.at, actor=(event.actor_kind, event.actor_id, event.actor_name), kind=event.kind,
            subject=event.subject, matter=event.matter, person=event.person, details=event.details,
            previous_hash=event.previous_hash,
        )  # fmt: skip
        yield computed == event.hash, event


def export_head() -> str:
    """The head as a line of JSON, for somebody outside to keep."""
    now = head()
    return json.dumps({"count": now.count, "hash": now.hash, "at": now.at.isoformat() if now.at else None})


def compare_head(exported: str) -> bool:
    """True when an exported head, old or new, is found in the chain. Raises HeadFileError when it is no head."""
    try:
        kept = json.loads(exported)
        count, wanted = int(kept["count"]), str(kept["hash"])
    except (ValueError, TypeError, KeyError):
        raise HeadFileError from None
    if count == 0:
        return wanted == FIRST
    return AuditEvent.objects.filter(seq=count, hash=wanted).exists()
