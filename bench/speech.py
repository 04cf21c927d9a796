"""Speech: what recognition costs on this machine, and ten live conversations at once with real voice activity."""

import gc
import sys
import tempfile
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np
import psutil
from tests.unit.speech.random_whisper import write_model

from andrum.kernel.clock import FixedClock
from andrum.speech.service import (
    SAMPLE_RATE,
    FasterWhisper,
    Final,
    Line,
    Pace,
    Scripted,
    Stream,
    VoiceActivity,
    measure_speed,
)
from bench.report import Section, as_markdown, duration

CLIPS = Path(__file__).parents[1] / "tests" / "unit" / "speech" / "clips"
STREAMS = 10
FRAME_S = 0.1
FRAME = int(SAMPLE_RATE * FRAME_S)
LAG_S = 1.0
FLAT_MIB = 20
THREADS = 2


def measure(*, quick: bool) -> Section:
    """Recognition with random weights at true sizes, then three hours of ten conversations."""
    hours = 0.1 if quick else 3.0
    section = Section(
        "speech",
        "Speech to text",
        f"ten live conversations on two cores: lag at most {LAG_S:g} s, memory flat over three hours",
        "Recognition: models of the true sizes with random weights (time only), int8, two threads, ten seconds of "
        "speech, best of two; random weights speak until the limit of words, so real ones are faster. Ten "
        f"conversations: {hours:g} hours of real Swedish voices with pauses, through frames, the real voice activity, "
        "segmenting, drafts and a script instead of a recogniser, all on one core. Every 100 ms each of the ten sends "
        "a frame; the work is done as fast as it goes and its time is laid on the clock of the conversation, so that "
        "what takes longer than its turn delays the next. Lag: from the arrival of a frame to its events.",
        header=("what", "result"),
    )
    for size in ("tiny", "base") if quick else ("tiny", "base", "small"):
        section.add(*_recognition(size))
    live = _Live(hours)
    live.run()
    lags = np.sort(live.lags)
    p95, worst = float(lags[int(lags.size * 0.95)]), float(lags[-1])
    grown = live.memory[-1] - live.memory[len(live.memory) // 5]
    section.add("ten conversations: lag p50", duration(float(np.median(lags))))
    section.add("ten conversations: lag p95", duration(p95))
    section.add("ten conversations: lag at worst", duration(worst))
    section.add("share of one core", f"{live.busy_s / (hours * 3600):.0%}")
    section.add("final utterances", f"{live.finals:,}".replace(",", " "))
    section.add("memory, first fifth → end", f"{live.memory[len(live.memory) // 5]:.0f} → {live.memory[-1]:.0f} MiB")
    met = p95 <= LAG_S and grown <= FLAT_MIB
    section.verdict = f"{'Met' if met else 'Not met'}: lag p95 {duration(p95)}; memory {grown:+.0f} MiB."
    return section


def _recognition(size: str) -> tuple[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder), size)
        before = perf_counter()
        recogniser = FasterWhisper(folder, threads=THREADS)
        loaded = perf_counter() - before
        speed = measure_speed(recogniser)
    step = Pace.of(speed).step_s
    steps = "no drafts" if step is None else f"a draft each {step:g} s"
    real_time = f"{speed.rtf:.2f} × real time ({duration(speed.seconds_a_call)} for ten seconds)"
    return f"{size}", f"{real_time}; draft {duration(speed.seconds_a_draft)}; loaded in {duration(loaded)}; {steps}"


class _Live:
    """Ten streams whose frames come together, and the clock they share."""

    def __init__(self, hours: float) -> None:
        self.turns = int(hours * 3600 / FRAME_S)
        self.lags = np.ones(self.turns * STREAMS, np.float32)  # all its memory is taken before the first sample
        self.memory: list[float] = []
        self.busy_s = 0.0
        self.finals = 0
        self._talk = _talk()
        self._clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
        said = "det var som jag sa att han kom hem sent"
        lines = [Line(said, n * 4.0, n * 4.0 + 4) for n in range(int(hours * 900) + 1)]
        self._streams = [Stream(Scripted(lines), VoiceActivity(), self._clock) for _ in range(STREAMS)]

    def run(self) -> None:
        begin, free_at = self._clock.at, 0.0
        process = psutil.Process()
        gc.collect()
        for turn in range(self.turns):
            arrived = turn * FRAME_S
            for room, stream in enumerate(self._streams):
                at = (turn + room * 37) * FRAME % (self._talk.size - FRAME)
                began_at = max(free_at, arrived)
                self._clock.at = begin + timedelta(seconds=began_at)
                before = perf_counter()
                events = stream.feed(self._talk[at : at + FRAME].tobytes(), turn)
                took = perf_counter() - before
                free_at = began_at + took
                self.busy_s += took
                self.lags[turn * STREAMS + room] = free_at - arrived
                self.finals += sum(isinstance(event, Final) for event in events)
            if turn % max(self.turns // 50, 1) == 0:
                self.memory.append(process.memory_info().rss / 2**20)


def _talk() -> np.ndarray:
    """About twenty seconds of two voices with pauses of different length, in a ring."""
    parts = []
    for name, pause in (("kan_jag_fa_tala_klart", 0.3), ("jag_lamnar_dig", 1.2), ("kan_jag_fa_tala_klart", 2.0)) * 2:
        with wave.open(str(CLIPS / f"{name}.wav")) as sound:
            parts.append(np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2"))
        parts.append(np.zeros(int(pause * SAMPLE_RATE), "<i2"))
    return np.concatenate(parts)


if __name__ == "__main__":
    print(as_markdown(measure(quick="--quick" in sys.argv)))
