"""Where an utterance begins and ends."""

from collections import deque
from dataclasses import dataclass

from andrum.speech.activity import WINDOW
from andrum.speech.vocabulary import SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Cutting:
    """When somebody is speaking and when an utterance is over; seconds and probabilities."""

    threshold: float = 0.5
    silence_below: float = 0.35
    shortest_s: float = 0.1
    """Less speech than this is a knock, not a word."""

    pause_s: float = 0.7
    before_s: float = 0.3
    after_s: float = 0.2
    soft_after_s: float = 18.0
    soft_pause_s: float = 0.2
    """After ``soft_after_s`` the shortest breath ends the utterance."""

    longest_s: float = 27.0
    """Cut here at the latest, where speech is least probable lately."""

    look_back_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody is speaking, from sample ``start``."""

    start: int


@dataclass(frozen=True, slots=True)
class Ended:
    """An utterance from sample ``start`` up to ``end``, of which ``voiced_s`` seconds are speech."""

    start: int
    end: int
    voiced_s: float


Mark = Began | Ended


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)


class Segmenter:
    """Hears one window at a time. Keeps the probabilities of the last few seconds and nothing else."""

    _start: int | None
    _began: int
    _voiced: int
    _silent_since: int | None
    _told: bool

    def __init__(self, cutting: Cutting | None = None) -> None:
        self._rules = cutting or Cutting()
        self._floor = 0  # no utterance reaches back over this sample
        self._clear()
        self._latest: deque[tuple[int, float]] = deque(maxlen=max(_samples(self._rules.look_back_s) // WINDOW, 1))

    @property
    def speaking(self) -> bool:
        """Is an utterance going on?"""
        return self._told

    def hear(self, at: int, probability: float) -> list[Mark]:
        """What the window that starts at sample ``at`` changes."""
        rules = self._rules
        voiced = probability >= rules.threshold
        if self._start is None:
            if not voiced:
                return []
            self._start = max(at - _samples(rules.before_s), self._floor)
            self._began = at
        self._latest.append((at, probability))
        if voiced:
            self._voiced += 1
            self._silent_since = None
        elif probability < rules.silence_below and self._silent_since is None:
            self._silent_since = at
        return [*self._tell_beginning(), *self._tell_end(at + WINDOW)]

    def close(self, at: int) -> list[Mark]:
        """End what is going on at sample ``at``, for sound is missing after it or no more will come."""
        marks: list[Mark] = []
        if self._start is not None and self._told:
            marks.append(self._ended(at))
        self._clear()
        self._floor = at
        return marks

    def _clear(self) -> None:
        self._start = None
        self._began = 0
        self._voiced = 0
        self._silent_since = None
        self._told = False

    def _tell_beginning(self) -> list[Mark]:
        if self._told or self._start is None or self._voiced * WINDOW < _samples(self._rules.shortest_s):
            return []
        self._told = True
        return [Began(self._start)]

    def _tell_end(self, now: int) -> list[Mark]:
        rules = self._rules
        length = now - self._began
        pause = rules.soft_pause_s if length >= _samples(rules.soft_after_s) else rules.pause_s
        if self._silent_since is not None and now - self._silent_since >= _samples(pause):
            end = min(self._silent_since + _samples(rules.after_s), now)
            marks = [self._ended(end)] if self._told else []
            self._clear()
            self._floor = end if marks else self._floor
            return list(marks)
        return self._cut(now) if length >= _samples(rules.longest_s) else []

    def _cut(self, now: int) -> list[Mark]:
        """End where speech is least probable lately, and go on from there."""
        recent = list(self._latest)
        where, _ = min(recent, key=lambda window: (window[1], -window[0]))
        end = min(where + WINDOW // 2, now)
        after = [window for window in recent if window[0] > where]
        voiced_after = sum(1 for _, probability in after if probability >= self._rules.threshold)
        self._voiced -= voiced_after
        mark = self._ended(end)
        self._clear()
        self._floor = self._start = self._began = end
        self._voiced = voiced_after
        return [mark, *self._tell_beginning()]

    def _ended(self, end: int) -> Ended:
        start = self._start or 0
        return Ended(start, end, max(self._voiced, 0) * WINDOW / SAMPLE_RATE)
