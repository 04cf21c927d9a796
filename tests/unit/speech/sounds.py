"""Sound for tests: real voices, silence, a clock that follows the sound, and recognisers that do as they are told."""

import wave
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from andrum.kernel.clock import FixedClock
from andrum.speech.service import Final, Heard, Partial, Stream, Word

CLIPS = Path(__file__).parent / "clips"
RATE = 16_000
FRAME = RATE // 10


def clip(name: str) -> np.ndarray:
    with wave.open(str(CLIPS / f"{name}.wav")) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").astype(np.int16)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE), np.int16)


def tone(seconds: float) -> np.ndarray:
    return (np.sin(np.arange(int(seconds * RATE)) * 0.3) * 8_000).astype(np.int16)


def join(*parts: np.ndarray) -> np.ndarray:
    return np.concatenate(parts)


def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))


class Counting:
    """Hears «ord1 ord2 …», one word for each half second, and remembers what it was asked."""

    def __init__(self, sure: float = 0.9) -> None:
        self.asked: list[tuple[int, bool]] = []
        self.sure = sure

    def recognise(self, samples, *, final: bool) -> Heard:
        self.asked.append((samples.size, final))
        count = max(int(samples.size / RATE / 0.5), 1)
        return Heard(tuple(Word(f"ord{n}", n / 2, n / 2 + 0.4, self.sure) for n in range(1, count + 1)), 0.0)


class Doing:
    """Does what the function says."""

    def __init__(self, what: Callable[..., Heard]) -> None:
        self.what = what

    def recognise(self, samples, *, final: bool) -> Heard:
        return self.what(samples, final)


def play(stream: Stream, at: FixedClock, samples: np.ndarray, first: int = 0, frame: int = FRAME) -> list:
    """Feed in real time by the clock."""
    events = []
    for n, start in enumerate(range(0, samples.size, frame)):
        piece = samples[start : start + frame]
        at.at += timedelta(seconds=piece.size / RATE)
        events += stream.feed(piece.tobytes(), first + n)
    return events


def finals(events: Iterable) -> list[Final]:
    return [event for event in events if isinstance(event, Final)]


def partials(events: Iterable) -> list[Partial]:
    return [event for event in events if isinstance(event, Partial)]
