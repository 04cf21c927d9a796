"""A kind of income is called by its own name, not by that of a rarer one counted with it."""

import pytest

from tests.unit.automation.told import CODES


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("sickness_benefit", "Sjukpenning"),
        ("pension", "Allmän pension"),
        ("housing_allowance", "Bostadsbidrag"),
        ("child_allowance", "Barnbidrag"),
        ("lottery_win", "lottery win"),
    ],
)
def test_the_word_of_a_group_is_that_of_its_own_kind(group: str, words: str):
    assert CODES.words_of(group) == words
