"""Properties of the reading, embedded and pointed: whatever is said, no line is made of anything else."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from andrum.language.pointing.answers import Said, UnreadableAnswerError, pointed_in
from andrum.language.pointing.masking import Masker
from andrum.language.service import (
    Conversation,
    Counts,
    Listener,
    Participant,
    Pointed,
    PointedStatement,
    PointedWords,
    Status,
    Time,
    Utterance,
    factor_set,
    merge,
    read,
)

PEOPLE = (Participant("S1", "socialsekreterare", "Cilla"), Participant("M", "mamma", "Lena"), Participant("B", "barn"))
PIECES = (
    "han slår mig", "hon sover dåligt", "jag vill bo hos mormor", "inte", "aldrig", "om han skulle slå mig", "ja",
    "nej", "mm", "vi ringer på fredag", "förr drack jag", "han har aldrig slagit henne", "jag vill inte leva längre",
    "Lena", "Storgatan 5", "070-123 45 67", "hon får frukost varje dag", "?", ".", ",", "…", "»", "\n", "ö", "😀",
    "[NAMN 1]", "", "brukar han dricka?", "jag dör av skratt", "skolan säger att hon skolkar", "men", "sen", "och så",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=7).map(" ".join)
speakers = st.sampled_from(["S1", "M", "B"])
talks = st.lists(st.tuples(speakers, texts), max_size=7).map(
    lambda said: Conversation(
        "barn_och_unga", PEOPLE, tuple(Utterance(n, who, text) for n, (who, text) in enumerate(said, 1)), 9
    )
)
QUICK = settings(max_examples=60, deadline=None)
LABELS = (["risk", "skydd"], ["halsa", "sakerhet"], ["barnet", "mamma"], list(Status)[:4], list(Time))


@st.composite
def pointed_talks(draw) -> tuple[Conversation, Pointed]:
    """A conversation and any pointings at it, right or wrong."""
    talk = draw(talks)
    statements, words = [], []
    for _ in range(draw(st.integers(0, 6)) if talk.utterances else 0):
        one = draw(st.sampled_from(talk.utterances))
        start, end = sorted((draw(st.integers(0, len(one.text))), draw(st.integers(0, len(one.text)))))
        place = (one.n, start, end, one.text[start:end])
        if start < end:
            statements.append(PointedStatement(*place, *(draw(st.sampled_from(some)) for some in LABELS)))
            words.append(PointedWords(*place))
    numbers = [it.n for it in talk.utterances]
    is_read = draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    return talk, Pointed(tuple(statements), tuple(words), tuple(words), frozenset(is_read))


def check(talk: Conversation, reading) -> None:
    said = {it.n: it for it in talk.utterances}
    workers = {"S1"}
    for one in (*reading.statements, *reading.agreements, *reading.own_views, *reading.doubts):
        assert one.quote
        assert said[one.n].text[one.start : one.end] == one.quote
    for one in (*reading.statements, *reading.own_views):
        assert said[one.n].who not in workers
    for line in reading.summary:
        assert line.sources
        whole = "".join(said[n].text for n in line.sources)
        assert all(part in whole for part in line.text.split(" … ")) or line.text in whole
    sorted_ = {it.n for it in (*reading.statements, *reading.agreements, *reading.own_views, *reading.doubts)}
    assert sorted_.isdisjoint(reading.unsorted)


@QUICK
@given(talks)
def test_every_quote_stands_at_its_place_and_no_worker_is_evidence(talk: Conversation):
    check(talk, read(talk))


@QUICK
@given(pointed_talks())
def test_the_same_holds_of_whatever_is_pointed_at(both):
    talk, pointed = both
    check(talk, merge(talk, pointed).reading)


@QUICK
@given(talks)
def test_the_reading_is_the_same_each_time_and_however_it_is_heard(talk: Conversation):
    listener = Listener(talk.framework, talk.participants, talk.child_age)
    for one in talk.utterances:
        listener.hear(one)
        listener.reading()
    assert listener.reading() == read(talk) == read(talk)


@QUICK
@given(pointed_talks(), st.randoms())
def test_the_merge_does_not_depend_on_the_parts_or_the_order_of_the_answers(both, chance):
    talk, pointed = both
    parts = [Pointed((one,)) for one in pointed.statements]
    parts += [Pointed(agreements=(one,), own_views=(one,)) for one in pointed.agreements]
    chance.shuffle(parts)
    assert merge(talk, sum(parts, Pointed(read=pointed.read))) == merge(talk, pointed)


@QUICK
@given(st.lists(texts, min_size=1, max_size=3), st.lists(st.sampled_from(PIECES), max_size=3))
def test_a_sentence_that_asks_is_never_pointed_at(before: list[str], words: list[str]):
    asked = "Slår han " + " ".join(word for word in words if not set(word) & set("?.…\n»,")) + "?"
    text = " ".join([*before, "\n", asked])
    said = [Said(1, text, Masker().mask(text), is_asking=False)]
    answer = {"statements": [], "agreements": [], "own_views": [{"n": 1, "quote": "Slår han"}]}
    if "Slår han" in " ".join(before):
        return
    assert pointed_in(json.dumps(answer), said, factor_set("barn_och_unga"), Counts()).own_views == ()


@QUICK
@given(pointed_talks())
def test_danger_found_by_the_words_is_never_lost(both):
    talk, pointed = both

    def dangers(reading):
        return {(it.n, it.start, it.end) for it in reading.statements if it.is_safety and it.is_claim}

    assert dangers(read(talk)) <= dangers(merge(talk, pointed).reading)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_every_piece_outside_the_signs_leads_back_to_itself(text: str):
    masked = Masker(known=["Lena"], texts=[text]).mask(text)
    edges = [0, *(edge for piece in masked.pieces for edge in (piece.sign_start, piece.sign_end)), len(masked.text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        place = masked.back(start, end)
        assert place is not None
        if start < end:
            assert text[slice(*place)] == masked.text[start:end]
    assert "Lena" not in masked.text.replace("[", " ").split()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["statements", "agreements", "own_views", "n", "quote", "area", "x"]), inner, max_size=4),
    max_leaves=12,
).map(json.dumps), texts)  # fmt: skip
def test_no_answer_stops_the_reading_or_gets_anything_in(answer: str, text: str):
    said = [Said(1, text, Masker().mask(text), is_asking=False)]
    try:
        found = pointed_in(answer, said, factor_set("vuxna"), Counts())
    except UnreadableAnswerError:
        return
    for one in (*found.statements, *found.agreements, *found.own_views):
        assert text[one.start : one.end] == one.quote
