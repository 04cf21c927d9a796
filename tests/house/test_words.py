"""What the program writes in code is told in words on every screen."""

import re
from pathlib import Path

from andrum.automation.domain.reasons import STRONGEST_FIRST
from andrum.automation.queries.words import SHORT_REASONS


def test_every_reason_to_stop_has_short_words_for_the_list():
    assert set(STRONGEST_FIRST) - set(SHORT_REASONS) == set()


def test_words_are_words_and_not_names_in_code():
    assert {code for code, words in SHORT_REASONS.items() if "_" in str(words) or str(words) == code} == set()


def test_every_icon_that_a_page_asks_for_is_drawn():
    src = Path(__file__).parents[2] / "src"
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (src / "andrum/site/static/site/icons.svg").read_text()))
    asked = {
        (name, page.name)
        for page in src.rglob("*.html")
        for name in re.findall(r'(?:{% icon |icon=)"([^"]+)"', page.read_text())
    }
    assert {(name, page) for name, page in asked if name not in drawn} == set()
