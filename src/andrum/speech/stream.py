"""One stream of sound becomes text: tentative while somebody speaks, final when the utterance is over."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np

from andrum.kernel.clock import Clock, SystemClock
from andrum.speech.activity import WINDOW
from andrum.speech.cleaning import clean
from andrum.speech.frames import Frames, Missing, Pcm, Sound, as_float
from andrum.speech.pace import Pace
from andrum.speech.pool import AtOnce, Desk
from andrum.speech.ring import Ring
from andrum.speech.segmenting import Began, Cutting, Ended, Segmenter
from andrum.speech.utterances import Answer, Asked, Limits, Utterance
from andrum.speech.vocabulary import (
    SAMPLE_RATE,
    Activity,
    Behind,
    Event,
    Final,
    Gap,
    Partial,
    PlacedRecogniser,
    Recogniser,
    Why,
    Word,
)

RING_S = 40
BRIDGED_S = 0.5
"""Less missing sound than this does not end an utterance."""

WAIT_SLICE_S = 0.1


class Stream:
    """Sound in, events out. Never raises for anything that is sent. For one thread at a time.

    Memory is bounded: the last 40 seconds of sound and what waits for its text, at most ``limits.backlog_s``.

    Args:
        recogniser: turns sound into words.
        activity: voice activity, of this stream alone.
        clock: tells how late the text is.
        desk: who does the work; without one the caller waits for it.
        pace: how often a draft is asked for; shared by the streams that share a recogniser.
        limits: what it may hold.
        cutting: where an utterance ends.
        drafts: false asks for whole utterances only, as for a file.
        told: called, in another thread, when there is something to fetch with ``poll``.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        activity: Activity,
        clock: Clock | None = None,
        *,
        desk: Desk | None = None,
        pace: Pace | None = None,
        limits: Limits | None = None,
        cutting: Cutting | None = None,
        drafts: bool = True,
        told: Callable[[], None] | None = None,
    ) -> None:
        self._recogniser = recogniser
        self._activity = activity
        self._clock = clock or SystemClock()
        self._desk = desk or AtOnce()
        self._pace = pace or Pace()
        self._limits = limits or Limits()
        self._drafts = drafts
        self._told = told
        self._frames = Frames()
        self._ring = Ring(RING_S * SAMPLE_RATE)
        self._segmenter = Segmenter(cutting)
        self._heard_to = 0
        self._count = 0
        self._now: Utterance | None = None
        self._waiting: deque[Utterance] = deque()
        self._asked: Asked | None = None
        self._behind_told: tuple[datetime, float] | None = None
        self._ended = False
        self.dropped = 0
        """Utterances in which the recogniser heard nothing that can be believed."""

    @property
    def acked(self) -> int | None:
        """The last frame that has been taken with all before it; None before the first."""
        return None if self._frames.expected is None else self._frames.expected - 1

    @property
    def ignored(self) -> int:
        """Frames that had come before, or were no frames."""
        return self._frames.ignored

    @property
    def seconds(self) -> float:
        """How much sound has come, what is missing included."""
        return self._ring.end / SAMPLE_RATE

    @property
    def speaking(self) -> bool:
        """Is somebody speaking now?"""
        return self._segmenter.speaking

    @property
    def backlog_s(self) -> float:
        """Seconds of speech that wait for their final text."""
        return sum(it.samples.size for it in self._waiting) / SAMPLE_RATE

    @property
    def crowded(self) -> bool:
        """Should whoever sends wait before sending more?"""
        return self.backlog_s > self._limits.crowded_s

    @property
    def idle(self) -> bool:
        """Is there nothing more to come from what has been sent?"""
        return not self._waiting and self._asked is None and self._now is None

    def feed(self, pcm16: bytes, seq: int) -> tuple[Event, ...]:
        """Take a frame: 16-bit little-endian samples at 16 kHz, and its number (0, 1, 2 …). Odd bytes are left out."""
        if self._ended:
            return ()
        return self._take(self._frames.take(pcm16, seq))

    def poll(self) -> tuple[Event, ...]:
        """What has become ready since the last call."""
        return tuple(self._advance())

    def end(self) -> tuple[Event, ...]:
        """No more frames will come. Does not wait: go on with ``poll`` until ``idle``."""
        if self._ended:
            return ()
        events = list(self._take(self._frames.flush()))
        self._ended = True
        events += self._marks(self._segmenter.close(self._ring.end))
        return (*events, *self._advance())

    def finish(self, timeout_s: float = 60.0) -> tuple[Event, ...]:
        """End, and wait at most so long for what is left; what has no text then is told as a Gap."""
        events = list(self.end())
        left = timeout_s
        while not self.idle and left > 0:
            for it in self._waiting:
                it.not_before = None
            if self._asked is None or not self._asked.ticket.wait(min(WAIT_SLICE_S, left)):
                left -= WAIT_SLICE_S
            events += self._advance()
        while self._waiting:
            events.append(self._given_up(self._waiting.popleft(), Why.BEHIND))
        if self._asked is not None:
            self._asked.ticket.cancel()
            self._asked = None
        return tuple(events)

    def _take(self, pieces: list[Sound | Missing]) -> tuple[Event, ...]:
        events: list[Event] = []
        for piece in pieces:
            events += self._sound(piece.samples) if isinstance(piece, Sound) else self._missing(piece)
        return (*events, *self._advance())

    def _sound(self, samples: Pcm) -> list[Event]:
        """Listen in pieces no longer than a second, so that what ends in them is still in the ring."""
        events: list[Event] = []
        for at in range(0, samples.size, SAMPLE_RATE):
            self._ring.append(samples[at : at + SAMPLE_RATE])
            whole = (self._ring.end - self._heard_to) // WINDOW * WINDOW
            new = as_float(self._ring.read(self._heard_to, self._heard_to + whole))
            for probability in np.nan_to_num(self._activity.probabilities(new), nan=0.0).tolist():
                marks = self._segmenter.hear(self._heard_to, probability)
                self._heard_to += WINDOW
                events += self._marks(marks)
        return events

    def _missing(self, missing: Missing) -> list[Event]:
        start = self._ring.end
        events: list[Event] = []
        if missing.samples < BRIDGED_S * SAMPLE_RATE:
            events += self._sound(np.zeros(missing.samples, dtype=np.int16))
        else:
            events += self._marks(self._segmenter.close(start))
            self._ring.skip(missing.samples)
            self._heard_to = self._ring.end
            self._segmenter.close(self._ring.end)
            self._activity.reset()
        return [*events, Gap(start / SAMPLE_RATE, self._ring.end / SAMPLE_RATE, missing.why)]

    def _marks(self, marks: list[Began | Ended]) -> list[Event]:
        events: list[Event] = []
        for mark in marks:
            if isinstance(mark, Began):
                self._count += 1
                self._now = Utterance(self._count, mark.start, drafted_to=mark.start)
                self._pace.speaking(1)
            elif self._now is not None:
                events += self._over(self._now, mark)
                self._now = None
                self._pace.speaking(-1)
        return events

    def _over(self, utterance: Utterance, mark: Ended) -> list[Event]:
        utterance.start, utterance.end, utterance.voiced_s = mark.start, mark.end, mark.voiced_s
        utterance.samples = self._ring.read(mark.start, mark.end)
        utterance.ended_at = self._clock.now()
        if self._asked is not None and not self._asked.final and self._asked.ticket.cancel():
            self._asked = None
        self._waiting.append(utterance)
        events: list[Event] = []
        while self.backlog_s > self._limits.backlog_s and len(self._waiting) > 1:
            first = 1 if self._asked is not None and self._asked.utterance is self._waiting[0] else 0
            oldest = self._waiting[first]
            del self._waiting[first]
            events.append(self._given_up(oldest, Why.BEHIND))
        return events

    def _given_up(self, utterance: Utterance, why: Why) -> Event:
        return Gap(utterance.start / SAMPLE_RATE, utterance.end / SAMPLE_RATE, why)

    def _advance(self) -> list[Event]:
        """Fetch what is ready, ask for what comes next, and say whether the text is late."""
        events: list[Event] = []
        while True:
            if self._asked is not None:
                if not self._asked.ticket.done:
                    break
                events += self._answered()
            if not self._ask():
                break
        return [*events, *self._lateness()]

    def _ask(self) -> bool:
        """Hand in the next piece of work. False when there is none now, or nobody to take it."""
        if self._waiting:
            first = self._waiting[0]
            if first.not_before is not None and self._clock.now() < first.not_before:
                return False
            return self._hand_in(first, first.samples, final=True)
        step = self._pace.step_s if self._drafts else None
        now = self._now
        if now is None or step is None or self._heard_to - now.drafted_to < step * SAMPLE_RATE:
            return False
        taken = self._hand_in(now, self._ring.read(now.start, self._heard_to), final=False)
        if taken:
            now.drafted_to = self._heard_to
        return taken

    def _hand_in(self, utterance: Utterance, pcm: Pcm, *, final: bool) -> bool:
        recogniser, clock, start = self._recogniser, self._clock, utterance.start / SAMPLE_RATE

        def work() -> Answer:
            samples = as_float(pcm)
            before = clock.now()
            if isinstance(recogniser, PlacedRecogniser):
                heard = recogniser.recognise_at(samples, final=final, start=start)
            else:
                heard = recogniser.recognise(samples, final=final)
            return Answer(heard, (clock.now() - before).total_seconds())

        ticket = self._desk.submit(work, urgent=final, told=self._told)
        if ticket is not None:
            self._asked = Asked(utterance, final, pcm.size / SAMPLE_RATE, clock.now(), ticket)
        return ticket is not None

    def _answered(self) -> list[Event]:
        asked, self._asked = self._asked, None
        if asked is None:
            return []
        try:
            answer = asked.ticket.result()
            words = clean(
                answer.heard,
                length_s=asked.sound_s,
                voiced_s=asked.utterance.voiced_s if asked.final else None,
            )
        except Exception:  # noqa: BLE001 - whatever a recogniser does, the stream goes on and says what is missing
            return self._failed(asked)
        self._pace.measured(answer.seconds, asked.sound_s, final=asked.final)
        return self._final(asked.utterance, words) if asked.final else self._draft(asked.utterance, words)

    def _failed(self, asked: Asked) -> list[Event]:
        """A draft is let go. A whole utterance is asked for again after a while, and then given up, which is said."""
        if not asked.final or not self._waiting or self._waiting[0] is not asked.utterance:
            return []
        first = self._waiting[0]
        first.tries += 1
        if first.tries < self._limits.tries:
            wait = self._limits.first_wait_s * 2 ** (first.tries - 1)
            first.not_before = _later(self._clock.now(), wait)
            return []
        self._waiting.popleft()
        return [*self._taken_away(first), self._given_up(first, Why.ENGINE)]

    def _draft(self, utterance: Utterance, words: tuple[Word, ...]) -> list[Event]:
        settled, rest = utterance.agreement.hear([word.text for word in words])
        text = " ".join((*settled, *rest))
        if text == utterance.shown and not settled:
            return []
        utterance.shown = text
        return [Partial(utterance.number, utterance.next_revision(), " ".join(settled), " ".join(rest))]

    def _final(self, utterance: Utterance, words: tuple[Word, ...]) -> list[Event]:
        if self._waiting and self._waiting[0] is utterance:
            self._waiting.popleft()
        if not words:
            self.dropped += 1
            return self._taken_away(utterance)
        start = utterance.start / SAMPLE_RATE
        placed = tuple(Word(it.text, start + it.start, start + it.end, it.probability, it.doubtful) for it in words)
        text = " ".join(word.text for word in placed)
        end = utterance.end / SAMPLE_RATE
        return [Final(utterance.number, utterance.next_revision(), text, start, end, placed)]

    def _taken_away(self, utterance: Utterance) -> list[Event]:
        return [Partial(utterance.number, utterance.next_revision(), "", "")] if utterance.shown else []

    def _lateness(self) -> list[Event]:
        now = self._clock.now()
        since = [it.ended_at for it in self._waiting if it.ended_at is not None]
        if self._asked is not None and not self._asked.final:
            since.append(self._asked.at)
        lag = max((now - min(since)).total_seconds(), 0.0) if since else 0.0
        if self._behind_told is None:
            if lag <= self._limits.behind_s:
                return []
        else:
            at, told = self._behind_told
            if lag <= self._limits.caught_up_s:
                self._behind_told = None
                return [Behind(0.0, self._pace.rtf)]
            if lag < 2 * told and (now - at).total_seconds() < self._limits.say_again_s:
                return []
        self._behind_told = (now, lag)
        return [Behind(lag, self._pace.rtf)]


def _later(at: datetime, seconds: float) -> datetime:
    return at + timedelta(seconds=seconds)
