"""Background work: the basis is ready the moment a conversation is signed, however often a listener dies."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from andrum.audit.service import SYSTEM
from andrum.conversations.service import ConversationSigned
from andrum.investigations.actions.keeping import keep_basis, keep_for_matter
from andrum.investigations.queries.unkept import with_unkept_conversations
from andrum.kernel.errors import AndrumError

logger = logging.getLogger("andrum.investigations")


def on_conversation_signed(event: ConversationSigned) -> None:
    """Keep a new basis of the matter's investigation at once. Should it not be possible now, ``sweep`` does it."""
    try:
        keep_for_matter(
            matter_id=event.matter_id, cause=f"conversation:{event.conversation_id}", by=SYSTEM, at=timezone.now()
        )
    except (AndrumError, DatabaseError) as error:
        name = type(error).__name__
        logger.warning("Matter %d has no new basis yet (%s); it is found by the sweep.", event.matter_id, name)


def sweep() -> int:
    """Duty of the worker: keep a basis wherever a signed conversation is not in the newest one. Returns how many."""
    made = 0
    for investigation, conversation_id in with_unkept_conversations():
        try:
            keep_basis(
                investigation=investigation, cause=f"conversation:{conversation_id}", by=SYSTEM, at=timezone.now()
            )
        except AndrumError as error:
            logger.error("Investigation %d has no new basis (%s).", investigation.pk, type(error).__name__)
        else:
            made += 1
    return made
