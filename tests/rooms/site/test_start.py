"""The start page: one sentence and three things to do."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from andrum.accounts.service import Role
from andrum.site.start import Todo, Waiting, greeting, sentence, waiting_for

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "urgent", "text"),
    [
        (0, 0, "Inget väntar på dig just nu."),
        (1, 0, "En sak väntar."),
        (1, 1, "En sak väntar och har bråttom."),
        (3, 1, "Tre saker väntar, en har bråttom."),
        (3, 2, "Tre saker väntar, två har bråttom."),
        (14, 0, "14 saker väntar."),
    ],
)
def test_the_sentence_counts_as_people_do(count, urgent, text):
    assert sentence(Waiting(count=count, urgent=urgent, first=())) == text


@pytest.mark.parametrize(
    ("hour", "text"), [(6, "God morgon."), (11, "God dag."), (19, "God kväll."), (2, "God kväll.")]
)
def test_the_greeting_follows_the_clock_in_sweden(hour, text):
    assert greeting(datetime(2026, 7, 1, hour - 2, tzinfo=UTC)) == text


def test_what_is_due_first_comes_first_whichever_room_it_is_from(cast):
    def room(user, at):
        return Waiting(1, 0, (Todo("/b", "Senare", "", due=date(2026, 11, 9)),))

    def other(user, at):
        return Waiting(2, 1, (Todo("/a", "Först", "", due=date(2026, 11, 3)), Todo("/c", "Sist", "")))

    found = waiting_for(cast.cilla, AT, (room, other))
    assert (found.count, found.urgent) == (3, 1)
    assert [todo.title for todo in found.first] == ["Först", "Senare", "Sist"]


def test_everybody_has_a_first_page_of_their_own(cast, client: Client):
    assert "Logga in och ansök" in client.get("/").content.decode()
    client.force_login(cast.alva)
    assert "Vad vill du göra, Alva?" in client.get("/").content.decode()
    client.force_login(cast.cilla)
    assert "Inget väntar på dig" in client.get("/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("ida", 200), ("cilla", 404), ("hugo", 404), ("alva", 404), ("jon", 404)])
def test_only_the_operator_sees_how_the_machines_are(cast, client: Client, name, status):
    client.force_login(getattr(cast, name))
    page = client.get("/drift")
    assert page.status_code == status
    assert ("/mandat/kommande-ratt/" in page.content.decode()) == (status == 200)


def test_machines_are_told_how_it_is_without_a_word_about_anybody(cast, client: Client):
    answer = client.get("/halsa")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "worker": "wrong", "disk": "ok", "log": "ok"}


def test_an_address_on_the_start_page_leads_somewhere_for_the_one_who_sees_it(cast, client: Client):
    for name in ("cilla", "eva", "frank", "greta", "hugo", "ida"):
        client.force_login(getattr(cast, name))
        page = client.get("/")
        assert client.get(page.context["all_href"]).status_code == 200, name


def test_a_role_has_the_same_name_in_the_menu_as_among_the_staff(cast):
    client = Client()
    client.force_login(cast.frank)
    menu = client.get("/").content.decode()
    assert "Frank" in menu
    assert str(Role.REVIEWER.label) in menu
