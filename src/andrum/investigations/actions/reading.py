"""To read is to act: what somebody saw, searched for or took out is kept in the log."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter
from andrum.investigations.models import Investigation


@transaction.atomic
def note_read(*, investigation: Investigation, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a part of an investigation."""
    record(
        kind="investigations.read", by=by, at=at, subject=f"investigation:{investigation.pk}",
        matter=str(investigation.matter_id), person=str(investigation.matter.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_matter_read(*, matter: Matter, by: Actor, at: datetime) -> None:
    """Somebody looked at what is investigated in a matter."""
    record(
        kind="investigations.read", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        person=str(matter.applicant_id), details={"part": "matter"},
    )  # fmt: skip


@transaction.atomic
def note_taken_out(*, investigation: Investigation, what: str, sha256: str, by: Actor, at: datetime) -> None:
    """Somebody took the document out as a file (``word``, ``pdf``, ``csv``, ``xlsx``)."""
    record(
        kind="investigations.taken_out", by=by, at=at, subject=f"investigation:{investigation.pk}",
        matter=str(investigation.matter_id), person=str(investigation.matter.applicant_id),
        details={"what": what, "sha256": sha256},
    )  # fmt: skip


@transaction.atomic
def note_export(*, what: str, rows: int, filters: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Somebody took out the list as a file."""
    record(
        kind="investigations.exported", by=by, at=at, subject=f"list:{what}",
        details={"rows": rows, "filters": dict(filters)},
    )  # fmt: skip


@transaction.atomic
def note_search(*, text: str, hits: int, by: Actor, at: datetime) -> None:
    """Somebody searched. The words are kept only as a keyed hash."""
    record(
        kind="investigations.searched", by=by, at=at, subject="search",
        details={
            "length": len(text), "hits": hits,
            "hmac": salted_hmac("andrum.investigations.search", text).hexdigest()[:32],
        },
    )  # fmt: skip


@transaction.atomic
def note_api_read(*, what: str, rows: int, investigation: Investigation | None, by: Actor, at: datetime) -> None:
    """Another system read a list or one row."""
    record(
        kind="investigations.api_read", by=by, at=at, subject=f"api:{what}", details={"rows": rows},
        matter=str(investigation.matter_id) if investigation else "",
    )  # fmt: skip
