"""What a recogniser makes up goes away; what people say stays; two drafts agree."""

import pytest

from andrum.speech.agreement import Agreement
from andrum.speech.cleaning import clean
from andrum.speech.service import Heard, Word, compare_words


def heard(text: str, sure: float | None = 0.9, no_speech: float | None = 0.0) -> Heard:
    words = tuple(Word(word, n * 0.3, n * 0.3 + 0.2, sure) for n, word in enumerate(text.split()))
    return Heard(words, no_speech)


def cleaned(given: Heard, voiced_s: float | None = None) -> str:
    return " ".join(word.text for word in clean(given, length_s=20.0, voiced_s=voiced_s))


@pytest.mark.parametrize(
    "text",
    [
        "Tack för att ni har tittat på den här videon!",
        "Undertexter från Amara.org-gemenskapen",
        "Svensktextning.nu",
        "Glöm inte att prenumerera. Tack för att ni tittade.",
        "[Musik]",
        "♪ ♪",
    ],
)
def test_what_nobody_says_in_a_conversation_is_dropped(text: str):
    assert cleaned(heard(text)) == ""


@pytest.mark.parametrize("text", ["Tack för nu!", "Tack så mycket.", "Hej då"])
def test_thanks_stay_when_they_were_heard_well_and_go_when_not(text: str):
    assert cleaned(heard(text), voiced_s=1.5) == text
    assert cleaned(heard(text, sure=0.2)) == ""
    assert cleaned(heard(text, no_speech=0.9)) == ""
    assert cleaned(heard(text), voiced_s=0.1) == ""


@pytest.mark.parametrize("text", ["Nej", "Ja.", "Mm"])
def test_a_short_answer_that_is_unsure_is_kept_and_marked(text: str):
    (word,) = clean(heard(text, sure=0.3), length_s=1.0, voiced_s=0.2)
    assert word.doubtful
    assert cleaned(heard(text, sure=0.3, no_speech=0.9)) == ""


def test_a_phantom_inside_what_was_said_is_no_reason_to_drop_it():
    text = "Hon sa tack så mycket och gick"
    assert cleaned(heard(text, sure=0.3)) == text


def test_a_loop_is_kept_once_and_marked():
    words = clean(heard("jag vet inte " + "vad jag ska göra " * 12), length_s=30.0)
    assert " ".join(word.text for word in words) == "jag vet inte vad jag ska göra"
    assert [word.doubtful for word in words] == [False] * 3 + [True] * 4


def test_a_child_may_say_no_five_times():
    assert cleaned(heard("nej nej nej nej nej")) == "nej nej nej nej nej"
    assert cleaned(heard("nej " * 40)) == "nej nej nej"


def test_words_have_times_inside_the_sound_and_in_order():
    odd = Heard((Word("a", -5, 99), Word(" b\x00\n", 3, 1), Word("", 0, 1), Word("c", float("nan"), float("inf"), 7.0)))
    words = clean(odd, length_s=4.0)
    assert [(word.text, word.start, word.end) for word in words] == [("a", 0, 4), ("b", 3, 3), ("c", 3, 3)]
    assert words[2].probability == 1.0


def test_a_word_less_sure_than_half_is_marked_and_an_unknown_one_is_not():
    words = clean(Heard((Word("a", 0, 1, 0.49), Word("b", 1, 2, 0.5), Word("c", 2, 3))), length_s=4.0)
    assert [word.doubtful for word in words] == [True, False, False]


def test_a_settled_word_stays_though_the_next_draft_splits_it():
    agreement = Agreement()
    agreement.hear(["jag", "kom", "igår"])
    assert agreement.hear(["Jag", "kom", "igår,", "till"])[0] == ("Jag", "kom", "igår,")
    settled, rest = agreement.hear(["jag", "kom", "i", "går", "till", "dem"])
    assert settled[:3] == ("Jag", "kom", "igår,")
    assert (*settled, *rest)[-1] == "dem"


def test_word_errors_are_counted_as_the_fewest_changes():
    errors = compare_words("Han slog mig i går, sa hon.", "han slog mej går sa hon faktiskt")
    assert (errors.words, errors.wrong, errors.left_out, errors.made_up) == (7, 1, 1, 1)
    assert errors.rate == pytest.approx(3 / 7)
    assert (errors.safety_words, errors.safety_missed) == (1, 0)


def test_missed_words_about_safety_are_counted_by_themselves():
    total = compare_words("han slog mig med en kniv", "han såg mig med en") + compare_words("", "")
    assert (total.safety_words, total.safety_missed) == (2, 2)
    assert total.missed == {"slog": 1, "kniv": 1}
    assert compare_words("", "något").rate is None
