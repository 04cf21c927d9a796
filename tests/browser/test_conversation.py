"""A conversation in a real browser: with the microphone's sound over a real socket, and by keyboard alone."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import uvicorn
from asgiref.sync import SyncToAsync
from django.utils import timezone
from playwright.sync_api import Page, expect

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import open_matter
from andrum.conversations.service import (
    Conversation,
    PersonPresent,
    accept_lines,
    add_line,
    end_conversation,
    note_information,
    plan_conversation,
)
from andrum.conversations.web import rooms
from andrum.conversations.web import socket as sockets
from andrum.conversations.web.socket import TalkConsumer
from andrum.site.handler import Handler
from andrum.site.sockets import with_sockets
from andrum.site.static_files import StaticFiles
from tests.browser.conftest import LiveSite, PageAs
from tests.cast import Cast

pytestmark = pytest.mark.browser
SCRIPT = """\
# 1.0 S1
[1.4-4.4] Hur har du det hemma?
# 6.0 K1
[6.4-10.0] Min bror hjälper mig varje dag.
"""
PERSONS = (PersonPresent("S1", "socialsekreterare", "Cilla Berg"), PersonPresent("K1", "klient", "Alva Ek"))


@pytest.fixture
def live_site(own_database: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveSite]:
    """The site with its sockets, in the demo, where a recording takes the place of the microphone."""
    settings.ANDRUM_DEMO = True
    TalkConsumer.here.clear()  # what is left there belongs to a server that is gone
    rooms.leave_room(1)
    monkeypatch.setattr(sockets, "_threads", ThreadPoolExecutor(2))  # threads without a connection to another database
    monkeypatch.setattr(SyncToAsync, "single_thread_executor", ThreadPoolExecutor(1))
    handler = Handler()
    application = with_sockets(StaticFiles(handler, settings.STATIC_URL))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        application, lifespan="off", log_level="error", access_log=False, ws="websockets-sansio", ws_max_size=64 * 1024
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    yield LiveSite(f"http://127.0.0.1:{listener.getsockname()[1]}")
    server.should_exit = server.force_exit = True
    thread.join(timeout=10)
    handler.threads.shutdown()


def planned(cast: Cast, *, script: str = "", answer: str = "yes", way: str = "live") -> Conversation:
    by, at = actor_of(cast.cilla), timezone.now()
    matter = open_matter(
        kind="adults", applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=at
    )
    talk = plan_conversation(
        matter=matter, framework="vuxna", way=way, persons=PERSONS, user=cast.cilla, setting="Uppföljning",
        script=script, by=by, at=at,
    )  # fmt: skip
    note_information(conversation=talk, language="sv", answer=answer, by=by, at=at)
    return talk


def test_what_is_said_becomes_text_survives_a_lost_network_and_ends_in_review(page_as: PageAs, cast: Cast):
    talk = planned(cast, script=SCRIPT)
    page = page_as(cast.cilla)
    page.goto(f"/samtal/{talk.pk}/pagar/")
    page.get_by_role("button", name="Börja").click()
    expect(page.locator("[data-live-line]")).to_contain_text("Hur har du det hemma?", timeout=20_000)
    page.context.set_offline(True)  # what is said meanwhile stays in the browser
    page.wait_for_timeout(2_000)
    page.context.set_offline(False)
    expect(page.locator("[data-live-line]")).to_contain_text("Alva Ek: Min bror hjälper mig varje dag.", timeout=30_000)
    page.locator("summary", has_text="Egen anteckning").click()
    page.get_by_label("Egen anteckning").fill("Hon såg trött ut.")
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.get_by_text("Hon såg trött ut.")).to_be_visible()
    assert talk.own_notes.get().text == "Hon såg trött ut."
    page.get_by_role("button", name="Pausa").click()
    expect(page.locator("[data-live-state]")).to_contain_text("Inget ljud lämnar datorn")
    page.get_by_role("button", name="Avsluta och gå igenom").click()
    page.wait_for_url("**/granska/", timeout=30_000)
    said = [(row.speaker.key, row.text) for row in talk.segments.select_related("speaker").order_by("n")]
    assert said == [("S1", "Hur har du det hemma?"), ("K1", "Min bror hjälper mig varje dag.")]


def test_stop_turns_the_microphone_off_at_once_and_keeps_what_was_said(page_as: PageAs, cast: Cast):
    talk = planned(cast, script=SCRIPT)
    page = page_as(cast.cilla)
    page.goto(f"/samtal/{talk.pk}/pagar/")
    page.get_by_role("button", name="Börja").click()
    expect(page.locator("[data-live-line]")).to_contain_text("Hur har du det hemma?", timeout=20_000)
    expect(page.locator("[data-live-line]")).to_contain_text("Cilla Berg: Hur har du det hemma?", timeout=20_000)
    page.get_by_role("button", name="Klienten säger stopp").click()
    expect(page.get_by_text("Klienten har svarat stopp")).to_be_visible()
    page.wait_for_timeout(4_000)
    talk.refresh_from_db()
    assert (talk.state, talk.may_listen, talk.segments.count()) == ("paused", False, 1)


def test_lines_are_typed_without_a_microphone_with_one_key_for_who_speaks(
    page_as: PageAs, cast: Cast, assert_no_axe_violations
):
    talk = planned(cast, answer="no")
    page = page_as(cast.cilla, phone=True)
    page.goto(f"/samtal/{talk.pk}/pagar/")
    page.get_by_role("button", name="Börja").click()
    page.locator("h1").click()
    page.keyboard.press("2")
    page.get_by_label("Skriv det som sägs").fill("Min bror hjälper mig.")
    page.keyboard.press("Enter")
    expect(page.locator("[data-live-line]")).to_contain_text("Alva Ek: Min bror hjälper mig.")
    page.get_by_text("Det som har sagts").click()
    page.get_by_role("button", name="Markera som viktigt").click()
    expect(page.locator("[data-mark]")).to_have_attribute("aria-pressed", "true")
    assert talk.segments.get().mark.marked_by == "Cilla Berg"
    assert_no_axe_violations(page)


def test_the_two_go_through_it_card_by_card_and_the_worker_signs(page_as: PageAs, cast: Cast):
    talk = ended(cast)
    page = page_as(cast.cilla)
    page.goto(f"/samtal/{talk.pk}/genomgang/")
    page.get_by_role("link", name="Börja").click()
    page.get_by_role("button", name="Stämmer inte").click()
    page.get_by_label("Vad är det som inte stämmer?").fill("Det är min syster.")
    page.get_by_role("button", name="Spara och gå vidare").click()
    expect(page).to_have_url(re.compile(r"kort=2$"))
    page.goto(f"/samtal/{talk.pk}/genomgang/?kort=99")  # past the last card, however many the reading made
    expect(page.get_by_text("»Det är min syster.«")).to_be_visible()
    page.goto(f"/samtal/{talk.pk}/anteckning/")
    page.get_by_role("button", name="Signera och lås").click()
    page.get_by_role("button", name="Ja, fortsätt").click()
    expect(page.get_by_text("Anteckningen är signerad")).to_be_visible()
    page.get_by_role("link", name="Min bror hjälper mig.").first.click()
    expect(page.locator("mark")).to_have_text("Min bror hjälper mig.")


def ended(cast: Cast) -> Conversation:
    from andrum.conversations.service import Said, keep_text

    talk, by, at = planned(cast, way="text"), actor_of(cast.cilla), timezone.now()
    keep_text(conversation=talk, said=[Said("K1", "Min bror hjälper mig.")], source="typed", by=by, at=at)
    end_conversation(conversation=talk, by=by, at=at)
    add_line(segment=talk.segments.get(), quote="", kind="own_view", by=by, at=at)
    accept_lines(conversation=talk, by=by, at=at)
    return talk


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_of_a_conversation_is_accessible_and_fits(
    page_as: PageAs, cast: Cast, phone: bool, assert_no_axe_violations
):
    talk = ended(cast)
    reference, line, segment = talk.matter.reference, talk.lines.earliest("pk"), talk.segments.get()
    page = page_as(cast.cilla, phone=phone)
    for address in (
        "/samtal/", f"/arenden/{reference}/samtal/", f"/arenden/{reference}/samtal/nytt/",
        f"/samtal/{talk.pk}/information/", f"/samtal/{talk.pk}/information/?sprak=en", f"/samtal/{talk.pk}/granska/",
        f"/samtal/{talk.pk}/genomgang/", f"/samtal/{talk.pk}/genomgang/?kort=1",
        f"/samtal/{talk.pk}/genomgang/?kort=1&svar=adds", f"/samtal/{talk.pk}/genomgang/?kort=9",
        f"/samtal/{talk.pk}/anteckning/", f"/samtal/{talk.pk}/kopia/", f"/samtal/rad/{line.pk}/",
        f"/samtal/yttrande/{segment.pk}/", f"/samtal/{talk.pk}/text/", f"/samtal/{talk.pk}/ljudfil/",
    ):  # fmt: skip
        page.goto(address)
        assert_no_axe_violations(page)
        assert fits(page), address


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
