"""Sound files: wav by ourselves, everything else by the av package. Always 16 kHz, one channel, block by block."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from andrum.speech.errors import SoundError
from andrum.speech.vocabulary import SAMPLE_RATE, Samples

BLOCK = SAMPLE_RATE // 10 * 2
"""Bytes in a block: a tenth of a second."""

LONGEST_S = 4 * 3600
LARGEST_WAV = 600_000_000
RATES = range(4_000, 384_001)
MOST_CHANNELS = 8


def sound_blocks(source: Path | bytes, *, longest_s: float = LONGEST_S) -> Iterator[bytes]:
    """A sound file as blocks of PCM for ``Stream.feed``, a tenth of a second each; the last may be shorter.

    Args:
        source: a path or the file's content, in any usual form: wav, m4a, mp3, ogg, webm …
        longest_s: what is longer is refused, after so many seconds.

    Raises:
        SoundError: it holds no sound that can be read, or is too long.
    """
    kept = bytearray()
    limit = int(longest_s * SAMPLE_RATE) * 2
    sent = 0
    for piece in _decoded(source):
        kept += piece
        while len(kept) >= BLOCK:
            sent += BLOCK
            if sent > limit:
                raise SoundError(
                    "Ljudfilen är för lång.", todo=f"Dela den i delar om högst {longest_s / 3600:g} timmar."
                )
            yield bytes(kept[:BLOCK])
            del kept[:BLOCK]
    if kept:
        yield bytes(kept)
    if not sent and not kept:
        raise _unreadable("den innehåller inget ljud")


def _decoded(source: Path | bytes) -> Iterator[bytes]:
    file: str | BinaryIO = str(source) if isinstance(source, Path) else io.BytesIO(source)
    try:
        with av.open(file, mode="r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise _unreadable("den innehåller inget ljud")
            resampler = AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
            for frame in container.decode(audio=0):
                if frame.sample_rate not in RATES:
                    raise _unreadable("frekvensen är orimlig")
                yield from (bytes(it.to_ndarray().astype("<i2").tobytes()) for it in resampler.resample(frame))
            yield from (bytes(it.to_ndarray().astype("<i2").tobytes()) for it in resampler.resample(None))
    except (OSError, ValueError, av.error.FFmpegError) as fault:
        raise _unreadable(type(fault).__name__) from fault


def read_wav(source: Path | bytes) -> Samples:
    """A whole wav file at 16 kHz, one channel, from -1 to 1. What its header says is not believed where it cannot be.

    Raises:
        SoundError: it is no wav file that can be read.
    """
    try:
        content = source.read_bytes() if isinstance(source, Path) else source
    except OSError as fault:
        raise _unreadable(type(fault).__name__) from fault
    if len(content) > LARGEST_WAV or content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise _unreadable("den är ingen wav-fil")
    kind, channels, rate, bits, data = _chunks(content)
    if rate not in RATES or not 1 <= channels <= MOST_CHANNELS:
        raise _unreadable("huvudet är orimligt")
    samples = _numbers(data, kind, bits)
    whole = samples[: samples.size // channels * channels].reshape(-1, channels).mean(axis=1, dtype=np.float32)
    tame = np.clip(np.nan_to_num(whole, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)
    return _resampled(np.asarray(tame, dtype=np.float32), rate)


def _chunks(content: bytes) -> tuple[int, int, int, int, bytes]:
    at, kind, channels, rate, bits = 12, 0, 0, 0, 0
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        body = content[at + 8 : at + 8 + size]  # a size that lies ends at the end of the file
        if name == b"fmt " and len(body) >= 16:
            kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
            if kind == 0xFFFE and len(body) >= 26:
                kind = struct.unpack_from("<H", body, 24)[0]
        elif name == b"data" and rate:
            return kind, channels, rate, bits, body
        at += 8 + size + size % 2
    raise _unreadable("ljudet saknas")


def _numbers(data: bytes, kind: int, bits: int) -> NDArray[np.float32]:
    """Samples of 8, 16, 24 or 32 bits, or floating point, as numbers from -1 to 1."""
    width = bits // 8
    if bits % 8 or (kind, width) not in {(1, 1), (1, 2), (1, 3), (1, 4), (3, 4), (3, 8)}:
        raise _unreadable("formatet är okänt")
    data = data[: len(data) // width * width]
    if kind == 3:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.frombuffer(data, dtype=f"<f{width}").astype(np.float32)
    if width == 1:
        return (np.frombuffer(data, dtype=np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if width == 3:
        parts = np.frombuffer(data, dtype=np.uint8).reshape(-1, 3).astype(np.int32)
        whole = (parts[:, 0] << 8 | parts[:, 1] << 16 | parts[:, 2] << 24).astype(np.int32)
        return whole.astype(np.float32) / np.float32(2**31)
    return np.frombuffer(data, dtype=f"<i{width}").astype(np.float32) / np.float32(2 ** (bits - 1))


def _resampled(samples: NDArray[np.float32], rate: int) -> Samples:
    """At 16 kHz, with what is above 8 kHz taken away first."""
    if rate == SAMPLE_RATE or not samples.size:
        return samples.astype(np.float32, copy=False)
    from scipy.signal import resample_poly  # noqa: PLC0415 - slow to load, and seldom needed

    common = int(np.gcd(rate, SAMPLE_RATE))
    up, down = SAMPLE_RATE // common, rate // common
    if max(up, down) > 2_000:  # an odd rate, such as 44 099: near enough, and without a filter of a million taps
        steps = np.arange(round(samples.size * SAMPLE_RATE / rate)) * rate / SAMPLE_RATE
        return np.asarray(np.interp(steps, np.arange(samples.size), samples), dtype=np.float32)
    return np.asarray(resample_poly(samples, up, down), dtype=np.float32)


def _unreadable(why: str) -> SoundError:
    return SoundError(f"Ljudfilen går inte att läsa: {why}.", todo="Spara den som wav, m4a eller mp3 och försök igen.")
