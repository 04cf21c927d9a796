"""What a stream holds while it waits for text, and how much of it."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from andrum.speech.agreement import Agreement
from andrum.speech.frames import Pcm
from andrum.speech.pool import Ticket
from andrum.speech.vocabulary import Heard


@dataclass(frozen=True, slots=True)
class Limits:
    """What a stream may hold and how it says that it is late; seconds."""

    backlog_s: float = 600.0
    """Speech that waits for its text; beyond this the oldest is given up, with a Gap."""

    crowded_s: float = 120.0
    """From here on whoever sends should wait (``Stream.crowded``)."""

    behind_s: float = 3.0
    caught_up_s: float = 1.0
    say_again_s: float = 10.0
    tries: int = 3
    first_wait_s: float = 1.0
    """Before the recogniser is asked again; doubled each time."""


@dataclass(slots=True)
class Utterance:
    """What one stretch of speech is on its way through; positions are samples from the start of the stream."""

    number: int
    start: int
    end: int = 0
    voiced_s: float = 0.0
    samples: Pcm = field(default_factory=lambda: np.zeros(0, dtype=np.int16))
    ended_at: datetime | None = None
    not_before: datetime | None = None
    tries: int = 0
    drafted_to: int = 0
    revision: int = 0
    shown: str = ""
    agreement: Agreement = field(default_factory=Agreement)

    def next_revision(self) -> int:
        """The number of what is told next about it."""
        self.revision += 1
        return self.revision


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recogniser answered, and how long it took."""

    heard: Heard
    seconds: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What has been asked for and not fetched yet."""

    utterance: Utterance
    final: bool
    sound_s: float
    at: datetime
    ticket: Ticket[Answer]
