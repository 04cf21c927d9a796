"""The sound around a line, while the board's policy has kept it."""

import io
import wave

from andrum.conversations.models import Line, SoundChunk
from andrum.conversations.models.fields import sealer
from andrum.speech.service import SAMPLE_RATE

MARGIN_S = 1.0
WIDTH = 2


def moment_of(line: Line) -> bytes | None:
    """A WAV file of the utterance with a second on each side; None when there is no sound of it."""
    segment = line.segment
    if segment is None or segment.start_s is None or segment.end_s is None:
        return None
    first, last = max(segment.start_s - MARGIN_S, 0.0), segment.end_s + MARGIN_S
    chunks = SoundChunk.objects.filter(
        conversation=line.conversation_id, channel=segment.channel, start_s__lt=last
    ).order_by("start_s")  # fmt: skip
    heard = b"".join(_part(chunk, first, last) for chunk in chunks if chunk.start_s + chunk.seconds > first)
    if not heard:
        return None
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(heard)
    return out.getvalue()


def _part(chunk: SoundChunk, first: float, last: float) -> bytes:
    clear = sealer().open(bytes(chunk.sealed))
    start = max(int((first - chunk.start_s) * SAMPLE_RATE), 0) * WIDTH
    end = max(int((last - chunk.start_s) * SAMPLE_RATE), 0) * WIDTH
    return clear[start:end]
