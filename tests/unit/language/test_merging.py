"""What is pointed at and the embedded reading, put together: the rules guard, and where they differ it is said."""

import random
import re
from collections import Counter
from functools import cache

import pytest
from corpus.examples import conversations, fold_of
from corpus.measure import score, shares

from andrum.language.features import Seen
from andrum.language.listener import Listener
from andrum.language.service import (
    Conversation,
    Doubt,
    Participant,
    Pointed,
    PointedStatement,
    PointedWords,
    Reading,
    Status,
    Time,
    Utterance,
    merge,
    read,
    reading_as_json,
)
from andrum.language.weighing import Weighed
from tests.unit.language.talk import PEOPLE


class Simple:
    """Models that find what the tests want found, so that no test here leans on how they were last trained."""

    def weigh(self, seen: list[Seen]) -> list[Weighed]:
        return [self._weighed(one) for one in seen]

    def _weighed(self, seen: Seen) -> Weighed:
        found = re.search("sover dåligt|slår han|aldrig slagit|skulle slå|kniv", seen.text)
        return Weighed(0.9 if found else 0.1, 0.1, self.chance("trap", seen))

    def chance(self, head: str, seen: Seen) -> float:
        if head == "trap":
            return 0.39 if re.search("aldrig|skulle", seen.text) else 0.05
        return {"must": 0.2}.get(head, 0.9 if head == "view" and "vill" in seen.text else 0.0)

    def best(self, head: str, _seen: Seen) -> tuple[str, float]:
        return ("barnet", 1.0) if head == "about" else ("halsa", 1.0)

    def likeliest(self, head: str, seen: list[Seen]) -> str:
        return self.best(head, seen[0])[0]


ALWAYS = "Hon sover dåligt om nätterna, hon vaknar och ropar."


def spoken(*said: str) -> Conversation:
    turns = (Utterance(1, "S1", "Hur är det hemma?"), *(Utterance(n, "M", text) for n, text in enumerate(said, 2)))
    return Conversation("barn_och_unga", PEOPLE, turns, 9)


def pointing(talk: Conversation, n: int, quote: str, **labels) -> PointedStatement:
    text = talk.utterances[n - 1].text
    usual = {"polarity": "risk", "area": "halsa", "about": "barnet", "status": Status.SAID, "time": Time.NOW}
    return PointedStatement(n, text.index(quote), text.index(quote) + len(quote), quote, **{**usual, **labels})


def merged(talk: Conversation, *pointings: PointedStatement, **more) -> Reading:
    everything = frozenset(it.n for it in talk.utterances)
    return merge(talk, Pointed(pointings, read=everything, **more), using=Simple()).reading


def embedded(talk: Conversation) -> Reading:
    listener = Listener(talk.framework, talk.participants, talk.child_age, using=Simple())
    for one in talk.utterances:
        listener.hear(one)
    return listener.reading()


def test_without_a_model_the_reading_is_the_embedded_one_to_the_byte():
    talk = spoken(ALWAYS)
    result = merge(talk, Pointed())
    assert not result.is_used
    assert reading_as_json(result.reading) == reading_as_json(read(talk))


def test_what_both_find_stands_and_says_so_and_what_one_finds_says_which():
    talk = spoken(ALWAYS, "Vi spelar kort varje onsdag hela högen.")
    reading = merged(
        talk, pointing(talk, 2, "Hon sover dåligt"), pointing(talk, 3, "Vi spelar kort varje onsdag", polarity="skydd")
    )
    assert [(it.n, it.origin, it.doubt) for it in reading.statements] == [(2, "båda", ""), (3, "utpekad", "")]


def test_what_only_the_embedded_reading_finds_is_kept_aside_not_away():
    reading = merged(spoken(ALWAYS))
    assert reading.statements == ()
    assert reading.doubts
    assert {it.doubt for it in reading.doubts} == {Doubt.ONLY_EMBEDDED}
    assert reading_as_json(reading)["doubts"][0]["kind"] == "Statement"


def test_where_the_model_has_not_read_the_embedded_reading_stands():
    talk = spoken(ALWAYS, "Vi spelar kort varje onsdag hela högen.")
    one = pointing(talk, 3, "Vi spelar kort varje onsdag", polarity="skydd")
    reading = merge(talk, Pointed((one,), read=frozenset({3})), using=Simple()).reading
    assert [it.origin for it in reading.statements] == ["modell", "utpekad"]


def test_the_two_directions_are_told_where_they_differ():
    talk = spoken(ALWAYS)
    (one,) = merged(talk, pointing(talk, 2, "Hon sover dåligt", polarity="skydd")).statements
    assert (str(one.polarity), one.doubt) == ("skydd", Doubt.POLARITY)


def test_a_model_that_denies_what_is_claimed_leaves_it_to_a_person():
    talk = spoken(ALWAYS)
    reading = merged(talk, pointing(talk, 2, "Hon sover dåligt", status=Status.DENIED))
    assert reading.statements == ()
    assert [it.doubt for it in reading.doubts] == [Doubt.MODEL_DENIES]


@pytest.mark.parametrize(
    ("said", "quote", "status"),
    [
        ("Han har aldrig slagit henne, inte en enda gång.", "slagit henne", Status.DENIED),
        ("Om han skulle slå mig igen går jag.", "slå mig igen", Status.HYPOTHETICAL),
    ],
)
def test_denied_stays_denied_and_supposed_stays_supposed_whatever_is_pointed_at(said, quote, status):
    talk = spoken(said)
    reading = merged(talk, pointing(talk, 2, quote, area="sakerhet"))
    (one,) = [it for it in (*reading.statements, *reading.doubts) if quote in it.quote]
    assert one.status is status
    assert not one.is_claim
    assert one.doubt == Doubt.RULE_DENIES


def test_a_quote_never_leaves_its_not_behind():
    talk = spoken("Hon äter inte frukost.")
    (one,) = merged(talk, pointing(talk, 2, "frukost", area="grundlaggande_omsorg")).statements
    assert one.quote == "Hon äter inte frukost."


@pytest.mark.parametrize(
    "labels", [{}, {"polarity": "skydd"}, {"status": Status.DENIED}, {"status": Status.HYPOTHETICAL}, None]
)
def test_danger_stands_whatever_the_model_says(labels):
    talk = spoken("Varje helg slår han mig.")
    before = [it for it in embedded(talk).statements if it.is_safety]
    pointings = [] if labels is None else [pointing(talk, 2, "slår han mig", area="halsa", **labels)]
    after = [it for it in merged(talk, *pointings).statements if it.is_safety]
    assert before
    assert [(it.n, it.start, it.end, it.polarity, it.area, it.status) for it in after] == [
        (it.n, it.start, it.end, it.polarity, it.area, it.status) for it in before
    ]
    assert all(bool(it.doubt) == bool(labels) for it in after)


def test_what_may_be_danger_stays_one_line_and_a_doubt_when_the_model_points_at_it_too():
    said = "Lillebror får välling av mig när mamma inte vaknar."
    talk = spoken(said)
    everything = Pointed((pointing(talk, 2, said, area="sakerhet"),), read=frozenset({1, 2}))
    (one,) = merge(talk, everything).reading.statements
    assert (one.quote, one.origin, one.doubt, one.is_safety) == (said, "båda", "kanske_fara", True)


@pytest.mark.parametrize("labels", [{"polarity": "skydd"}, {"status": Status.DENIED}, None])
def test_what_may_be_danger_stands_when_the_model_says_otherwise(labels):
    said = "Lillebror får välling av mig när mamma inte vaknar."
    talk = spoken(said)
    pointings = () if labels is None else (pointing(talk, 2, said, area="sakerhet", **labels),)
    found = merge(talk, Pointed(pointings, read=frozenset({1, 2}))).reading.statements
    assert any(it.quote == said and it.is_safety and it.doubt == "kanske_fara" for it in found)


def test_danger_that_only_the_model_points_at_is_marked_by_the_words():
    talk = spoken("Han hotar oss med kniv.")
    assert any(it.is_safety for it in merged(talk, pointing(talk, 2, "hotar oss med kniv")).statements)


def test_agreements_and_views_are_put_together_too():
    talk = spoken("Jag ringer skolan på fredag. Jag vill att hon byter klass.")
    place = talk.utterances[1].text.index
    promise = PointedWords(2, 0, 27, "Jag ringer skolan på fredag")
    wish = PointedWords(2, place("Jag vill"), place("klass") + 5, "Jag vill att hon byter klass")
    reading = merged(talk, agreements=(promise,), own_views=(wish,))
    assert [(it.who, it.when) for it in reading.agreements] == [("Alva Ek", "på fredag")]
    assert [it.whose for it in reading.own_views] == ["mamma"]
    assert {it.origin for it in (*reading.agreements, *reading.own_views)} <= {"utpekad", "båda"}


def test_a_pointing_whose_words_have_been_corrected_since_is_not_used():
    talk, later = spoken(ALWAYS), spoken("Hon sover gott numera.")
    one = pointing(talk, 2, "Hon sover dåligt")
    assert all(it.quote != one.quote for it in merge(later, Pointed((one,), read=frozenset({2}))).reading.statements)


def test_the_order_of_the_pointings_does_not_matter():
    talk = spoken(ALWAYS, "Vi spelar kort varje onsdag.", "Han slår mig.", "Hon är sen till skolan jämt.")
    pointings = [
        pointing(talk, 2, "Hon sover dåligt"), pointing(talk, 2, "hon vaknar och ropar"),
        pointing(talk, 2, "Hon sover dåligt", polarity="skydd"), pointing(talk, 3, "Vi spelar kort", polarity="skydd"),
        pointing(talk, 4, "Han slår mig", area="sakerhet"), pointing(talk, 5, "sen till skolan", area="utbildning"),
    ]  # fmt: skip
    first = merged(talk, *pointings)
    for seed in range(5):
        mixed = random.Random(seed).sample(pointings, len(pointings))
        assert merged(talk, *mixed) == first


@cache
def held_out() -> tuple[dict, ...]:
    return tuple(it for it in conversations() if fold_of(it["id"], 12) == 0)


def as_conversation(talk: dict) -> Conversation:
    people = tuple(Participant(it["id"], it["role"], it.get("name", "")) for it in talk["participants"])
    turns = tuple(Utterance(it["n"], it["who"], it["text"]) for it in talk["utterances"])
    return Conversation(talk["framework"], people, turns, talk.get("child_age"))


def placed(talk: dict, mark: dict) -> tuple[int, int, int, str]:
    text = next(it["text"] for it in talk["utterances"] if it["n"] == mark["n"])
    at = text.index(mark["quote"])
    return mark["n"], at, at + len(mark["quote"]), mark["quote"]


def of_labels(talk: dict, kind: str) -> list[PointedStatement]:
    """Pointings made of the labels of a conversation: the right ones, or harmful ones."""
    made = []
    for mark in talk["statements"] if kind != "traps" else []:
        polarity = {"risk": "skydd", "skydd": "risk"}[mark["polarity"]] if kind == "turned" else mark["polarity"]
        status = Status.DENIED if kind == "denied" else Status.SAID
        made.append(PointedStatement(*placed(talk, mark), polarity, mark["area"], mark["about"], status, Time.NOW))
    area = talk["statements"][0]["area"]
    for mark in talk["traps"] if "traps" in kind else []:
        made.append(
            PointedStatement(*placed(talk, mark), mark["tempting_polarity"], area, "annan", Status.SAID, Time.NOW)
        )
    return made


@cache
def result_of(kind: str) -> tuple[Counter, list[tuple[Reading, Reading]]]:
    count: Counter = Counter()
    pairs = []
    for talk in held_out():
        conversation = as_conversation(talk)
        words = {
            key: tuple(PointedWords(*placed(talk, mark)) for mark in talk[key]) if kind == "labels" else ()
            for key in ("agreements", "own_views")
        }
        everything = frozenset(it.n for it in conversation.utterances)
        reading = merge(conversation, Pointed(tuple(of_labels(talk, kind)), **words, read=everything)).reading
        pairs.append((read(conversation), reading))
        score(talk, reading, [it["text"] for it in talk["utterances"]], count)
    return count, pairs


def dangers(reading: Reading) -> set[tuple]:
    return {(it.n, it.start, it.end, it.polarity) for it in reading.statements if it.is_safety and it.is_claim}


def sprung(count: Counter) -> float:
    return count["traps|sprung"] / (count["traps|sprung"] + count["traps|left"])


def test_with_the_labels_themselves_as_pointings_the_merge_reaches_its_ceiling():
    count, _pairs = result_of("labels")
    assert shares(count, "all")[2] >= 0.88
    assert sprung(count) <= 0.05
    assert shares(count, "agreements")[2] >= 0.95
    assert count["must covered"] >= 0.95 * count["must"]


@pytest.mark.parametrize("kind", ["traps", "labels and traps", "turned", "denied"])
def test_harmful_pointings_lose_no_danger_and_no_guard(kind: str):
    _count, pairs = result_of(kind)
    for alone, reading in pairs:
        assert dangers(alone) <= dangers(reading)
        claims = [it for it in reading.statements if it.is_claim]
        for guarded in (it for it in alone.statements if not it.is_claim):
            over = [it for it in claims if it.n == guarded.n and it.start <= guarded.start and guarded.end <= it.end]
            assert over == []


@pytest.mark.parametrize("kind", ["traps", "denied"])
def test_a_model_that_has_plainly_not_read_the_talk_is_not_used(kind: str):
    count, pairs = result_of(kind)
    whole: Counter = Counter()
    for talk, (alone, _reading) in zip(held_out(), pairs, strict=True):
        score(talk, alone, [it["text"] for it in talk["utterances"]], whole)
    used = [reading for alone, reading in pairs if reading != alone]
    assert len(used) <= len(pairs) // 2
    if kind == "denied":
        assert sprung(count) <= sprung(whole)
