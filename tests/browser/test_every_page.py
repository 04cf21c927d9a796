"""One site with everything in it, walked by every role along its own links: every page answers and is sound.

Each role follows each link from its start page and menu; one address of a kind is enough. Every page has status 200,
a title, a language and one heading of the first level. The first time a kind of page is met it is opened in Chromium,
on a desk and on a phone: no script fails, nothing is wider than the screen, and no WCAG rule is broken.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import time_machine
from django.conf import settings
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page

from andrum.accounts.service import actor_of
from andrum.automation.actions.appeals import find_appeal_in_time, write_statement
from andrum.cases.service import Message
from andrum.site.navigation import address_of
from tests.access.test_every_page import address_of as written_address
from tests.access.test_every_page import parts_for
from tests.access.world import VISIT, World, build
from tests.browser.conftest import DESK, PHONE, LiveSite, PageAs, session_cookie
from tests.rooms.automation.stage import ToldRegisters

pytestmark = pytest.mark.browser
ROLES = ("alva", "jon", "cilla", "kim", "dag", "eva", "frank", "greta", "hugo", "ida")
MUST_BE_MET = frozenset({
    "applications:home", "applications:start", "applications:question", "applications:summary", "applications:status",
    "automation:work", "automation:case", "automation:decide", "automation:runs", "automation:run",
    "automation:mandates", "automation:mandate", "cases:matter_list", "cases:matter", "cases:timeline", "cases:journal",
    "control:overview", "control:queue", "control:review", "control:draws", "control:follow_up", "dispatch:outgoing",
    "accounts:people", "accounts:person", "accounts:tokens", "site:log", "site:operations", "site:style_guide",
})  # fmt: skip
NOT_TEXT = re.compile(r"<(script|style|textarea)\b.*?</\1>|data-[\w-]+=\"[^\"]*\"", re.DOTALL)
WAITING = ("htmx:", "data:", "mailto:", "tel:", "javascript:")


@pytest.fixture
def world(live_site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Alva's and Vera's matters with all a matter can hold, in the live site's database, on the day of the visit."""
    told = ToldRegisters()
    monkeypatch.setattr("andrum.automation.queries.looking.is_drawn", lambda **_of_whom: False)
    monkeypatch.setattr("andrum.automation.queries.asking.registers", lambda: told)
    built = build()
    with time_machine.travel(VISIT, tick=True):
        yield built


def kind_of(address: str) -> str:
    """Pages of one kind have the same address but for numbers, and the same questions after it."""
    parts = urlsplit(address)
    asked = sorted({name for name, _value in parse_qsl(parts.query)} - {"ordning", "sida"})
    return f"{resolve(address_of(parts.path) or parts.path).view_name} {' '.join(asked)}".strip()


def links_of(text: str, address: str) -> Iterator[str]:
    """Own addresses that the page leads to."""
    for href in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', text):
        target = unescape(href)
        if not target or target.startswith(("#", *WAITING)) or "://" in target:
            continue
        whole = urlsplit(target)
        path = whole.path or urlsplit(address).path
        if path.startswith("/") and not path.startswith((settings.STATIC_URL, "/logga-ut")):
            yield f"{path}?{whole.query}" if whole.query else path


class Walk:
    """Everything that one role reaches, page by page."""

    def __init__(self, site: LiveSite, key: str) -> None:
        self.client = httpx.Client(
            base_url=site.url, cookies={settings.SESSION_COOKIE_NAME: key}, timeout=60, follow_redirects=True,
            limits=httpx.Limits(max_keepalive_connections=0),
        )  # fmt: skip
        self.todo, self.met = ["/"], set[str]()
        self.faults: list[str] = []

    def pages(self) -> Iterator[tuple[str, str]]:
        """Kind and address of each page; what is wrong with it is added to ``faults``."""
        while self.todo:
            address = self.todo.pop(0)
            kind = kind_of(address)
            if kind in self.met:
                continue
            self.met.add(kind)
            answer = self.client.get(address)
            if answer.status_code != 200:
                self.faults.append(f"{address}: {answer.status_code}")
            if "text/html" not in answer.headers["content-type"]:
                continue
            self.faults += [f"{address}: {what}" for what in unsound(answer.text)]
            self.todo += links_of(answer.text, answer.url.raw_path.decode())
            yield kind, address


def unsound(text: str) -> Iterator[str]:
    """What every page must have and does not."""
    if (count := len(re.findall(r"<h1\b", text))) != 1:
        yield f"{count} headings of the first level"
    if not re.search(r'<html[^>]* lang="sv"', text):
        yield "no language"
    if not re.search(r"<title>\s*\S.*?</title>", text, re.DOTALL):
        yield "no title"
    if found := re.search(r".{30}(?:\{[{%]|%\(\w+\)s|\bNone\b)", NOT_TEXT.sub("", text), re.DOTALL):
        yield f"not filled in: {found[0]!r}"


def open_in_browser(page: Page, address: str, check: Callable[[Page], None]) -> Iterator[str]:
    """What is wrong with the page on a desk and on a phone."""
    page.set_viewport_size(DESK)
    page.goto(address)
    for name, size in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size(size)
        if (wide := page.evaluate("document.documentElement.scrollWidth - window.innerWidth")) > 0:
            yield f"{address}: {wide} px too wide on a {name}"
        try:
            check(page)
        except AssertionError as error:
            yield f"{name}: {error}"


def hear(faults: list[str], said: ConsoleMessage) -> None:
    if said.type == "error":
        faults.append(f"{said.location['url']}: {said.text}")


def test_every_page_of_every_role_is_sound(
    live_site: LiveSite, world: World, page_as: PageAs, assert_no_axe_violations: Callable[[Page], None]
):
    seen: set[str] = set()
    faults: list[str] = []
    for who in ROLES:
        user = world.user(who)
        walk, page = Walk(live_site, session_cookie(user)), page_as(user)
        page.on("console", partial(hear, faults))
        for kind, address in walk.pages():
            first = f"{kind} {who}" if kind == "site:start" else kind
            if first not in seen:
                seen.add(first)
                faults += [f"{who}: {what}" for what in open_in_browser(page, address, assert_no_axe_violations)]
        faults += [f"{who}: {what}" for what in walk.faults]
        seen |= walk.met
        page.context.close()
    if faults:
        pytest.fail("\n".join(dict.fromkeys(faults)), pytrace=False)
    assert {kind.split()[0] for kind in seen} >= MUST_BE_MET, "a page that everybody needs cannot be reached by links"


UNLINKED = (
    ("applications:new_item", "alva"), ("applications:item", "alva"), ("applications:appeal", "alva"),
    ("dispatch:by_hand", "cilla"), ("dispatch:by_hand", "eva"), ("automation:appeal_package", "cilla"),
)  # fmt: skip
"""Pages that no link leads to in this world: a script opens them, or the matter must first have come further."""


def test_pages_that_no_link_leads_to_are_as_sound(
    live_site: LiveSite, world: World, page_as: PageAs, assert_no_axe_violations: Callable[[Page], None]
):
    faults: list[str] = []
    appeal, by, at = Message.objects.get(pk=world.alva.message_id), actor_of(world.cast.cilla), timezone.now()
    find_appeal_in_time(message=appeal, why="Det kom i rätt tid.", by=by, at=at)
    write_statement(message=appeal, statement="Vi står fast vid beslutet och skälen för det.", by=by, at=at)
    for name, who in UNLINKED:
        user, address = world.user(who), written_address(name, parts_for(name, world, world.alva))
        walk, page = Walk(live_site, session_cookie(user)), page_as(user)
        page.on("console", partial(hear, faults))
        walk.todo = [address]
        kinds = [kind for kind, _address in islice(walk.pages(), 1)]
        faults += [f"{who}: {what}" for what in walk.faults]
        if kinds:
            faults += [f"{who}: {what}" for what in open_in_browser(page, address, assert_no_axe_violations)]
            faults += [f"{who}: {address} leads to {page.url}"] if urlsplit(page.url).path != address else []
        else:
            faults += [f"{who}: {what}" for what in unsound_package(walk.client.get(address))]
        page.context.close()
    assert faults == []


def unsound_package(answer: httpx.Response) -> Iterator[str]:
    """What is wrong with a file to download that holds the papers of an appeal."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        if broken := packed.testzip():
            yield f"{broken} cannot be read"
        yield from (f"{one} is empty" for one in names if not packed.read(one))
        if not [one for one in names if one.endswith(".pdf") and packed.read(one).startswith(b"%PDF")]:
            yield f"no letter among {names}"
