"""To read is to act: who read, heard or took out a conversation is kept in the log."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.conversations.models import Conversation


@transaction.atomic
def note_read(*, conversation: Conversation, part: str, by: Actor, at: datetime) -> None:
    """Somebody read a part of a conversation."""
    _record("read", conversation, by, at, part=part)


@transaction.atomic
def note_heard(*, conversation: Conversation, line_id: int, by: Actor, at: datetime) -> None:
    """Somebody listened to a moment."""
    _record("heard", conversation, by, at, line=line_id)


@transaction.atomic
def note_copied(*, conversation: Conversation, form: str, by: Actor, at: datetime) -> None:
    """Somebody took out the client's copy, as a page, a PDF or text."""
    _record("copied", conversation, by, at, form=form)


@transaction.atomic
def note_api_read(*, what: str, rows: int, conversation: Conversation | None, by: Actor, at: datetime) -> None:
    """Another system read a list or one conversation."""
    record(
        kind="conversations.api_read", by=by, at=at, subject=f"api:{what}", details={"rows": rows},
        matter=str(conversation.matter_id) if conversation else "",
    )  # fmt: skip


def _record(kind: str, conversation: Conversation, by: Actor, at: datetime, **details: str | int) -> None:
    record(
        kind=f"conversations.{kind}", by=by, at=at, subject=f"conversation:{conversation.pk}",
        matter=str(conversation.matter_id), person=str(conversation.matter.applicant_id), details=details,
    )  # fmt: skip
