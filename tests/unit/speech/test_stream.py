"""From frames to drafts and final text, with the real voice activity and recognisers that do as they are told."""

import itertools
import threading
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from andrum.speech.service import (
    Behind,
    Final,
    Gap,
    Heard,
    Limits,
    Line,
    LoudnessActivity,
    Pace,
    Partial,
    Pool,
    RecogniserUnavailableError,
    Scripted,
    Stream,
    VoiceActivity,
    Why,
    Word,
    read_wav,
)
from tests.unit.speech.sounds import CLIPS, Counting, Doing, clip, clock, finals, join, partials, play, silence, tone

SHARED = Path(__file__).parents[4] / "shared" / "audio_sv"


def said(text: str) -> Heard:
    return Heard(tuple(Word(word, n * 0.2, n * 0.2 + 0.1, 0.9) for n, word in enumerate(text.split())), 0.0)


def test_real_speech_becomes_one_utterance_with_its_times():
    at = clock()
    stream = Stream(Counting(), VoiceActivity(), at)
    events = play(stream, at, join(silence(1), clip("kan_jag_fa_tala_klart"), silence(2)))
    (final,) = finals(events)
    assert 1.0 <= final.start < final.end <= 3.4
    assert final.words
    assert all(final.start <= word.start <= word.end <= final.end + 0.01 for word in final.words)
    assert stream.finish() == ()


def test_two_voices_with_a_pause_between_are_two_utterances_in_order():
    at = clock()
    stream = Stream(Counting(), VoiceActivity(), at)
    sound = join(clip("kan_jag_fa_tala_klart"), silence(1.5), clip("jag_lamnar_dig"), silence(1.5))
    first, second = finals(play(stream, at, sound))
    assert (first.utterance, second.utterance) == (1, 2)
    assert first.end <= second.start


def test_every_clip_of_swedish_speech_is_found_as_speech(record_property, capsys):
    shared = sorted(SHARED.glob("*.wav"))
    record_property("shared_clips", len(shared))
    if not shared:
        with capsys.disabled():
            pass
    for wav in [*sorted(CLIPS.glob("*.wav")), *shared]:
        at = clock()
        stream = Stream(Counting(), VoiceActivity(), at)
        pcm = (read_wav(wav) * 32_767).astype(np.int16)
        assert len(finals([*play(stream, at, join(pcm, silence(1))), *stream.finish()])) == 1, wav.name


def test_silence_and_noise_never_reach_the_recogniser():
    at, recogniser = clock(), Counting()
    stream = Stream(recogniser, VoiceActivity(), at)
    noise = np.random.default_rng(1).normal(0, 300, 16_000 * 20).astype(np.int16)
    events = play(stream, at, join(silence(20), noise, tone(3), silence(2)))
    assert [*events, *stream.finish()] == []
    assert recogniser.asked == []


def test_a_draft_settles_what_was_heard_twice_and_the_final_text_replaces_it():
    at = clock()
    texts = iter(["han går", "han går till", "han går till skolan"])
    recogniser = Doing(
        lambda _samples, final: said("Han går till skolan." if final else next(texts, "han går till skolan"))
    )
    stream = Stream(recogniser, LoudnessActivity(), at)
    events = play(stream, at, join(tone(3.3), silence(1)))
    drafts = [(event.settled, event.tentative) for event in partials(events)]
    assert drafts == [("", "han går"), ("han går", "till"), ("han går till", "skolan")]
    assert [event.text for event in finals(events)] == ["Han går till skolan."]
    assert [event.revision for event in events] == [1, 2, 3, 4]


def test_a_draft_of_nothing_is_taken_away():
    at = clock()
    recogniser = Doing(lambda _samples, final: Heard() if final else said("tack"))
    stream = Stream(recogniser, LoudnessActivity(), at)
    events = play(stream, at, join(tone(2), silence(1)))
    assert finals(events) == []
    assert (events[-1].settled, events[-1].tentative) == ("", "")
    assert stream.dropped == 1


def test_a_long_speech_is_cut_without_losing_or_doubling_a_sample():
    at, recogniser = clock(), Counting()
    stream = Stream(recogniser, LoudnessActivity(), at)
    texts = finals([*play(stream, at, tone(100)), *stream.finish()])
    assert len(texts) >= 4
    assert all(one.end == other.start for one, other in itertools.pairwise(texts))
    assert all(one.end - one.start < 30 for one in texts)
    assert texts[-1].end == 100.0
    assert max(size for size, _ in recogniser.asked) <= 30 * 16_000


def test_a_long_speech_is_cut_at_a_breath_when_there_is_one():
    at = clock()
    stream = Stream(Counting(), LoudnessActivity(), at)
    first = finals(play(stream, at, join(tone(20), silence(0.4), tone(3), silence(1))))[0]
    assert 20.0 <= first.end <= 20.4


def test_frames_are_put_in_order_and_doubles_are_ignored():
    at = clock()
    stream = Stream(Counting(), LoudnessActivity(), at)
    sound = tone(1)
    frames = [sound[start : start + 1_600].tobytes() for start in range(0, sound.size, 1_600)]
    for seq in (0, 1, 3, 2, 2, 1, 4, 6, 5, 7, 9, 8):
        assert not [event for event in stream.feed(frames[seq], seq) if isinstance(event, Gap)]
    assert (stream.acked, stream.ignored, stream.seconds) == (9, 2, 1.0)


def test_frames_that_never_come_are_told_and_the_clock_of_the_stream_goes_on():
    at = clock()
    stream = Stream(Counting(), LoudnessActivity(), at)
    events = play(stream, at, tone(2))
    events += play(stream, at, join(tone(2), silence(1)), first=50)
    gaps = [event for event in events if isinstance(event, Gap)]
    assert [(gap.start, gap.end, gap.why) for gap in gaps] == [(2.0, 5.0, Why.LOST)]
    assert [(round(one.start, 1), round(one.end, 1)) for one in finals(events)] == [(0.0, 2.0), (5.0, 7.2)]


def test_a_hole_of_one_frame_does_not_end_the_utterance():
    at = clock()
    stream = Stream(Counting(), LoudnessActivity(), at)
    events = [*play(stream, at, tone(2)), *play(stream, at, join(tone(2), silence(1)), first=21)]
    assert len(finals(events)) == 1
    assert [event.why for event in events if isinstance(event, Gap)] == [Why.LOST]


def test_the_text_is_said_to_be_behind_and_to_have_caught_up():
    at = clock()

    def slow(samples, final):
        at.at += timedelta(seconds=4 if final else 0)
        return said("så är det")

    pool = _Later()
    stream = Stream(Doing(slow), LoudnessActivity(), at, desk=pool, pace=Pace(100.0))
    events = play(stream, at, join(tone(2), silence(6)))
    late = [event for event in events if isinstance(event, Behind)]
    assert late
    assert late[0].lag_s > 3
    assert late[0].text == "Texten ligger efter."
    pool.work()
    done = stream.poll()
    assert [type(event) for event in done] == [Final, Behind]
    assert (done[1].lag_s, done[1].text) == (0.0, "")


class _Later:
    """A desk at which work waits until somebody does it."""

    def __init__(self) -> None:
        self.tickets = []

    def submit(self, work, *, urgent=False, told=None):  # noqa: ARG002
        from andrum.speech.pool import Ticket

        self.tickets.append(Ticket(work, told))
        return self.tickets[-1]

    def work(self) -> None:
        for ticket in self.tickets:
            ticket.run()


def test_what_cannot_be_kept_is_told_and_never_grows():
    at = clock()
    stream = Stream(Counting(), LoudnessActivity(), at, desk=_Later(), limits=Limits(backlog_s=30, crowded_s=10))
    events = []
    crowded = False
    for round_ in range(20):
        events += play(stream, at, join(tone(5), silence(1)), first=round_ * 60)
        crowded = crowded or stream.crowded
        assert stream.backlog_s <= 36
    given_up = [event for event in events if isinstance(event, Gap)]
    assert crowded
    assert {event.why for event in given_up} == {Why.BEHIND}
    left = [event for event in stream.finish(timeout_s=0.2) if isinstance(event, Gap)]
    assert len(given_up) + len(left) == 20


def test_a_recogniser_that_is_away_is_asked_again_and_then_it_is_said():
    at = clock()
    answers = iter([RecogniserUnavailableError("borta"), said("hej på dig")])

    def once_away(samples, final):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    stream = Stream(Doing(once_away), LoudnessActivity(), at, drafts=False)
    assert [one.text for one in finals(play(stream, at, join(tone(1), silence(4))))] == ["hej på dig"]

    def gone(samples, final):
        raise MemoryError

    stream = Stream(Doing(gone), LoudnessActivity(), at)
    events = play(stream, at, join(tone(1), silence(10)))
    assert [event.why for event in events if isinstance(event, Gap)] == [Why.ENGINE]
    assert stream.idle


@pytest.mark.parametrize(
    "answer", [None, "text", Heard((Word("a", float("nan"), float("inf"), float("nan")),)), Heard((None,)), 7]
)
def test_nonsense_from_a_recogniser_never_raises(answer):
    at = clock()
    stream = Stream(Doing(lambda _samples, _final: answer), LoudnessActivity(), at)
    events = [*play(stream, at, join(tone(2), silence(12))), *stream.finish()]
    assert all(np.isfinite(word.start) for one in finals(events) for word in one.words)


@pytest.mark.parametrize(
    ("pcm", "seq"),
    [
        *((pcm, 0) for pcm in (b"\x01", b"", b"abc", None, "text", bytes(10_000_000))),
        *((b"ab", seq) for seq in (-1, None, 1.5, True, 2**70)),
    ],
)
def test_whatever_is_sent_never_raises(pcm, seq):
    stream = Stream(Counting(), VoiceActivity(), clock())
    stream.feed(pcm, seq)
    stream.feed(tone(0.1).tobytes(), 1)
    stream.finish()
    assert stream.feed(b"ab", 2) == ()
    assert stream.seconds < 620


def test_more_sound_in_a_frame_than_a_stream_may_send_is_refused_and_told():
    stream = Stream(Counting(), LoudnessActivity(), clock())
    gaps = [event for event in stream.feed(bytes(2 * 16_000 * 11), 0) if isinstance(event, Gap)]
    assert [(gap.start, gap.end, gap.why) for gap in gaps] == [(10.0, 11.0, Why.REFUSED)]


def test_a_script_with_times_speaks_when_the_voice_does():
    at = clock()
    script = Scripted([Line("Kan jag få tala klart", 1.6, 3.0), Line("Jag lämnar dig", 5.2, 6.8)])
    stream = Stream(script, VoiceActivity(), at)
    sound = join(silence(1), clip("kan_jag_fa_tala_klart"), silence(1.2), clip("jag_lamnar_dig"), silence(1))
    assert [one.text for one in finals(play(stream, at, sound))] == ["Kan jag få tala klart", "Jag lämnar dig"]


def test_a_script_without_times_gives_a_line_for_each_utterance():
    at = clock()
    stream = Stream(Scripted(["en rad", "en till"]), LoudnessActivity(), at)
    events = play(stream, at, join(*[tone(1), silence(1)] * 3))
    assert [one.text for one in finals(events)] == ["en rad", "en till"]


def test_rooms_share_a_pool_and_each_hears_its_own_words_in_order():
    pool, told = Pool(workers=2), threading.Event()
    streams = []
    for room in range(6):
        lines = [f"rum {room} rad {n}" for n in range(4)]
        streams.append((room, Stream(Scripted(lines), LoudnessActivity(), clock(), desk=pool, told=told.set)))
    heard: dict[int, list[str]] = {}
    for room, stream in streams:
        events = [*play(stream, clock(), join(*[tone(1), silence(1)] * 4)), *stream.finish(20)]
        heard[room] = [event.text for event in events if isinstance(event, Final)]
    pool.close()
    assert heard == {room: [f"rum {room} rad {n}" for n in range(4)] for room in range(6)}
    assert told.is_set()
    assert pool.submit(lambda: 1) is None


def test_a_full_pool_takes_no_more_and_a_closed_one_says_that_nothing_was_done():
    pool, go = Pool(workers=1, room=2), threading.Event()
    running = pool.submit(lambda: go.wait(10))
    while pool._queue:
        pass
    waiting = [pool.submit(lambda: 1), pool.submit(lambda: 2)]
    assert pool.submit(lambda: 3) is None
    go.set()
    assert running.wait(10)
    assert all(ticket.wait(10) for ticket in waiting)
    pool.close()


def test_urgent_work_goes_before_drafts():
    pool, go, order = Pool(workers=1), threading.Event(), []
    first = pool.submit(lambda: go.wait(10))
    while pool._queue:
        pass
    draft = pool.submit(lambda: order.append("draft") or 1)
    final = pool.submit(lambda: order.append("final") or 1, urgent=True)
    go.set()
    assert first.wait(10)
    assert draft.wait(10)
    assert final.wait(10)
    pool.close()
    assert order == ["final", "draft"]


def test_a_draft_that_waits_is_let_go_when_the_utterance_ends():
    at, desk = clock(), _Later()
    stream = Stream(Counting(), LoudnessActivity(), at, desk=desk)
    play(stream, at, join(tone(2), silence(1)))
    desk.work()
    events = stream.poll()
    assert [type(event) for event in events] == [Final]
    assert not [event for event in events if isinstance(event, Partial)]


def test_a_stream_that_never_ends_holds_no_more_after_an_hour_than_after_a_minute():
    at = clock()
    stream = Stream(Counting(), LoudnessActivity(), at, drafts=False)

    def held() -> int:
        return stream._ring._samples.nbytes + len(stream._waiting) + len(stream._segmenter._latest)

    minute = join(*[tone(5), silence(1)] * 10)
    play(stream, at, minute, frame=16_000)
    early = held()
    for n in range(1, 60):
        play(stream, at, minute, first=n * 60, frame=16_000)
    assert held() <= early
    assert stream.seconds == 3_600
