"""The log's page: who may read what, that protected is hidden, and that reading is an event."""

from datetime import timedelta

import pytest
from django.test import Client

from andrum.accounts.service import actor_of, note_sign_in, set_may_see_protected
from andrum.audit.service import SYSTEM, compare_head, events, record
from andrum.cases.service import open_matter
from andrum.people.service import set_protection
from tests.cast import ALVA_NUMBER, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def matters(cast):
    """Alva's matter in Norr, Jon's in Söder."""
    return (
        open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW),
        open_matter(applicant=cast.jon_person, unit=cast.soder, by=SYSTEM, at=NOW),
    )


def read(client: Client, user, query: str = "") -> str:
    client.force_login(user)
    answer = client.get(f"/logg{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("frank", 200),
        ("eva", 200),
        ("hugo", 200),
        ("cilla", 404),
        ("dag", 404),
        ("ida", 404),
        ("alva", 404),
        ("jon", 404),
    ],
)
def test_only_those_who_review_read_the_log(cast, client: Client, name, status):
    client.force_login(getattr(cast, name))
    for path in ("/logg", "/logg/lista.csv"):
        assert client.get(path).status_code == status


def test_a_manager_reads_of_the_own_units_matters_only(cast, client: Client, matters):
    page = read(client, cast.eva)
    assert matters[0].reference in page
    assert matters[1].reference not in page
    assert "Inga händelser" in read(client, cast.eva, f"?arende={matters[1].reference}")


def test_a_reviewer_finds_by_matter_person_and_day(cast, client: Client, matters):
    assert matters[0].reference in read(client, cast.frank, f"?arende={matters[0].reference.lower()}")
    assert matters[0].reference in read(client, cast.frank, f"?person={ALVA_NUMBER.with_hyphen}")
    before = (NOW - timedelta(days=1)).date()
    assert "Inga händelser" in read(client, cast.frank, f"?arende={matters[0].reference}&till={before}")
    assert "Personnumret stämmer inte" in read(client, cast.frank, "?person=12")


def test_protected_is_hidden_from_all_but_named_staff(cast, client: Client, matters):
    set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    record(kind="accounts.signed_in", by=SYSTEM, at=NOW, subject="s", person=str(cast.alva_person.pk))
    of_alva = f"?person={ALVA_NUMBER}"
    assert "Inga händelser" in read(client, cast.frank, of_alva)
    set_may_see_protected(user=cast.frank, allowed=True, by=SYSTEM, at=NOW)
    assert "Loggade in" in read(client, cast.frank, of_alva)


def test_reading_is_written_without_what_was_typed(cast, client: Client, matters):
    read(client, cast.frank, f"?person={ALVA_NUMBER}")
    event = events(kind="audit.read").get()
    assert event.actor_id == str(cast.frank.pk)
    assert event.person == str(cast.alva_person.pk)
    assert str(ALVA_NUMBER) not in str(event.details)


def test_the_list_comes_as_a_file_that_no_spreadsheet_runs(cast, client: Client, matters):
    record(kind="accounts.signed_in", by=SYSTEM, at=NOW, subject="=1+1")
    client.force_login(cast.frank)
    text = client.get("/logg/lista.csv").content.decode()
    assert matters[0].reference in text
    assert ";'=1+1;" in text


def test_the_chain_is_checked_and_its_head_taken_home(cast, client: Client, matters):
    client.force_login(cast.frank)
    assert "Kedjan är hel" in client.post("/logg/kontrollera", follow=True).content.decode()
    kept = client.get("/logg/huvud.json").content.decode()
    assert compare_head(kept)
    client.force_login(cast.eva)
    assert client.post("/logg/kontrollera").status_code == 404
    assert client.get("/logg/huvud.json").status_code == 404


def test_what_a_protected_person_does_herself_is_for_named_staff_only(cast, client: Client):
    note_sign_in(user=cast.alva, way="oidc-citizen", by=actor_of(cast.alva), at=NOW)
    assert "Alva Ek" in read(client, cast.frank)
    set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    assert "Alva" not in read(client, cast.frank)
    assert "Alva Ek" not in read(client, cast.hugo, "?vem=Alva")
    set_may_see_protected(user=cast.frank, allowed=True, by=SYSTEM, at=NOW)
    assert "Alva Ek" in read(client, cast.frank)


def test_a_personal_number_that_is_looked_for_stands_in_no_address(cast, client: Client, matters):
    client.force_login(cast.frank)
    answer = client.post("/logg", {"person": str(ALVA_NUMBER), "vem": "", "vad": "", "fran": "2026-11-01"})
    assert (answer.status_code, answer["Location"]) == (302, "/logg?person=vald&fran=2026-11-01")
    page = client.get(answer["Location"]).content.decode()
    assert matters[0].reference in page
    assert matters[1].reference not in page
    assert matters[1].reference not in client.get("/logg/lista.csv?person=vald").content.decode()
    client.post("/logg", {"person": "1234"})
    assert "personnummer" in client.get("/logg?person=vald").content.decode().lower()
