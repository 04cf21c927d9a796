"""A recogniser that reads from a script: for tests and demonstrations. It hears nothing."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from andrum.speech.engines.faster_whisper import spread
from andrum.speech.errors import RecogniserSettingsError
from andrum.speech.vocabulary import SAMPLE_RATE, Heard, Samples, Word

SURE = 0.95
TIMED = re.compile(r"^\[(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\]\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Line:
    """What is said from ``start`` to ``end``, seconds from the start of the stream. Without times: in its turn."""

    text: str
    start: float | None = None
    end: float | None = None


class Scripted:
    """Gives the words of a script.

    With times, the words whose middle lies inside the sound that was sent. Without times, the next line for each whole
    utterance, and as much of it in a draft as there is sound for. Lines with and without times cannot be mixed.
    """

    def __init__(self, script: Iterable[Line | str], *, words_a_second: float = 2.5) -> None:
        lines = [Line(it) if isinstance(it, str) else it for it in script]
        timed = [it for it in lines if it.start is not None and it.end is not None]
        if timed and len(timed) != len(lines):
            raise RecogniserSettingsError("Manuset har tider på några rader men inte på alla.", todo="Ange alla.")
        self._words: list[Word] = []
        for line in timed:
            self._words += spread(line.text, line.start or 0.0, line.end or 0.0, SURE)
        self._words.sort(key=_middle)
        self._in_turn = None if timed else iter(lines)
        self._next = None if self._in_turn is None else next(self._in_turn, None)
        self._rate = words_a_second
        self._lock = Lock()

    def recognise(self, samples: Samples, *, final: bool) -> Heard:
        """The words at the start of the stream, or the next line."""
        return self.recognise_at(samples, final=final, start=0.0)

    def recognise_at(self, samples: Samples, *, final: bool, start: float) -> Heard:
        """The words that the script has here."""
        length = samples.size / SAMPLE_RATE
        if self._in_turn is not None:
            return self._turn(length, final=final)
        first = bisect_left(self._words, start, key=_middle)
        inside = self._words[first : bisect_left(self._words, start + length, key=_middle)]
        return Heard(tuple(Word(it.text, it.start - start, it.end - start, it.probability) for it in inside), 0.0)

    def _turn(self, length: float, *, final: bool) -> Heard:
        with self._lock:
            line = self._next
            if final and self._in_turn is not None:
                self._next = next(self._in_turn, None)
        if line is None:
            return Heard((), 0.0)
        words = spread(line.text, 0.0, length, SURE)
        return Heard(tuple(words if final else itertools.islice(words, max(int(length * self._rate), 1))), 0.0)


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2


def script_from_text(text: str) -> list[Line]:
    """A script from lines such as ``[12.5-15.0] Han går till skolan`` (with times) or plain lines. # is a remark."""
    lines: list[Line] = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        timed = TIMED.match(line)
        lines.append(Line(timed[3], float(timed[1]), float(timed[2])) if timed else Line(line))
    return lines
