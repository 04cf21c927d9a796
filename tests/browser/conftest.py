"""A real site and a real browser for every journey.

``live_site`` serves a database of its own for each test, a copy of the migrated one; ``cast`` puts everybody in it.
``page_as(user)`` opens a page signed in as somebody, on a desk or on a phone, and at the end fails the test when a
script broke or the content policy was broken. ``assert_no_axe_violations(page)`` holds the page to WCAG 2.2 AA.
"""

import os
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from andrum.accounts.service import User
from andrum.site.handler import Handler
from andrum.site.static_files import StaticFiles
from tests.cast import Cast, make_cast

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PageAs = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class LiveSite:
    """Where the site answers: ``http://127.0.0.1:<port>``, and by name, as security keys demand."""

    url: str

    @property
    def by_name(self) -> str:
        """``http://localhost:<port>``."""
        return self.url.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="session")
def migrated_file(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The migrated, empty test database as a file."""
    path = tmp_path_factory.mktemp("browser") / "migrated.sqlite3"
    with django_db_blocker.unblock():
        connection = connections["default"]
        if connection.vendor != "sqlite":
            pytest.skip("journeys in the browser run on SQLite")
        connection.ensure_connection()
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
        copy.close()
    return path


@pytest.fixture
def own_database(migrated_file: Path, db: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Path]:
    """A database file that test and server share, thrown away afterwards."""
    path = tmp_path / "andrum.sqlite3"
    shutil.copy(migrated_file, path)
    before, settings_before = connections["default"], connections.settings["default"]
    options = {**settings_before["OPTIONS"], "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}
    connections.settings["default"] = {**settings_before, "NAME": str(path), "OPTIONS": options}
    with django_db_blocker.unblock():
        connections["default"] = connections.create_connection("default")
        yield path
        connections["default"].close()
    connections["default"], connections.settings["default"] = before, settings_before


@pytest.fixture
def live_site(own_database: Path) -> Iterator[LiveSite]:
    """The site, served as in production but for the speed of its disk."""
    handler = Handler()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        StaticFiles(handler, django_settings.STATIC_URL), lifespan="off", log_level="error", access_log=False, ws="none"
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


@pytest.fixture
def cast(live_site: LiveSite) -> Cast:
    """Everybody, in the database of the live site."""
    return make_cast()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once for all journeys."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is missing; install it with: sudo apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's event loop lives in the tests' own thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def session_cookie(user: User) -> str:
    """The key of a new session of the user, as after signing in."""
    client = Client()
    client.force_login(user)
    key = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    assert Session.objects.filter(session_key=key).exists()
    return key


@pytest.fixture
def page_as(live_site: LiveSite, browser: Browser) -> Iterator[PageAs]:
    """A page signed in as a user (nobody when None): ``page_as(cast.cilla, phone=True).goto("/arbete")``.

    Further keywords go to Playwright's ``new_context``, for example ``java_script_enabled=False``.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    def open_page(user: User | None = None, *, phone: bool = False, **more: object) -> Page:
        options = {"viewport": PHONE if phone else DESK, "locale": "sv-SE", "reduced_motion": "reduce"}
        options |= {"base_url": live_site.url, **more}
        context = browser.new_context(has_touch=phone, is_mobile=phone, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if user is not None:
            name = django_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": session_cookie(user), "url": options["base_url"]}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", hear)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def assert_no_axe_violations() -> Callable[[Page], None]:
    """Fails with rule, help text and the elements when the page breaks a WCAG 2.2 AA rule that a machine can see."""

    def check(page: Page) -> None:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
        assert [
            f"{page.url} {rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes']]}"
            for rule in found
        ] == []

    return check
