"""A new application on a phone, from start to signed by both, and what then happens."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from andrum.applications.models import Application, Attachment
from tests.browser.conftest import PageAs
from tests.cast import BO_NUMBER, Cast
from tests.rooms.applications.answers import CHILD_NUMBER, picture

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
TODAY = dt.datetime.now(tz=dt.UTC).date().isoformat()
PICTURES = os.environ.get("ANDRUM_PICTURES", "")


def look(page: Page, check: Check, name: str) -> None:
    """Hold the page to the rules, and keep a picture when somebody asked for pictures."""
    check(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} must be scrolled sideways"
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara och fortsätt").click()


def heading(page: Page, text: str) -> None:
    page.get_by_role("heading", level=1, name=text).wait_for()


def start(page: Page, check: Check) -> None:
    page.goto("/mina-sidor/")
    look(page, check, "01-mina-sidor-tom")
    page.get_by_role("link", name="Ansök om ekonomiskt bistånd").click()
    look(page, check, "02-ansok")
    page.get_by_role("button", name="Börja").click()


def contact(page: Page, check: Check) -> None:
    heading(page, "Hur når vi dig?")
    look(page, check, "03-kontakt")
    save(page)
    page.get_by_role("heading", name="Det här behöver rättas").wait_for()
    look(page, check, "04-kontakt-fel")
    page.get_by_label("Telefonnummer").fill("070 123 45 67")
    page.get_by_label("Vilket språk vill du tala med oss?").select_option("sv")
    page.get_by_label("Nej").check()
    save(page)


def household(page: Page, check: Check) -> None:
    heading(page, "Bor du ihop med någon")
    assert not page.get_by_label("Förnamn").is_visible()
    page.get_by_label("Ja").check()
    page.get_by_label("Personnummer för den du bor ihop med").fill(BO_NUMBER.with_hyphen)
    page.get_by_label("Förnamn").fill("Bo")
    page.get_by_label("Efternamn").fill("Ek")
    look(page, check, "05-medsokande")
    save(page)
    heading(page, "Har du barn")
    look(page, check, "06-barn-tom")
    page.get_by_role("link", name="Lägg till ett barn").click()
    page.get_by_label("Barnets förnamn").fill("Maja")
    page.get_by_label("Barnets personnummer").fill(CHILD_NUMBER.with_hyphen)
    page.get_by_label("Några dagar i månaden").check()
    page.get_by_label("Hur många dagar").fill("15")
    page.get_by_role("group", name="Äter barnet lunch").get_by_label("Nej").check()
    page.get_by_role("group", name="Går barnet i skola").get_by_label("Ja").check()
    look(page, check, "07-barn")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("heading", name="Maja").wait_for()
    look(page, check, "08-barn-lista")
    page.get_by_role("button", name="Fortsätt").click()
    heading(page, "Bor det fler vuxna")
    page.get_by_label("Nej").check()
    save(page)


def housing(page: Page, check: Check, bill: Path) -> None:
    heading(page, "Hur bor du?")
    page.get_by_label("Jag hyr min bostad").check()
    page.get_by_label("Vad kostar bostaden").fill("8 400")
    page.get_by_label("Hur många rum").fill("3")
    page.get_by_label("När ska hyran betalas?").fill(TODAY)
    page.get_by_role("group", name="Betalar någon annan").get_by_label("Nej").check()
    bill.write_bytes(picture())
    page.get_by_label("Välj filer").set_input_files(bill)
    look(page, check, "09-bostad")
    save(page)


def economy(page: Page, check: Check) -> None:
    heading(page, "Vilka inkomster")
    page.get_by_role("link", name="Lägg till en inkomst").click()
    page.get_by_label("Vad är det för inkomst?").select_option("child_benefit")
    page.get_by_label("Jag", exact=True).check()
    page.get_by_label("Hur mycket kom in").fill("1 250")
    page.get_by_label("Vilken dag kom pengarna?").fill(TODAY)
    look(page, check, "10-inkomst")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("button", name="Fortsätt").click()
    heading(page, "Har du haft inkomster från ett annat land?")
    page.get_by_role("button", name="Nej, inga inkomster").click()
    heading(page, "Vilka kostnader söker du för?")
    page.get_by_role("button", name="Jag söker inte för några").click()
    heading(page, "Vilka bankkonton")
    page.get_by_role("button", name="Jag har inga konton").click()
    heading(page, "Vart ska pengarna betalas ut?")
    page.get_by_label("Till mitt bankkonto").check()
    page.get_by_label("Clearingnummer").fill("6000")
    page.get_by_label("Kontonummer").fill("12")
    save(page)
    page.get_by_text("Kontonumret stämmer inte").first.wait_for()
    page.get_by_label("Kontonummer").fill("123 456 789")
    look(page, check, "10-utbetalning")
    save(page)


def the_rest(page: Page, check: Check) -> None:
    heading(page, "Vad gör du för att klara")
    page.get_by_label("Jag söker arbete").check()
    page.get_by_label("Vad har du gjort").fill("Sökt tolv jobb. <script>alert(1)</script> 🙂")
    save(page)
    for question in ("Behöver barnen något särskilt?", "Är du eller något barn i fara", "Vill du prata"):
        heading(page, question)
        if "fara" in question:
            look(page, check, "11-trygghet")
        page.get_by_label("Nej").check()
        save(page)


def sign(page: Page, check: Check) -> None:
    heading(page, "Din ansökan för")
    look(page, check, "12-sammanfattning")
    page.get_by_role("button", name="Skriv under och skicka").click()
    page.get_by_role("heading", name="Du har inte kryssat i").wait_for()
    look(page, check, "13-inte-kryssat")
    page.get_by_label("Ja, uppgifterna stämmer").check()
    page.get_by_role("button", name="Skriv under och skicka").click()
    page.get_by_text("Nu väntar vi på Bo").first.wait_for()
    look(page, check, "14-vantar-pa-bo")
    page.goto("/mina-sidor/")
    look(page, check, "15-mina-sidor-vantar")


def sign_as_bo(page: Page, check: Check) -> None:
    page.goto("/mina-sidor/")
    look(page, check, "16-bos-mina-sidor")
    page.get_by_role("link", name="Läs och skriv under").click()
    heading(page, "Läs och skriv under ansökan")
    look(page, check, "17-bo-laser")
    page.get_by_role("group", name="Är du eller något barn").get_by_label("Nej").check()
    page.get_by_role("group", name="Vill du att en handläggare").get_by_label("Nej").check()
    page.get_by_label("Ja, uppgifterna stämmer").check()
    page.get_by_role("button", name="Skriv under och skicka").click()
    page.get_by_text("Tack, vi har fått din ansökan").wait_for()
    look(page, check, "18-inskickad")


def test_alva_applies_on_her_phone_and_bo_signs_too(
    cast: Cast, page_as: PageAs, assert_no_axe_violations: Check, tmp_path: Path
):
    page, check = page_as(cast.alva, phone=True), assert_no_axe_violations
    start(page, check)
    contact(page, check)
    household(page, check)
    housing(page, check, tmp_path / "hyresavi.png")
    economy(page, check)
    the_rest(page, check)
    sign(page, check)
    sign_as_bo(page_as(cast.bo, phone=True), check)
    application = Application.objects.get()
    assert (application.state, application.signatures.count()) == ("signed", 2)
    assert Attachment.objects.get().state == "handed_in"
