"""The words of the engine: sound, what was heard, and what a stream tells."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples a second, everywhere in the engine; one channel, 16 bits, little-endian."""

DOUBTFUL_BELOW = 0.5
"""A word less probable than this is marked as doubtful."""

Samples = NDArray[np.float32]
"""One channel at 16 kHz, from -1 to 1."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard.

    Times are seconds: from the start of the samples in what a recogniser answers, from the start of the stream in
    what a stream tells. ``probability`` is None where the recogniser does not say; unknown is not low.
    """

    text: str
    start: float
    end: float
    probability: float | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recogniser heard. ``no_speech``: its own doubt that anybody spoke, 0 to 1; None where it does not say."""

    words: tuple[Word, ...] = ()
    no_speech: float | None = None

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)


@runtime_checkable
class Recogniser(Protocol):
    """Turns sound into words. May be asked from several threads at once."""

    def recognise(self, samples: Samples, *, final: bool) -> Heard:
        """The words in ``samples``.

        Args:
            samples: one channel of float32 at 16 kHz, at most half a minute.
            final: true for a whole utterance, false for a draft of one that is still going on.

        Raises:
            RecogniserUnavailableError: it cannot answer now.
        """
        ...


@runtime_checkable
class PlacedRecogniser(Protocol):
    """A recogniser that must know where in the stream the sound is, such as a script with times."""

    def recognise_at(self, samples: Samples, *, final: bool, start: float) -> Heard:
        """As ``Recogniser.recognise``; ``start`` is seconds from the start of the stream."""
        ...


class Activity(Protocol):
    """Says how probable speech is. Has a state, so each stream has one of its own."""

    def probabilities(self, samples: Samples) -> NDArray[np.float32]:
        """One probability for each window of 512 samples; ``samples`` is a whole number of windows that follow on."""
        ...

    def reset(self) -> None:
        """Forget what was heard; sound is missing before what comes now."""
        ...


class Why(StrEnum):
    """Why a stretch of sound has no text."""

    LOST = "lost"  # frames never came
    BEHIND = "behind"  # the text was too far behind for the sound to be kept
    ENGINE = "engine"  # the recogniser did not answer, also when asked again
    REFUSED = "refused"  # more sound than a stream may send


@dataclass(frozen=True, slots=True)
class Partial:
    """A draft of an utterance that is still going on (or waits for its final text).

    ``settled`` has been heard the same twice and stays until the final text; ``tentative`` may change. Both empty: the
    draft is taken away, nothing was said.
    """

    utterance: int
    revision: int
    settled: str
    tentative: str


@dataclass(frozen=True, slots=True)
class Final:
    """The text of a whole utterance; replaces its draft, is never empty and comes in order. Times in seconds."""

    utterance: int
    revision: int
    text: str
    start: float
    end: float
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """From ``start`` to ``end``, in seconds, there is no text, and why. A person should be told."""

    start: float
    end: float
    why: Why = Why.LOST


@dataclass(frozen=True, slots=True)
class Behind:
    """The text is ``lag_s`` seconds behind what is said. 0 when it has caught up again.

    ``rtf`` is seconds of work for each second of sound as measured lately, 0 when nothing has been measured.
    """

    lag_s: float
    rtf: float

    @property
    def text(self) -> str:
        """What the screen says; empty when it has caught up."""
        return "Texten ligger efter." if self.lag_s > 0 else ""


Event = Partial | Final | Gap | Behind
