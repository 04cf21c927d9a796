"""A security key as the second step, with the browser's own virtual key: added, used, refused when it is another's."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import CDPSession, Page

from andrum.accounts.actions.second_factor import remove_second_factor
from andrum.accounts.queries.memberships import actor_of
from andrum.accounts.queries.second_factor import keys_of, recovery_codes
from andrum.audit.service import events
from tests.browser.conftest import LiveSite, PageAs, session_cookie
from tests.cast import NOW, Cast

pytestmark = pytest.mark.browser
KIND = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    """A key that is plugged in where a page is open."""

    session: CDPSession
    name: str

    def held(self) -> list[Any]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.name})["credentials"]

    def unplug(self) -> None:
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.name})


def plug_in(page: Page, held: tuple[Any, ...] = ()) -> Key:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = Key(session, session.send("WebAuthn.addVirtualAuthenticator", {"options": KIND})["authenticatorId"])
    for credential in held:
        session.send("WebAuthn.addCredential", {"authenticatorId": key.name, "credential": credential})
    return key


def add(page: Page, name: str) -> None:
    page.get_by_label("Namn på säkerhetsnyckeln").fill(name)
    page.get_by_role("button", name="Lägg till säkerhetsnyckeln").click()


def use(page: Page) -> None:
    page.get_by_role("button", name="Använd säkerhetsnyckeln").click()


@pytest.fixture
def door(cast: Cast, live_site: LiveSite, page_as: PageAs, settings):
    """Opens a page where Cilla has signed in and has not shown her second step. Keys answer to a name, not a number."""
    settings.ANDRUM_MFA = "own"

    def open_door() -> Page:
        page = page_as(cast.cilla, base_url=live_site.by_name)
        page.goto("/arenden/")
        return page

    return open_door


@pytest.fixture
def enrolled(door) -> tuple[Any, ...]:
    """What Cilla's key holds, once she has added it at her first sign-in."""
    page = door()
    page.get_by_role("link", name="Lägg till en säkerhetsnyckel i stället").click()
    key = plug_in(page)
    add(page, "Nyckelknippan")
    page.get_by_role("heading", name="Reservkoder").wait_for()
    page.get_by_role("button", name="Jag har sparat koderna").click()
    page.wait_for_url("**/arenden/**")
    return tuple(key.held())


def test_a_key_is_added_and_opens_the_next_sign_in(cast, live_site, door, assert_no_axe_violations):
    page = door()
    page.get_by_role("link", name="Lägg till en säkerhetsnyckel i stället").click()
    assert_no_axe_violations(page)
    plug_in(page)
    add(page, "Nyckelknippan")
    page.get_by_role("heading", name="Reservkoder").wait_for()
    assert ([key.data["name"] for key in keys_of(cast.cilla)], len(recovery_codes(cast.cilla))) == (
        ["Nyckelknippan"],
        10,
    )
    for _time in range(2):
        page.get_by_label("Inloggad som").click()
        page.get_by_role("button", name="Logga ut").click()
        page.get_by_label("Inloggad som").wait_for(state="detached")
        name, value = django_settings.SESSION_COOKIE_NAME, session_cookie(cast.cilla)
        page.context.add_cookies([{"name": name, "value": value, "url": live_site.by_name}])
        page.goto("/arenden/")
        page.get_by_role("heading", name="Visa att det är du").wait_for()
        assert_no_axe_violations(page)
        use(page)
        page.wait_for_url("**/arenden/**")
    assert [one.details for one in events(kind="accounts.second_factor_shown")] == [{"way": "key"}] * 2


def test_a_key_that_was_never_added_is_refused_with_words(enrolled, door, assert_no_axe_violations):
    page = door()
    plug_in(page)
    use(page)
    page.get_by_text("är den inte en av dina").wait_for()
    assert_no_axe_violations(page)
    page.goto("/arenden/")
    page.get_by_role("heading", name="Visa att det är du").wait_for()


def test_a_key_that_was_removed_while_the_page_stood_open_is_refused_with_words(cast, enrolled, door):
    page = door()
    plug_in(page, enrolled)
    remove_second_factor(user=cast.cilla, by=actor_of(cast.hugo), at=NOW)
    use(page)
    page.get_by_text("Säkerhetsnyckeln gick inte att använda.").wait_for()
    page.get_by_role("heading", name="Lägg till ett andra steg").wait_for()
    assert events(kind="accounts.second_factor_failed").count() == 1


def test_a_copy_of_a_key_falls_behind_and_is_refused(enrolled, door):
    page = door()
    plug_in(page, enrolled)
    use(page)
    page.wait_for_url("**/arenden/**")
    copied = door()
    plug_in(copied, enrolled)
    use(copied)
    copied.get_by_text("Säkerhetsnyckeln gick inte att använda.").wait_for()
    copied.get_by_role("heading", name="Visa att det är du").wait_for()


def test_another_key_is_added_and_the_first_removed_but_never_the_last(cast, enrolled, door, assert_no_axe_violations):
    page = door()
    key = plug_in(page, enrolled)
    use(page)
    page.wait_for_url("**/arenden/**")
    page.goto("/andra-steget/nycklar")
    assert_no_axe_violations(page)
    add(page, "Samma igen")
    page.get_by_text("är redan tillagd").wait_for()
    key.unplug()
    plug_in(page)
    add(page, "I skåpet")
    page.get_by_text("Säkerhetsnyckeln är tillagd.").wait_for()
    assert [one.data["name"] for one in keys_of(cast.cilla)] == ["Nyckelknippan", "I skåpet"]
    page.get_by_role("button", name="Ta bort").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Ja").click()
    page.get_by_role("heading", name="Visa att det är du").wait_for()  # the first key had opened this session
    use(page)
    page.get_by_role("heading", name="Visa att det är du").wait_for(state="detached")  # the key answers in its own time
    page.goto("/andra-steget/nycklar")
    page.get_by_role("button", name="Ta bort").click()
    page.get_by_role("dialog").get_by_role("button", name="Ja").click()
    page.get_by_text("är ditt enda andra steg").wait_for()
    assert [one.data["name"] for one in keys_of(cast.cilla)] == ["I skåpet"]
