"""The rulebook's reference page says what the rules, amounts and cases are now."""

from tools.rulebook_page import PAGE, page


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
