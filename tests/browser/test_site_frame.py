"""The frame of every page: skip link, menu, language, error pages; by keyboard, by phone, without script."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True])
def test_a_page_that_is_not_there_says_so_and_breaks_no_rule(cast, page_as, assert_no_axe_violations, phone):
    page = page_as(cast.cilla, phone=phone)
    answer = page.goto("/finns-inte")
    assert answer.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "Sidan finns inte"
    assert_no_axe_violations(page)


def test_the_first_stop_of_the_keyboard_jumps_to_the_content(cast, page_as):
    page = page_as(cast.cilla)
    page.goto("/finns-inte")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
