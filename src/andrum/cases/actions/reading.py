"""To read is to act: what somebody saw, searched for or took out is kept in the log."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from andrum.audit.service import Actor, record
from andrum.cases.models import Matter
from andrum.people.service import Person


@transaction.atomic
def note_matter_read(*, matter: Matter, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a part of a matter."""
    record(
        kind="cases.matter_read", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        person=str(matter.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_document_read(*, matter: Matter, document_id: int, by: Actor, at: datetime) -> None:
    """Somebody opened a document."""
    record(
        kind="cases.document_read", by=by, at=at, subject=f"document:{document_id}", matter=str(matter.pk),
        person=str(matter.applicant_id),
    )  # fmt: skip


@transaction.atomic
def note_person_read(*, person: Person, by: Actor, at: datetime) -> None:
    """Somebody read a person's page."""
    record(kind="cases.person_read", by=by, at=at, subject=f"person:{person.pk}", person=str(person.pk))


@transaction.atomic
def note_number_shown(*, person: Person, by: Actor, at: datetime) -> None:
    """Somebody uncovered a person's whole personal number."""
    record(kind="cases.number_shown", by=by, at=at, subject=f"person:{person.pk}", person=str(person.pk))


@transaction.atomic
def note_search(*, text: str, hits: int, by: Actor, at: datetime) -> None:
    """Somebody searched. The words are kept only as a keyed hash, so that two equal searches can be told."""
    record(
        kind="cases.searched", by=by, at=at, subject="search",
        details={"length": len(text), "hits": hits, "hmac": salted_hmac("andrum.cases.search", text).hexdigest()[:32]},
    )  # fmt: skip


@transaction.atomic
def note_export(*, what: str, rows: int, filters: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Somebody took out a list as a file."""
    record(
        kind="cases.exported", by=by, at=at, subject=f"list:{what}", details={"rows": rows, "filters": dict(filters)}
    )


@transaction.atomic
def note_api_read(*, what: str, rows: int, matter: Matter | None, by: Actor, at: datetime) -> None:
    """Another system read a list or one row."""
    record(
        kind="cases.api_read", by=by, at=at, subject=f"api:{what}", matter=str(matter.pk) if matter else "",
        details={"rows": rows},
    )  # fmt: skip
