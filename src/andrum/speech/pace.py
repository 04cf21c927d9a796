"""How fast this machine recognises, and how often it can afford a draft."""

import logging
import threading
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np

from andrum.speech.frames import as_float
from andrum.speech.vocabulary import SAMPLE_RATE, Recogniser, Samples

logger = logging.getLogger(__name__)

STEPS_S = (0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""Seconds of new sound between two drafts; slower machines draft more seldom, the slowest not at all."""

USUAL_STEP_S = 1.0

SHARE_FOR_DRAFTS = 0.5
"""Drafts may take this share of the recogniser's time; the rest is for whole utterances."""

NEWEST_WEIGHS = 0.2
SAMPLE_S = 10


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured on ten seconds of speech.

    ``seconds_a_call`` is the work for a whole utterance, ``seconds_a_draft`` for a draft; ``rtf`` is the work of a
    whole utterance for each second of sound.
    """

    seconds_a_call: float
    rtf: float
    seconds_a_draft: float


class Pace:
    """Measures as it goes, for all streams that share a recogniser. May be used from several threads.

    Args:
        seconds_a_draft: what one draft takes, as measured at start; 0 where nothing has been measured.
        workers: how many calls may go on at once.
    """

    def __init__(self, seconds_a_draft: float = 0.0, workers: int = 1, rtf: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._draft_s = max(seconds_a_draft, 0.0)
        self._workers = max(workers, 1)
        self._speaking = 0
        self._rtf = max(rtf, 0.0)

    @classmethod
    def of(cls, speed: Speed, workers: int = 1) -> "Pace":
        """A pace that begins at a measured speed."""
        return cls(speed.seconds_a_draft, workers, speed.rtf)

    def begin_at(self, speed: Speed) -> None:
        """A speed that was measured, unless talk has been measured already."""
        with self._lock:
            self._draft_s = self._draft_s or speed.seconds_a_draft
            self._rtf = self._rtf or speed.rtf

    @property
    def rtf(self) -> float:
        """Seconds of work for a second of sound lately; 0 before anything is measured."""
        return self._rtf

    @property
    def step_s(self) -> float | None:
        """Seconds of new sound before the next draft; None when there is no time for drafts at all."""
        need = max(self._speaking, 1) * self._draft_s / (SHARE_FOR_DRAFTS * self._workers)
        least = 0.0 if self._draft_s else USUAL_STEP_S
        return next((step for step in STEPS_S if step >= max(need, least)), None)

    def speaking(self, change: int) -> None:
        """One more (1) or one fewer (-1) stream in which somebody is speaking."""
        with self._lock:
            self._speaking = max(self._speaking + change, 0)

    def measured(self, seconds: float, sound_s: float, *, final: bool) -> None:
        """A whole utterance, or a draft, took so many seconds for so much sound."""
        if seconds < 0 or sound_s <= 0:
            return
        with self._lock:
            if not final:
                self._draft_s = _mixed(self._draft_s, seconds)
            else:  # a very short sound costs as much as a longer one and says nothing of the rate
                self._rtf = _mixed(self._rtf, seconds / max(sound_s, 1.0))
                self._draft_s = min(self._draft_s, seconds)  # a draft is never dearer, and may be tried again


def _mixed(before: float, newest: float) -> float:
    return before + NEWEST_WEIGHS * (newest - before) if before else newest


def sample_speech() -> Samples:
    """Ten seconds with real Swedish speech in them (Common Voice, CC0), to measure by."""
    with as_file(files("andrum.speech") / "data" / "sample_sv.wav") as path, wave.open(str(path)) as sound:
        clip = as_float(np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").astype(np.int16))
    return np.resize(clip, SAMPLE_S * SAMPLE_RATE).astype(np.float32)


def measure_speed(recogniser: Recogniser, *, timer: Callable[[], float] = time.perf_counter, times: int = 2) -> Speed:
    """The best of some calls on ten seconds of speech, after one that warms up.

    Raises:
        RecogniserUnavailableError: the recogniser cannot answer.
    """
    sound = sample_speech()
    recogniser.recognise(sound, final=True)
    best = {}
    for final in (True, False):
        took = []
        for _ in range(max(times, 1)):
            before = timer()
            recogniser.recognise(sound, final=final)
            took.append(timer() - before)
        best[final] = max(min(took), 0.0)
    return Speed(best[True], best[True] / SAMPLE_S, best[False])


def measured_pace(recogniser: Recogniser, workers: int = 1) -> Pace:
    """A pace that can be used at once, and is measured in a thread of its own while the server starts.

    A recogniser that does not answer is measured as it goes instead.
    """
    pace = Pace(workers=workers)

    def measure() -> None:
        try:
            pace.begin_at(measure_speed(recogniser, times=1))
        except Exception as fault:  # noqa: BLE001 - the speed is a hint; recognising says by itself what is wrong
            logger.warning("The speed of the recogniser could not be measured: %s", type(fault).__name__)

    threading.Thread(target=measure, name="andrum-speech-speed", daemon=True).start()
    return pace
