"""What the model answers is read strictly; what does not stand is thrown away and counted."""

import json
from collections import Counter

import pytest

from andrum.language.pointing.answers import Said, UnreadableAnswerError, pointed_in, read_json
from andrum.language.pointing.masking import Masker
from andrum.language.pointing.vocabulary import Counts, Thrown
from andrum.language.service import Conversation, Participant, Utterance, factor_set, point
from tests.model_machine import statement
from tests.unit.language.talk import talk

FACTORS = factor_set("barn_och_unga")


def said():
    masker = Masker()
    return [Said(it.n, it.text, masker.mask(it.text), it.who == "S1") for it in talk().utterances]


def given(statements=(), agreements=(), own_views=(), **more):
    whole = {"statements": list(statements), "agreements": list(agreements), "own_views": list(own_views), **more}
    counts = Counts()
    return pointed_in(json.dumps(whole), said(), FACTORS, counts), counts


def test_an_exact_quote_stands_at_its_place_in_what_was_said():
    pointed, counts = given([statement(2, "Hon sover dåligt")], [{"n": 7, "quote": "Jag ringer skolan på fredag"}])
    (one,) = pointed.statements
    assert (one.n, one.start, one.end, one.quote) == (2, 0, 16, "Hon sover dåligt")
    assert pointed.agreements[0].quote == "Jag ringer skolan på fredag"
    assert (counts.kept, counts.thrown) == (2, Counter())


def test_what_an_interpreter_or_staff_tell_may_be_pointed_at_and_what_the_one_who_leads_says_may_not():
    people = (Participant("S1", "socialsekreterare"), Participant("T", "tolk"), Participant("P", "personal"))
    words = (("S1", "Hon sover dåligt, säger du?"), ("T", "Hon sover dåligt om nätterna och ropar efter sin mormor."),
             ("P", "Hon somnar i soffan här på dagarna och vill inte gå ut.")) * 4  # fmt: skip
    told = Conversation("barn_och_unga", people, tuple(Utterance(n, *one) for n, one in enumerate(words, 1)), 9)
    answers = [
        json.dumps(
            {
                "statements": [
                    statement(1, "Hon sover dåligt"),
                    statement(2, "Hon sover dåligt"),
                    statement(3, "Hon somnar i soffan"),
                ],
                "agreements": [],
                "own_views": [],
            }
        )
    ]
    result = point(told, Answering(answers))
    assert [it.n for it in result.pointed.statements] == [2, 3]
    assert result.counts.thrown[Thrown.WORKER] == 1


class Answering:
    """A model that says what it is told to, in turn."""

    def __init__(self, answers: list[str]) -> None:
        self.answers = answers

    def answer(self, _question: object) -> str:
        return self.answers.pop(0)


def test_a_quote_with_a_sign_in_it_comes_back_as_it_was_said():
    text = next(it.masked.text for it in said() if it.n == 4)
    quote = text[text.index("jag min syster") : text.index(" på [NUMMER")]
    pointed, _counts = given([statement(4, quote)])
    assert pointed.statements[0].quote == "jag min syster Zainab i Göteborg"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (statement(2, "Hon sover illa"), Thrown.QUOTE),
        (statement(2, "hon sover dåligt"), Thrown.QUOTE),
        (statement(2, "Hon  sover dåligt"), Thrown.QUOTE),
        (statement(2, "Hon sover dåligt."), Thrown.QUOTE),
        (statement(2, ""), Thrown.QUOTE),
        (statement(2, " "), Thrown.QUOTE),
        (statement(2, "n sover dåli"), Thrown.CUT),
        (statement(5, "Hon sover dåligt"), Thrown.QUOTE),
        (statement(99, "Hon sover dåligt"), Thrown.NUMBER),
        (statement(-1, "Hon sover dåligt"), Thrown.NUMBER),
        (statement(10**30, "Hon sover dåligt"), Thrown.NUMBER),
        ({**statement(2, "Hon sover dåligt"), "n": True}, Thrown.SHAPE),
        ({**statement(2, "Hon sover dåligt"), "n": "2"}, Thrown.SHAPE),
        ({**statement(2, "Hon sover dåligt"), "n": 2.0}, Thrown.SHAPE),
        ({**statement(2, "Hon sover dåligt"), "quote": ["Hon"]}, Thrown.SHAPE),
        ("Hon sover dåligt", Thrown.SHAPE),
        (None, Thrown.SHAPE),
        (statement(2, "Hon sover dåligt", area="ekonomi"), Thrown.LABEL),
        (statement(2, "Hon sover dåligt", polarity="neutral"), Thrown.LABEL),
        (statement(2, "Hon sover dåligt", status="bevisat"), Thrown.LABEL),
        (statement(2, "Hon sover dåligt", status="observerat_av_handläggare"), Thrown.LABEL),
        (statement(2, "Hon sover dåligt", about="grannen"), Thrown.LABEL),
        (statement(2, "Hon sover dåligt", time="alltid"), Thrown.LABEL),
        ({**statement(2, "Hon sover dåligt"), "area": None}, Thrown.LABEL),
        ({"n": 2, "quote": "Hon sover dåligt"}, Thrown.LABEL),
        (statement(3, "dricka hemma"), Thrown.WORKER),
        (statement(7, "Jag ringer skolan på fredag"), Thrown.WORKER),
        (statement(6, "Får jag det"), Thrown.QUESTION),
        (statement(6, "Jag vill bo kvar hos mamma. Får jag det?"), Thrown.QUESTION),
    ],
)
def test_what_does_not_stand_is_thrown_away_and_counted(one: object, why: Thrown):
    pointed, counts = given([one])
    assert pointed.statements == ()
    assert counts.thrown == Counter({str(why): 1})


def test_an_own_view_is_never_the_workers():
    pointed, counts = given(
        own_views=[{"n": 7, "quote": "Jag ringer skolan"}, {"n": 6, "quote": "Jag vill bo kvar hos mamma"}]
    )
    assert [it.n for it in pointed.own_views] == [6]
    assert counts.thrown == Counter({str(Thrown.WORKER): 1})


def test_extra_fields_are_never_read_and_are_counted():
    one = {**statement(2, "Hon sover dåligt"), "slutsats": "Barnet far illa."}
    pointed, counts = given([one], kommentar="Jag hittar på.")
    assert len(pointed.statements) == 1
    assert "far illa" not in repr(pointed)
    assert counts.thrown == Counter({str(Thrown.FIELD): 2})


def test_the_same_twice_is_once_and_too_many_are_cut():
    one = {"n": 2, "quote": "Hon sover dåligt"}
    pointed, counts = given(agreements=[one] * 200)
    assert len(pointed.agreements) == 1
    assert counts.thrown == Counter({str(Thrown.TWICE): 119, str(Thrown.TOO_MANY): 80})


def test_an_answer_whose_most_quotes_are_wrong_is_trusted_in_nothing():
    invented = [statement(2, f"Hon är ledsen {n}") for n in range(4)]
    with pytest.raises(UnreadableAnswerError) as error:
        given([statement(2, "Hon sover dåligt"), *invented])
    assert error.value.why is Thrown.DISTRUSTED


@pytest.mark.parametrize(
    "answer",
    [
        "", "nej", "[]", "null", "1", '{"statements": []', '{"statements": [], "statements": []}', '{"a": NaN}',
        "Här är svaret: {}", "{} {}", "[" * 100_000, '{"a": ' * 50_000, "x" * 500_000, "```json\n{}\n``` klart",
    ],
    ids=range(14),
)  # fmt: skip
def test_what_is_not_one_object_is_no_answer(answer: str):
    with pytest.raises(UnreadableAnswerError):
        pointed_in(answer, said(), FACTORS, Counts())


def test_a_model_that_thinks_aloud_or_fences_its_answer_is_understood():
    assert read_json('<think>hm {"a": 2}</think>\n```json\n{"a": 1}\n```') == {"a": 1}
