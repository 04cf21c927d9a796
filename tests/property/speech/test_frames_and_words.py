"""For any order of frames and any words."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from andrum.speech.agreement import Agreement
from andrum.speech.cleaning import clean
from andrum.speech.frames import Frames, Missing, Sound
from andrum.speech.ring import Ring
from andrum.speech.segmenting import Began, Ended, Segmenter
from andrum.speech.service import Heard, LoudnessActivity, Scripted, Stream, Word, compare_words
from tests.unit.speech.sounds import clock

WORDS = st.lists(st.sampled_from(["ja", "nej", "han", "slog", "mig", "igår", "tack"]), max_size=12)


@given(st.permutations(range(9)), st.lists(st.integers(0, 8), max_size=5))
def test_any_order_of_a_few_frames_gives_the_same_sound_once(order: list[int], again: list[int]):
    frames = Frames(expected=0)
    pieces = [piece for seq in [*order, *again] for piece in frames.take(bytes([seq, 0]), seq)]
    heard = [int(one) for piece in pieces if isinstance(piece, Sound) for one in piece.samples]
    assert heard == list(range(9))
    assert frames.ignored == len(again)


@given(st.lists(st.tuples(st.binary(max_size=40), st.integers(0, 60)), max_size=80))
def test_no_frames_are_held_for_ever_and_time_never_goes_back(sent: list[tuple[bytes, int]]):
    frames = Frames()
    before = -1
    for pcm, seq in sent:
        for piece in frames.take(pcm, seq):
            assert piece.samples > 0 if isinstance(piece, Missing) else piece.samples.size > 0
        assert len(frames._held) <= 8
        assert (frames.expected or 0) >= before
        before = frames.expected or 0
    frames.flush()
    assert not frames._held


@given(st.lists(st.integers(0, 70), max_size=30), st.integers(1, 50))
def test_the_ring_gives_back_the_latest_sound(sizes: list[int], capacity: int):
    ring, whole = Ring(capacity), np.zeros(0, np.int16)
    for n, size in enumerate(sizes):
        piece = np.arange(n, n + size, dtype=np.int16)
        ring.append(piece)
        whole = np.concatenate((whole, piece))
    assert ring.end == whole.size
    assert ring.read(0, ring.end).tolist() == whole[-capacity:].tolist()


@given(st.lists(st.floats(0, 1), max_size=3_000))
@settings(max_examples=50)
def test_utterances_never_overlap_and_each_has_a_beginning(probabilities: list[float]):
    segmenter, marks = Segmenter(), []
    for n, probability in enumerate(probabilities):
        marks += segmenter.hear(n * 512, probability)
    marks += segmenter.close(len(probabilities) * 512)
    assert [type(mark) for mark in marks] == [Began, Ended] * (len(marks) // 2)
    ends = [mark for mark in marks if isinstance(mark, Ended)]
    assert all(0 <= one.start < one.end <= len(probabilities) * 512 for one in ends)
    assert all(one.end <= other.start for one, other in itertools.pairwise(ends))


@given(st.lists(WORDS, max_size=8))
def test_what_is_settled_only_grows(drafts: list[list[str]]):
    agreement, before = Agreement(), ()
    for draft in drafts:
        settled, _rest = agreement.hear(draft)
        assert settled[: len(before)] == before
        before = settled


@given(st.lists(st.builds(Word, st.text(max_size=8), st.floats(), st.floats(), st.none() | st.floats()), max_size=30))
def test_cleaned_words_are_words_that_were_heard_with_sound_times(words: list[Word]):
    found = clean(Heard(tuple(words)), length_s=5.0, voiced_s=2.0)
    assert len(found) <= len(words)
    assert all(0 <= word.start <= word.end <= 5.0 and word.text.strip() for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


@given(WORDS, WORDS)
def test_word_errors_add_up(said: list[str], heard: list[str]):
    errors = compare_words(" ".join(said), " ".join(heard))
    right = errors.words - errors.wrong - errors.left_out
    assert right + errors.wrong + errors.made_up == len(heard)
    assert errors.safety_missed <= errors.safety_words
    assert compare_words(" ".join(said), " ".join(said)).rate in {0.0, None}


@given(st.lists(st.tuples(st.binary(max_size=9_000), st.integers(-3, 40)), max_size=25))
@settings(max_examples=60, deadline=None)
def test_a_stream_takes_anything(sent: list[tuple[bytes, int]]):
    stream = Stream(Scripted(["ett", "två"]), LoudnessActivity(), clock())
    for pcm, seq in sent:
        stream.feed(pcm, seq)
    stream.finish()
    assert stream.idle
