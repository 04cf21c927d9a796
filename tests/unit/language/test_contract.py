import pytest

from andrum.language.service import (
    FRAMEWORKS,
    Conversation,
    LanguageError,
    Listener,
    Participant,
    Utterance,
    factor_set,
    read,
)

PEOPLE = (Participant("S1", "socialsekreterare"), Participant("M", "mamma", "Lena"))
SAID = (
    Utterance(1, "S1", "Hur är det med skolan?"),
    Utterance(2, "M", "Han trivs i skolan. Men han sover dåligt, han har mardrömmar."),
)


def test_whole_and_turn_by_turn_give_the_same_reading():
    listener = Listener("barn_och_unga", PEOPLE)
    for utterance in SAID:
        listener.hear(utterance)
    assert listener.reading() == read(Conversation("barn_och_unga", PEOPLE, SAID))


def test_every_quote_is_the_words_themselves():
    found = read(Conversation("barn_och_unga", PEOPLE, SAID)).statements
    assert found
    assert all(it.quote == SAID[it.n - 1].text[it.start : it.end] for it in found)


def test_a_question_from_the_worker_is_never_a_statement():
    assert all(it.n != 1 for it in read(Conversation("barn_och_unga", PEOPLE, SAID)).statements)


def test_a_framework_that_does_not_exist_is_refused():
    with pytest.raises(LanguageError, match="okänt"):
        factor_set("djur")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_framework_has_areas_and_factors_of_both_kinds(framework):
    for area in factor_set(framework).areas:
        assert {factor.polarity.value for factor in area.factors} == {"risk", "skydd"}
