"""Every page of the site itself, on a desk and on a phone, by those who go there: no rule is broken."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from andrum.audit.service import SYSTEM
from andrum.cases.service import add_task, open_matter
from tests.cast import NOW

pytestmark = pytest.mark.browser
PAGES = [
    (None, "/"),
    (None, "/logga-in"),
    (None, "/tillganglighet"),
    (None, "/api/v1/"),
    ("alva", "/"),
    ("cilla", "/"),
    ("hugo", "/behorighet"),
    ("hugo", "/behorighet/personal/ny"),
    ("hugo", "/behorighet/personal/{cilla}"),
    ("hugo", "/behorighet/enheter"),
    ("hugo", "/behorighet/nycklar"),
    ("frank", "/logg"),
    ("frank", "/logg?arende=finns-inte"),
    ("ida", "/drift"),
    ("ida", "/drift/stilbok"),
]


@pytest.fixture
def something_to_do(cast):
    matter = open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW)
    add_task(matter=matter, title="Fatta beslut för november", due_date=NOW.date(), by=SYSTEM, at=NOW)
    return matter


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_no_page_breaks_a_rule(cast, something_to_do, page_as, assert_no_axe_violations, settings, phone):  # noqa: PLR0917
    settings.ANDRUM_DEMO, pages = True, {}
    for name, path in PAGES:
        if name not in pages:
            pages[name] = page_as(getattr(cast, name) if name else None, phone=phone)
        page = pages[name]
        answer = page.goto(path.format(cilla=cast.cilla.pk))
        assert answer.status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), f"{path} is wider than the screen"
        keep_picture(page, f"{name}{path}-{'phone' if phone else 'desk'}")
        assert_no_axe_violations(page)


def test_the_dark_page_breaks_no_rule_either(cast, something_to_do, page_as, assert_no_axe_violations):
    for name, path in (("ida", "/drift/stilbok"), ("frank", "/logg"), ("cilla", "/")):
        page = page_as(getattr(cast, name), color_scheme="dark")
        page.goto(path)
        keep_picture(page, f"{name}{path}-dark")
        assert_no_axe_violations(page)


def test_one_signs_in_does_and_signs_out_without_script(cast, page_as, settings):
    settings.ANDRUM_DEMO = True
    page = page_as(java_script_enabled=False)
    page.goto("/logga-in")
    page.get_by_role("button", name="Cilla Berg").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("God ")
    page.locator("summary", has_text="Cilla Berg").click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.locator("main")).to_contain_text("Du har loggat ut")


def test_the_language_is_chosen_by_hand_and_stays(cast, page_as):
    page = page_as(cast.cilla)
    page.goto("/")
    page.get_by_role("button", name="In English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/tillganglighet")
    expect(page.get_by_role("button", name="På svenska")).to_be_visible()


def keep_picture(page, name: str) -> None:
    """Keep a picture of the page where ``ANDRUM_PICTURES`` says, for somebody to look at."""
    folder = os.environ.get("ANDRUM_PICTURES")
    if folder:
        safe = "".join(letter if letter.isalnum() or letter == "-" else "_" for letter in name)
        page.screenshot(path=Path(folder) / f"{safe}.png", full_page=True)
