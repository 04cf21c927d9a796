"""Frames as they come: in order, each once, with what never came said aloud."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from andrum.speech.vocabulary import SAMPLE_RATE, Samples, Why

HELD_AT_MOST = 8
"""Frames that wait for one before them; after that the one before them is lost."""

LONGEST_FRAME_S = 10
LONGEST_GAP_S = 600
USUAL_FRAME = SAMPLE_RATE // 10

Pcm = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound that follows on what came before it."""

    samples: Pcm


@dataclass(frozen=True, slots=True)
class Missing:
    """So many samples that are not there, and why."""

    samples: int
    why: Why


Piece = Sound | Missing


@dataclass(slots=True)
class Frames:
    """Puts frames in order by their sequence numbers. Holds at most ``HELD_AT_MOST`` frames, whatever is sent."""

    expected: int | None = None
    ignored: int = 0
    """Frames that had come before, or that were no frames at all."""

    _held: dict[int, bytes] = field(default_factory=dict)
    _usual: int = USUAL_FRAME

    def take(self, pcm16: bytes, seq: int) -> list[Piece]:
        """What can be heard now that this frame has come. Anything that is not a frame is counted and left."""
        if not _is_frame(pcm16, seq):
            self.ignored += 1
            return []
        if self.expected is None:
            self.expected = seq
        if seq < self.expected or seq in self._held:
            self.ignored += 1
            return []
        self._held[seq] = bytes(pcm16[: LONGEST_FRAME_S * SAMPLE_RATE * 2 + SAMPLE_RATE * 2])
        pieces = self._in_order()
        while len(self._held) > HELD_AT_MOST:
            pieces += self._give_up()
        return pieces

    def flush(self) -> list[Piece]:
        """What is still held, with what is missing before it; no more will come."""
        pieces: list[Piece] = []
        while self._held:
            pieces += self._give_up()
        return pieces

    def _in_order(self) -> list[Piece]:
        pieces: list[Piece] = []
        while self.expected is not None and self.expected in self._held:
            pieces += self._cut(self._held.pop(self.expected))
            self.expected += 1
        return pieces

    def _give_up(self) -> list[Piece]:
        first = min(self._held)
        missing = first - (first if self.expected is None else self.expected)
        self.expected = first
        lost = min(missing * self._usual, LONGEST_GAP_S * SAMPLE_RATE)
        return [*([Missing(lost, Why.LOST)] if lost else []), *self._in_order()]

    def _cut(self, pcm16: bytes) -> list[Piece]:
        samples = np.frombuffer(pcm16[: len(pcm16) // 2 * 2], dtype="<i2").astype(np.int16, copy=False)
        if samples.size:
            self._usual = min(samples.size, SAMPLE_RATE)
        kept = samples[: LONGEST_FRAME_S * SAMPLE_RATE]
        pieces: list[Piece] = [Sound(kept)] if kept.size else []
        if samples.size > kept.size:
            pieces.append(Missing(samples.size - kept.size, Why.REFUSED))
        return pieces


def _is_frame(pcm16: object, seq: object) -> bool:
    whole = isinstance(seq, int) and not isinstance(seq, bool) and seq >= 0
    return whole and isinstance(pcm16, bytes | bytearray | memoryview)


def as_float(pcm: Pcm) -> Samples:
    """Sixteen-bit samples as numbers from -1 to 1."""
    return pcm.astype(np.float32) / np.float32(32_768)


def as_pcm16(samples: Samples) -> bytes:
    """Numbers from -1 to 1 as bytes; what is no number is silence, what is too loud is cut."""
    whole = np.nan_to_num(np.asarray(samples, dtype=np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
    return bytes((np.clip(whole, -1.0, 1.0) * 32_767).astype("<i2").tobytes())
