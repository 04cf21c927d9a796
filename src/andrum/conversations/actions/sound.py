"""Sound is kept only when the board's policy says so, and then encrypted."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.conversations.models import Conversation, SoundChunk
from andrum.conversations.models.fields import sealer
from andrum.conversations.queries.locked import unsigned

RATE, WIDTH = 16_000, 2


@transaction.atomic
def keep_sound(
    *, conversation: Conversation, channel: int, first_frame: int, pcm16: bytes, start_s: float, by: Actor, at: datetime
) -> bool:  # fmt: skip
    """Keep a chunk of sound, once; False when this conversation's sound is not kept.

    Raises:
        ConversationStateError: when it is signed.
    """
    locked = unsigned(conversation)
    if not locked.keeps_sound or not pcm16:
        return False
    _made, is_new = SoundChunk.objects.get_or_create(
        conversation=locked, channel=channel, first_frame=first_frame,
        defaults={"start_s": start_s, "seconds": len(pcm16) / (RATE * WIDTH), "sealed": sealer().seal(pcm16)},
    )  # fmt: skip
    if is_new:
        record(
            kind="conversations.sound_kept", by=by, at=at, subject=f"conversation:{locked.pk}",
            matter=str(locked.matter_id), details={"channel": channel, "first_frame": first_frame},
        )  # fmt: skip
    return is_new
