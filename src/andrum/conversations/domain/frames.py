"""Frames of sound from a browser: what one looks like, and what is none."""

import struct
from dataclasses import dataclass

HEAD = struct.Struct("<BBHI")
VERSION = 1
FRAME_S = 0.1
SAMPLES = 1_600
CHANNELS = (0, 1)
LONGEST = HEAD.size + SAMPLES * 2
AHEAD = 36_000
"""A frame so far ahead of the last one is no frame of this conversation: an hour."""


class BadFrameError(ValueError):
    """What came is no frame of sound."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A tenth of a second of one microphone: number from the start, and 16-bit samples."""

    channel: int
    seq: int
    pcm16: bytes


def parse_frame(data: bytes, *, last: int) -> Frame:
    """Read a frame. ``last`` is the number of the last one taken on any channel, -1 before the first.

    Raises:
        BadFrameError: when it is too short or long, odd, of another version, or far ahead of the last.
    """
    if not HEAD.size < len(data) <= LONGEST or len(data) % 2:
        raise BadFrameError("size")
    version, channel, _nothing, seq = HEAD.unpack_from(data)
    if version != VERSION or channel not in CHANNELS or seq > last + AHEAD:
        raise BadFrameError("head")
    return Frame(channel, seq, data[HEAD.size :])


def frame_at(seconds: float) -> int:
    """The last whole frame before a moment; -1 before the first has passed."""
    return int(seconds / FRAME_S + 1e-6) - 1
