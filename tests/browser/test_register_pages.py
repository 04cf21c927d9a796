"""The pages of the register: all of them by axe, desk and phone; a list walked by keyboard; a note written."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import (
    add_document,
    add_task,
    open_matter,
    receive_message,
    record_fact,
    send_message,
    write_note,
)
from tests.rooms.cases.conftest import decide_for

pytestmark = pytest.mark.browser


@pytest.fixture
def matter(cast):
    now, cilla = timezone.now(), actor_of(cast.cilla)
    made = open_matter(
        applicant=cast.alva_person,
        co_applicant=cast.bo_person,
        unit=cast.norr,
        assigned_to=cast.cilla,
        by=SYSTEM,
        at=now,
    )
    for value, source, detail in ((842_000, "citizen", ""), (850_000, "register", "FK"), (842_000, "document", "3")):
        record_fact(
            matter=made, name="housing.rent", month="2026-11", value=value, source=source, source_detail=detail,
            by=SYSTEM, at=now,
        )  # fmt: skip
    write_note(matter=made, title="Samtal med Alva", text="Alva ringde om hyran.", sign=True, by=cilla, at=now)
    write_note(matter=made, title="Utkast", text="Ring igen.", by=cilla, at=now)
    task = add_task(matter=made, title="Ring hyresvärden", due_date=now.date(), by=cilla, at=now)
    assert task.pk
    add_document(
        matter=made, kind="incoming", title="Hyreskontrakt", media_type="application/pdf", content=b"%PDF-1.7",
        source="citizen", by=SYSTEM, at=now,
    )  # fmt: skip
    decide_for(made, cast, at=now)
    receive_message(matter=made, kind="message", text="När kommer pengarna?", by=actor_of(cast.alva), at=now)
    send_message(matter=made, text="På fredag.", by=cilla, at=now)
    return made


def addresses(matter, cast) -> list[str]:
    parts = ("", "tidslinje/?visa=log&visa=decision", "journal/", "handlingar/", "beslut/", "uppgifter/", "personer/")
    return [
        "/arenden/", "/arenden/?vilka=otilldelade", "/arenden/nytt/", "/sok/", f"/personer/{cast.alva_person.pk}/",
        *(f"/arenden/{matter.reference}/{part}" for part in parts),
    ]  # fmt: skip


def keep_picture(page, name: str) -> None:
    folder = os.environ.get("ANDRUM_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_breaks_no_rule_and_fits_its_screen(cast, matter, page_as, assert_no_axe_violations, phone):
    page = page_as(cast.cilla, phone=phone)
    for number, address in enumerate(addresses(matter, cast)):
        assert page.goto(address).status == 200, address
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        keep_picture(page, f"{'phone' if phone else 'desk'}-{number:02d}")
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= screen.width"), address


def test_what_a_manager_and_a_colleague_meet_breaks_no_rule(cast, matter, page_as, assert_no_axe_violations):
    manager = page_as(cast.eva)
    assert manager.goto(f"/arenden/{matter.reference}/").status == 200
    keep_picture(manager, "manager")
    assert_no_axe_violations(manager)
    colleague = page_as(cast.kim)
    colleague.goto(f"/arenden/{matter.reference}/")
    assert colleague.url.endswith("/oppna/")
    colleague.get_by_label("Varför behöver du öppna ärendet?").fill("för kort")
    colleague.get_by_role("button", name="Öppna i 30 minuter").click()
    colleague.get_by_role("alert").wait_for()
    assert_no_axe_violations(colleague)
    colleague.get_by_label("Varför behöver du öppna ärendet?").fill("Cilla är sjuk och Alva väntar i telefon.")
    colleague.get_by_role("button", name="Öppna i 30 minuter").click()
    colleague.get_by_role("heading", name="Alva Ek").wait_for()
    keep_picture(colleague, "opened")
    assert_no_axe_violations(colleague)


def test_a_caseworker_finds_a_matter_and_opens_it_by_keyboard_alone(cast, matter, page_as):
    page = page_as(cast.cilla)
    page.goto("/arenden/")
    page.keyboard.press("/")
    page.keyboard.type("Ek")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Personer").wait_for()
    page.keyboard.press("Escape")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/personer/*/")


def test_a_note_is_written_and_stays_a_draft_until_it_is_signed(cast, matter, page_as):
    page = page_as(cast.cilla)
    page.goto(f"/arenden/{matter.reference}/journal/")
    page.get_by_text("Skriv en anteckning").click()
    page.get_by_label("Rubrik").fill("Hembesök")
    page.locator("form").filter(has_text="Rubrik").get_by_label("Anteckning").fill("Vi var hemma hos Alva.")
    page.get_by_role("button", name="Spara utkast").first.click()
    page.get_by_role("heading", name="Hembesök").wait_for()
    assert page.get_by_text("utkast, inte signerad").count() == 2
