"""When something is wrong: what happened, what is saved, what to do, and a number to refer to."""

import pytest
from django.db import OperationalError
from django.test import Client

from andrum.kernel.errors import AndrumError, ConflictError, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.cilla)
    return client


def failing(monkeypatch, error: Exception) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("andrum.site.web.start.waiting_for", fails)


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (AndrumError("Det gick inte.", saved="Allt är kvar.", todo="Gör så här."), 400, "Gör så här."),
        (ConflictError("Någon annan har ärendet."), 409, "Någon annan har ärendet."),
        (NotAllowedError(), 404, "Sidan finns inte"),
        (OperationalError("disk I/O error"), 503, "Det sista du gjorde är inte sparat."),
        (ValueError("Alva Ek 19850302-9806"), 500, "Felet är vårt"),
    ],
)
def test_a_fault_is_said_in_plain_words(browser, monkeypatch, error, status, text):
    failing(monkeypatch, error)
    answer = browser.get("/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert text in page
    assert "Nummer att hänvisa till" in page
    assert "9806" not in page
    assert "disk I/O" not in page


def test_a_database_that_is_away_before_the_page_begins_is_said_too(browser, monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", away)
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "Det som var sparat finns kvar" in answer.content.decode()


def test_no_person_is_in_the_log_line_of_a_fault(browser, monkeypatch, caplog):
    failing(monkeypatch, ValueError("Alva Ek 19850302-9806"))
    browser.get("/")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("andrum")]
    assert ours
    assert not [line for line in ours if "Alva" in line]


def test_a_refusal_leaves_a_line_of_who_and_where_and_nothing_of_the_matter(browser, cast, caplog):
    browser.get("/behorighet")
    assert browser.get("/api/v1/cases", headers={"authorization": "Bearer none"}).status_code == 401
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("andrum.site")]
    user = browser.session["_auth_user_id"]
    assert [line.partition(": ")[2] for line in lines if "reference" in line] == [
        f"refused at accounts:people, user {user}"
    ]
    assert [line for line in lines if "call refused at api:" in line]


def test_a_page_that_has_grown_too_old_is_not_taken(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/logga-ut")
    assert answer.status_code == 403
    assert "Sidan hade blivit för gammal" in answer.content.decode()


def test_what_is_closed_and_what_is_not_there_look_the_same(browser, cast):
    closed, missing = browser.get("/behorighet"), browser.get("/finns-inte")
    assert closed.status_code == missing.status_code == 404
    words = [answer.content.decode().split("<h1>")[1].split("<code>")[0] for answer in (closed, missing)]
    assert words[0] == words[1]


def test_pages_are_kept_by_nobody_and_run_nothing_from_elsewhere(browser):
    answer = browser.get("/")
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "<script>" not in answer.content.decode()
    assert " style=" not in answer.content.decode()
