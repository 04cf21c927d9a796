"""Who has read a letter."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Decision


@transaction.atomic
def note_preview(*, decision: Decision, by: Actor, at: datetime) -> None:
    """Keep in the log that somebody looked at the letter of a decision."""
    record(
        kind="dispatch.letter_previewed", by=by, at=at, subject=f"decision:{decision.pk}",
        matter=str(decision.matter_id), person=str(decision.matter.applicant_id),
    )  # fmt: skip
