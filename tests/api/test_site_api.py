"""The API as a whole: its description, its tokens, its errors, and that one unit never sees another's."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from andrum.accounts.service import create_api_token, revoke_api_token
from andrum.audit.service import SYSTEM
from andrum.cases.service import open_matter
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(cast):
    return create_api_token(unit=cast.norr, name="Fackprogram", scopes=["read"], by=SYSTEM, at=NOW, days=3650)[1]


def get(client: Client, path: str, secret: str = ""):
    return client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {secret}"} if secret else {})


def test_the_description_is_for_machines_and_for_people(client: Client):
    schema = get(client, "/openapi.json").json()
    assert {"/api/v1/cases", "/api/v1/decisions"} <= set(schema["paths"])
    assert all("401" in call["responses"] for calls in schema["paths"].values() for call in calls.values())
    page = client.get("/api/v1/").content.decode()
    assert all(path in page for path in schema["paths"])


@pytest.mark.parametrize("path", ["/cases", "/cases/EB-2026-000001", "/decisions", "/decisions/1"])
def test_without_a_token_nothing_is_answered(cast, client: Client, path):
    for wrong in ("", "andrum_wrong"):
        answer = get(client, path, wrong)
        assert answer.status_code == 401
        assert answer.json()["todo"]
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_of_a_browser_is_no_token(cast, client: Client):
    client.force_login(cast.cilla)
    assert get(client, "/cases").status_code == 401


def test_a_token_sees_its_own_unit_only(cast, client: Client, secret):
    mine = open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW)
    theirs = open_matter(applicant=cast.jon_person, unit=cast.soder, by=SYSTEM, at=NOW)
    assert [row["reference"] for row in get(client, "/cases", secret).json()["items"]] == [mine.reference]
    assert get(client, f"/cases/{mine.reference}", secret).status_code == 200
    assert get(client, f"/cases/{theirs.reference}", secret).status_code == 404


def test_a_revoked_or_old_token_stops_at_once(cast, client: Client):
    token, secret = create_api_token(unit=cast.norr, name="Kort", scopes=["read"], by=SYSTEM, at=NOW, days=3650)
    assert get(client, "/cases", secret).status_code == 200
    revoke_api_token(token=token, by=SYSTEM, at=NOW)
    assert get(client, "/cases", secret).status_code == 401
    _old, expired = create_api_token(
        unit=cast.norr, name="Gammal", scopes=["read"], by=SYSTEM, at=NOW - timedelta(days=800), days=1
    )
    assert get(client, "/cases", expired).status_code == 401


def test_what_cannot_be_read_is_named_in_plain_words(client: Client, secret):
    answer = get(client, "/cases?limit=many", secret)
    assert (answer.status_code, answer.json()["where"]) == (422, ["query.limit"])
    assert "Rätta" in answer.json()["todo"]


def test_a_misspelt_parameter_is_refused_instead_of_forgotten(client: Client, secret):
    answer = get(client, "/cases?limti=5", secret)
    assert (answer.status_code, answer.json()["where"]) == (422, ["query.limti"])


def test_another_system_reads_json_also_when_the_database_is_away(monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("andrum.accounts.queries.tokens.token_with_secret", away)
    answer = Client(raise_request_exception=False).get("/api/v1/cases", headers={"Authorization": "Bearer x"})
    assert answer.status_code in {500, 503}
    assert answer["Content-Type"].startswith("application/json")
    assert "todo" in answer.json()
