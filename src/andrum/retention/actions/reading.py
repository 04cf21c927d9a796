"""To read is an event too."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.retention.models import Proposal


@transaction.atomic
def note_read(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Note that a proposal was looked at."""
    record(
        kind="retention.read", by=by, at=at, subject=f"retention:{proposal.pk}", person=str(proposal.person),
        details={"state": str(proposal.state)},
    )  # fmt: skip


@transaction.atomic
def note_export(*, rows: int, by: Actor, at: datetime) -> None:
    """Note that receipts were taken out."""
    record(kind="retention.exported", by=by, at=at, subject="retention:receipts", details={"rows": rows})
