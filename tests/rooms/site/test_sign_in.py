"""Signing in and out: the demo's open door, where one lands, what the log knows, and when a session ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from andrum.audit.service import events
from andrum.site.middleware import SEEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.ANDRUM_DEMO = True


def test_there_is_no_demo_sign_in_unless_the_settings_say_demo(cast, client: Client):
    assert client.post("/logga-in/demo", {"person": "cilla"}).status_code == 404
    assert "Cilla Berg" not in client.get("/logga-in").content.decode()
    assert "_auth_user_id" not in client.session


def test_in_the_demo_one_button_signs_in_and_the_log_knows(cast, client: Client, demo):
    assert "Cilla Berg" in client.get("/logga-in").content.decode()
    answer = client.post("/logga-in/demo", {"person": "cilla", "next": "/arenden/"})
    assert (answer.status_code, answer["Location"]) == (302, "/arenden/")
    event = events(kind="accounts.signed_in").get()
    assert (event.actor_id, event.details) == (str(cast.cilla.pk), {"way": "demo"})


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil", ""],
)
def test_signing_in_never_sends_anybody_to_another_site(cast, client: Client, demo, elsewhere):
    answer = client.post("/logga-in/demo", {"person": "cilla", "next": elsewhere})
    assert answer["Location"] == "/"


def test_a_character_that_is_none_is_refused_before_any_page_sees_it(cast, client: Client, demo):
    assert client.post("/logga-in/demo", {"person": "cilla", "next": "\x00/"}).status_code == 400
    assert client.get("/logga-in", {"next": "/\x00"}).status_code == 400
    assert "_auth_user_id" not in client.session


def test_one_who_is_not_in_the_list_is_refused_and_logged_without_what_was_typed(cast, client: Client, demo):
    answer = client.post("/logga-in/demo", {"person": "19900101-9802"})
    assert answer["Location"] == "/logga-in"
    event = events(kind="accounts.sign_in_failed").get()
    assert "9802" not in f"{event.subject}{event.details}{event.actor_name}"


def test_one_who_is_switched_off_cannot_sign_in(cast, client: Client, demo):
    cast.cilla.is_active = False
    cast.cilla.save()
    client.post("/logga-in/demo", {"person": "cilla"})
    assert "_auth_user_id" not in client.session


def test_signing_out_ends_the_session_and_is_logged(cast, client: Client):
    client.force_login(cast.cilla)
    assert client.get("/logga-ut").status_code == 405
    client.post("/logga-ut")
    assert "_auth_user_id" not in client.session
    assert events(kind="accounts.signed_out").get().details == {"cause": "asked"}


def test_a_session_without_anything_done_ends_and_says_so(cast, client: Client, settings):
    settings.ANDRUM_SESSION_MINUTES = 30
    client.force_login(cast.cilla)
    client.get("/")
    session = client.session
    session[SEEN] = int((timezone.now() - timedelta(minutes=31)).timestamp())
    session.save()
    answer = client.get("/arenden/?sida=2")
    assert answer["Location"] == "/logga-in?orsak=silence&next=%2Farenden%2F%3Fsida%3D2"
    assert "loggades ut" in client.get(answer["Location"]).content.decode()
    assert events(kind="accounts.signed_out").get().details == {"cause": "silence"}


def test_the_session_is_written_at_most_once_a_minute(cast, client: Client, django_assert_num_queries):
    client.force_login(cast.cilla)
    client.get("/")
    seen = client.session[SEEN]
    client.get("/")
    assert client.session[SEEN] == seen


def test_a_page_that_needs_sign_in_leads_to_it_and_back(client: Client):
    assert client.get("/drift?x=1")["Location"] == "/logga-in?next=%2Fdrift%3Fx%3D1"
