"""How the room tells the log what was done in a conversation."""

from datetime import datetime

from andrum.audit.service import Actor, record
from andrum.conversations.models import Conversation


def tell(
    *, kind: str, conversation: Conversation, by: Actor, at: datetime, subject: str = "", **details: str | int
) -> None:
    """An event of a conversation; of ``subject`` where it is a part of it."""
    record(
        kind=f"conversations.{kind}", by=by, at=at, subject=subject or f"conversation:{conversation.pk}",
        matter=str(conversation.matter_id), details=details,
    )  # fmt: skip
