"""What the program writes in code is told in words on every screen."""

from andrum.automation.domain.reasons import STRONGEST_FIRST
from andrum.automation.queries.words import SHORT_REASONS


def test_every_reason_to_stop_has_short_words_for_the_list():
    assert set(STRONGEST_FIRST) - set(SHORT_REASONS) == set()


def test_words_are_words_and_not_names_in_code():
    assert {code for code, words in SHORT_REASONS.items() if "_" in str(words) or str(words) == code} == set()
