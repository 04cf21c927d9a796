"""To read is to act: what somebody saw or took out is kept in the log."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter


@transaction.atomic
def note_fee_read(*, matter: Matter, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a part of a person's fee."""
    record(
        kind="fees.read", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        person=str(matter.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_fee_export(*, what: str, rows: int, by: Actor, at: datetime) -> None:
    """Somebody took out a list as a file."""
    record(kind="fees.exported", by=by, at=at, subject=f"list:{what}", details={"rows": rows})


@transaction.atomic
def note_fee_api_read(*, what: str, rows: int, by: Actor, at: datetime) -> None:
    """Another system read a list or one row."""
    record(kind="fees.api_read", by=by, at=at, subject=f"api:{what}", details={"rows": rows})
