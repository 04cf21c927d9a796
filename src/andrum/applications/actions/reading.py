"""To read is to act: who opened an application, a decision or a file is kept in the log."""

from datetime import datetime

from django.db import transaction

from andrum.applications.models import Application, Attachment
from andrum.audit.service import Actor, record


@transaction.atomic
def note_application_read(*, application: Application, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a part of an application."""
    record(
        kind="applications.read", by=by, at=at, subject=f"application:{application.pk}",
        matter=str(application.matter_id or ""), person=str(application.applicant_id), details={"part": part},
    )  # fmt: skip


@transaction.atomic
def note_attachment_read(*, attachment: Attachment, by: Actor, at: datetime) -> None:
    """Somebody opened a file."""
    application = attachment.application
    record(
        kind="applications.attachment_read", by=by, at=at, subject=f"attachment:{attachment.pk}",
        matter=str(application.matter_id or ""), person=str(application.applicant_id),
    )  # fmt: skip


@transaction.atomic
def note_list_read(*, source: str, rows: int, by: Actor, at: datetime) -> None:
    """Another system read a list of applications."""
    record(kind="applications.read", by=by, at=at, subject=f"api:{source}", details={"rows": rows})
