"""One of the staff adds a second step by keyboard alone, on a desk and on a phone."""

import time

import pytest

from andrum.accounts.domain.one_time_codes import code_of
from andrum.accounts.queries.second_factor import recovery_codes

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True])
def test_adding_a_second_step_by_keyboard(cast, page_as, assert_no_axe_violations, settings, phone):
    settings.ANDRUM_MFA = "own"
    page = page_as(cast.cilla, phone=phone)
    page.goto("/arenden/")
    assert page.locator("h1").inner_text() == "Lägg till ett andra steg"
    assert page.evaluate("document.querySelector('.code-picture').naturalWidth") > 0
    assert_no_axe_violations(page)
    page.get_by_label("Kod").fill("000000")
    page.keyboard.press("Enter")
    assert "stämmer inte" in page.get_by_role("alert").inner_text()
    assert_no_axe_violations(page)
    secret = page.locator(".code-secret").inner_text().replace(" ", "")
    page.get_by_label("Kod").fill(code_of(secret, int(time.time()) // 30))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Reservkoder").wait_for()
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.get_by_role("button", name="Jag har sparat koderna").press("Enter")
    page.wait_for_url("**/arenden/**")

    again = page_as(cast.cilla, phone=phone)
    again.goto("/arbete")
    assert again.locator("h1").inner_text() == "Visa att det är du"
    assert again.get_by_role("navigation", name="Huvudmeny").count() == 0
    assert_no_axe_violations(again)
    again.get_by_label("Kod").fill(recovery_codes(cast.cilla)[0])
    again.keyboard.press("Enter")
    again.wait_for_url("**/arbete/**")
    again.goto("/andra-steget/koder")
    assert "9 reservkoder kvar" in again.locator("main").inner_text()
    assert_no_axe_violations(again)
