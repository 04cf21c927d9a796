"""The next month when nothing has changed, a supplement answered, and a decision read; on a phone and at a desk."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from andrum.accounts.service import actor_of
from andrum.applications.models import Application, Supplement
from andrum.applications.service import request_supplement
from andrum.audit.service import MACHINE
from andrum.cases.service import add_document, decide, mark_delivered
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from tests.browser.conftest import PageAs
from tests.cast import Cast
from tests.rooms.applications.answers import alone, draft, pdf, picture, sign
from tests.rooms.applications.test_status import RECEIPT

pytestmark = pytest.mark.browser
Check = Callable[[Page], None]
PICTURES = os.environ.get("ANDRUM_PICTURES", "")


def look(page: Page, check: Check, name: str) -> None:
    check(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} must be scrolled sideways"
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)


def last_month(cast: Cast) -> Application:
    """A signed application for the month before this one."""
    month = Month.of(swedish_day(now())).shift(-1)
    then = dt.datetime.combine(month.first_day, dt.time(10), tzinfo=dt.UTC)
    answers = alone()
    answers["housing"]["due"] = month.last_day.isoformat()
    answers["incomes"]["items"][0]["paid"] = month.first_day.isoformat()
    answers["costs"]["items"][0]["due"] = month.last_day.isoformat()
    return sign(draft(cast.alva, answers, month=str(month), at=then), cast.alva, at=then)


def test_nothing_has_changed_since_last_month(cast: Cast, page_as: PageAs, assert_no_axe_violations: Check):
    last_month(cast)
    page = page_as(cast.alva, phone=True)
    page.goto("/ansok/")
    page.get_by_role("button", name="Börja").click()
    page.get_by_role("heading", name="Har något ändrats sedan sist?").wait_for()
    look(page, assert_no_axe_violations, "20-har-nagot-andrats")
    page.get_by_role("button", name="Inget har ändrats").click()
    page.get_by_role("heading", name="Vad gör du för att klara").wait_for()
    look(page, assert_no_axe_violations, "21-varje-manad")
    page.get_by_label("Jag söker arbete").check()
    page.get_by_label("Vad har du gjort").fill("Tre intervjuer.")
    page.get_by_role("button", name="Spara och fortsätt").click()
    for _question in ("trygghet", "prata"):
        page.get_by_label("Nej").check()
        page.get_by_role("button", name="Spara och fortsätt").click()
    page.get_by_role("heading", name="Din ansökan för").wait_for()
    page.get_by_role("link", name="Ändra Bostad").click()
    page.get_by_role("heading", name="Hur bor du?").wait_for()
    look(page, assert_no_axe_violations, "22-bostad-forra-manaden")
    page.get_by_label("Vad kostar bostaden").fill("6 700")
    expect(page.get_by_text("Sparat").last).to_be_visible()
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.get_by_role("link", name="Se alla frågor och svar").click()
    page.get_by_label("Ja, uppgifterna stämmer").check()
    page.get_by_role("button", name="Skriv under och skicka").click()
    page.get_by_text("Tack, vi har fått din ansökan").wait_for()
    look(page, assert_no_axe_violations, "23-tack")
    sent = Application.objects.exclude(previous=None).get()
    assert (sent.kind, sent.answers["housing"]["rent"]) == ("continued", 670_000)


def test_what_is_typed_is_saved_by_itself_and_gone_on_with_elsewhere(
    cast: Cast, page_as: PageAs, assert_no_axe_violations: Check
):
    application = draft(cast.alva, {}, month=str(Month.of(swedish_day(now()))), at=now())
    phone = page_as(cast.alva, phone=True)
    phone.goto(f"/ansok/{application.pk}/fraga/egen-forsorjning/")
    with phone.expect_response(lambda answer: answer.url.endswith("/spara/")) as saved:
        phone.get_by_label("Vad har du gjort").fill("Jag har börjat på en kurs")
    assert saved.value.status == 200
    desk = page_as(cast.alva)
    desk.goto(f"/ansok/{application.pk}/fraga/egen-forsorjning/")
    expect(desk.get_by_label("Vad har du gjort")).to_have_value("Jag har börjat på en kurs")
    look(desk, assert_no_axe_violations, "24-fortsatt-pa-dator")
    desk.get_by_label("Jag studerar").check()
    desk.get_by_role("button", name="Spara och fortsätt").click()
    phone.get_by_label("Jag är sjuk").check()
    phone.get_by_role("button", name="Spara och fortsätt").click()
    phone.get_by_text("ändrats i en annan flik").wait_for()
    expect(phone.get_by_label("Jag är sjuk")).to_be_checked()
    look(phone, assert_no_axe_violations, "25-andrat-i-annan-flik")


def test_the_questions_work_without_script(cast: Cast, page_as: PageAs):
    application = draft(cast.alva, {}, month=str(Month.of(swedish_day(now()))), at=now())
    page = page_as(cast.alva, java_script_enabled=False)
    page.goto(f"/ansok/{application.pk}/fraga/medsokande/")
    page.get_by_label("Nej").check()
    page.get_by_role("button", name="Spara och fortsätt").click()
    page.get_by_role("heading", name="Har du barn").wait_for()


def test_a_supplement_is_answered_with_a_photograph(
    cast: Cast, page_as: PageAs, assert_no_axe_violations: Check, tmp_path: Path
):
    application = last_month(cast)
    asked = request_supplement(
        matter=application.matter, application=application, items=[{"code": "rent", "text": "Skicka hyresavin."}],
        due_date=swedish_day(now()) + dt.timedelta(days=7), by=actor_of(cast.cilla), at=now(),
    )  # fmt: skip
    page = page_as(cast.alva, phone=True)
    page.goto("/mina-sidor/")
    look(page, assert_no_axe_violations, "26-mina-sidor-behover-nagot")
    page.get_by_role("link", name="Svara på vår fråga").click()
    look(page, assert_no_axe_violations, "27-komplettera")
    page.get_by_role("button", name="Skicka svaret").click()
    page.get_by_role("heading", name="Det här behöver rättas").wait_for()
    look(page, assert_no_axe_violations, "28-komplettera-tomt")
    bill = tmp_path / "avi.jpg"
    bill.write_bytes(picture("JPEG"))
    page.get_by_label("Välj filer").set_input_files(bill)
    page.get_by_label("Skicka hyresavin.").fill("Här är den.")
    page.get_by_role("button", name="Skicka svaret").click()
    page.get_by_text("Tack. Vi har fått ditt svar.").wait_for()
    look(page, assert_no_axe_violations, "29-besvarad")
    assert Supplement.objects.get(pk=asked.pk).answered_at is not None


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_the_decision_is_read_and_objected_to(
    cast: Cast, page_as: PageAs, assert_no_axe_violations: Check, phone: bool
):
    application = last_month(cast)
    made = decide(
        matter=application.matter, month=application.month, outcome="partly_granted", amount_ore=773_000,
        reasons="Bredband ges med högst 400 kronor i månaden.", how="person", calculation={"receipt": RECEIPT},
        rulebook_version="2026.1", applied_ore=782_900, by=actor_of(cast.cilla), at=now(), key="k",
    )  # fmt: skip
    mark_delivered(decision=made, delivered_at=now(), by=MACHINE, at=now())
    add_document(
        matter=application.matter, kind="decision_letter", title="Beslut", media_type="application/pdf", content=pdf(),
        source="andrum", by=MACHINE, at=now(), key=f"letter:decision:{made.pk}",
    )  # fmt: skip
    size = "mobil" if phone else "dator"
    page = page_as(cast.alva, phone=phone)
    page.goto("/mina-sidor/")
    look(page, assert_no_axe_violations, f"30-mina-sidor-beslut-{size}")
    page.goto(f"/mina-sidor/ansokan/{application.pk}/")
    look(page, assert_no_axe_violations, f"31-ansokan-beslut-{size}")
    page.get_by_role("link", name="Läs beslutet och beräkningen").click()
    look(page, assert_no_axe_violations, f"32-beslut-{size}")
    with page.expect_download() as letter:
        page.get_by_role("link", name="Ladda ner brevet").click()
    assert letter.value.suggested_filename.endswith(".pdf")
    page.get_by_role("link", name="Överklaga").click()
    look(page, assert_no_axe_violations, f"33-overklaga-{size}")
    page.go_back()
    page.get_by_role("link", name="Be oss se på beslutet igen").click()
    page.get_by_label("Skriv här").fill("Bredbandet kostar mer.")
    page.get_by_role("button", name="Skicka").click()
    page.get_by_text("Vi har fått din begäran").wait_for()
    page.goto("/mina-sidor/prata/")
    look(page, assert_no_axe_violations, f"34-prata-{size}")
    page.get_by_role("button", name="Be oss ringa").click()
    page.get_by_text("En handläggare hör av sig").wait_for()
    look(page, assert_no_axe_violations, f"35-meddelanden-{size}")
