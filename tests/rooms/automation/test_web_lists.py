"""The worklist, the board of runs, the mandates and the runs for other systems."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from andrum.accounts.service import actor_of, create_api_token
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.automation.models import HandOver, Mandate, Run
from andrum.automation.service import give_mandate, switch_mandate
from tests.cast import NOW
from tests.rooms.automation.desk import prepared, protect

LIMITS = {
    "name": "Fortsatta ansökningar", "decided_by_board_ref": "SN 2026-06-16 § 71", "max_amount": "15 000",
    "valid_from": "2026-11-01", "valid_to": "", "stops_on_error": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def given(cast) -> Mandate:
    mandate = give_mandate(
        code="continued", name="Fortsatta", case_type="continued", outcomes=["granted"], max_amount_ore=1_500_000,
        valid_from=NOW.date(), valid_to=None, decided_by_board_ref="SN § 71", by=actor_of(cast.greta), at=NOW,
    )  # fmt: skip
    return switch_mandate(mandate=mandate, state="on", reason="Kontrollerat.", by=actor_of(cast.greta), at=NOW)


def test_the_worklist_filters_searches_and_exports_the_same_rows(cast):
    case, cilla = prepared(cast), as_(cast.cilla)
    HandOver.objects.filter(pk=case.pk).update(due_date=NOW.date() - timedelta(days=1))
    assert "Ett ärende är sent." in cilla.get("/arbete/").content.decode()
    for query, is_there in (
        ("?vilka=mina", False), ("?vilka=otagna", True), ("?nar=sena", True), ("?nar=snart", True),
        ("?skal=new_application", True), ("?skal=no_mandate", False), ("?vilka=hack&nar=1&skal='&sida=x", True),
    ):  # fmt: skip
        assert ("Alva Ek" in cilla.get(f"/arbete/{query}").content.decode()) is is_there, query
        assert (case.matter.reference in cilla.get(f"/arbete/lista.csv{query}").content.decode()) is is_there, query
    for words, is_there in (("alva", True), (case.matter.reference.lower(), True), ("Kvist", False), ("%", False)):
        assert ("<strong>Alva Ek" in cilla.post("/arbete/", {"q": words}).content.decode()) is is_there, words
    sheet = load_workbook(io.BytesIO(cilla.get("/arbete/lista.xlsx").content)).active
    assert [cell.value for cell in sheet[2]][1:3] == ["Alva Ek", case.matter.reference]
    kinds = AuditEvent.objects.values_list("kind", flat=True)
    assert {"automation.exported", "automation.searched"} <= set(kinds)


def test_the_numbers_of_the_board_add_up_and_open_the_runs_behind_them(cast):
    case, eva = prepared(cast), as_(cast.eva)
    shown = eva.get("/korningar/").content.decode()
    assert "slag=new&amp;lage=handed_over" in shown
    assert case.matter.reference in eva.get("/korningar/?slag=new&lage=handed_over").content.decode()
    assert "Ingen körning passar" in eva.get("/korningar/?slag=continued").content.decode()
    Run.objects.filter(pk=case.run_id).update(
        state="waiting_for_register", cause="Registren svarar inte (timeout).", next_try_at=NOW + timedelta(minutes=5)
    )
    waiting = eva.get("/korningar/").content.decode()
    assert "Registren svarar inte (timeout)." in waiting
    assert "kl. 10.05" in waiting
    eva.post(f"/korningar/{case.run_id}/igen/")
    assert Run.objects.get(pk=case.run_id).state == "waiting"


def test_a_run_tells_its_steps_in_words(cast):
    case = prepared(cast)
    shown = as_(cast.cilla).get(f"/korningar/{case.run_id}/").content.decode()
    for words in ("Hämta uppgifter", "Jämföra uppgifter", "Riksnorm:", "Lämnat till en handläggare"):
        assert words in shown


def test_the_stop_button_stops_at_once_without_words(cast):
    mandate = given(cast)
    eva = as_(cast.eva)
    assert "Stoppa alla automatiska beslut nu" in eva.get("/korningar/").content.decode()
    answer = eva.post("/mandat/stoppa/", {"skal": "", "tillbaka": "//ond.example/"})
    assert answer["Location"] == "/mandat/"
    mandate.refresh_from_db()
    assert (mandate.state, mandate.reason) == ("stopped", "Stoppat utan angivet skäl.")
    assert "Automatiken fattar inga beslut" in eva.get("/mandat/").content.decode()


def test_a_mandate_is_given_off_switched_with_a_reason_and_has_its_history(cast):
    greta = as_(cast.greta)
    greta.post("/mandat/nytt/", LIMITS)
    mandate = Mandate.objects.get()
    assert (mandate.state, mandate.max_amount_ore) == ("off", 1_500_000)
    greta.post(f"/mandat/{mandate.pk}/lage/", {"lage": "on", "reason": ""})
    assert Mandate.objects.get().state == "off"
    greta.post(f"/mandat/{mandate.pk}/lage/", {"lage": "on", "reason": "Nämnden har sett proven."})
    shown = greta.get(f"/mandat/{mandate.pk}/").content.decode()
    assert "Nämnden har sett proven." in shown
    greta.post(f"/mandat/{mandate.pk}/", {**LIMITS, "max_amount": "9 000", "valid_from": "2026-12-01"})
    assert Mandate.objects.count() == 2
    assert Mandate.objects.get(pk=mandate.pk).max_amount_ore == 1_500_000


@pytest.mark.parametrize("wrong", [
    {"max_amount": "0"}, {"max_amount": ""}, {"max_amount": "mycket"}, {"decided_by_board_ref": " "},
    {"valid_to": "2026-01-01"}, {"valid_from": "i morgon"},
])  # fmt: skip
def test_a_mandate_that_lacks_something_is_not_kept(cast, wrong):
    assert "Det här behöver rättas" in as_(cast.greta).post("/mandat/nytt/", {**LIMITS, **wrong}).content.decode()
    assert not Mandate.objects.exists()


def test_coming_law_is_shown_as_not_in_force(cast):
    with time_machine.travel(NOW + timedelta(days=40)):
        shown = as_(cast.greta).get("/mandat/kommande-ratt/").content.decode()
    assert "Aktivitetskrav" in shown
    assert "1 juli 2026" in shown
    assert "Inget av detta räknas med i något beslut." in shown


def test_other_systems_read_the_runs_of_their_unit_only(cast):
    case = prepared(cast)
    norr = {"HTTP_AUTHORIZATION": f"Bearer {_token(cast.norr)}"}
    soder = {"HTTP_AUTHORIZATION": f"Bearer {_token(cast.soder)}"}
    client = Client()
    page = client.get("/api/v1/runs", **norr).json()
    assert [row["case_reference"] for row in page["items"]] == [case.matter.reference]
    assert page["next_after"] is None
    one = client.get(f"/api/v1/runs/{case.run_id}", **norr).json()
    assert [step["name"] for step in one["steps"]][:2] == ["collect", "complete"]
    assert "Alva" not in str(one)
    assert client.get("/api/v1/runs?state=decided", **norr).json()["items"] == []
    assert client.get(f"/api/v1/runs/{case.run_id}", **soder).status_code == 404
    assert client.get("/api/v1/runs").status_code == 401
    protect(case)
    assert client.get(f"/api/v1/runs/{case.run_id}", **norr).status_code == 404
    assert client.get("/api/v1/runs", **norr).json()["items"] == []


def _token(unit) -> str:
    return create_api_token(unit=unit, name="Systemet", scopes=["read"], by=SYSTEM, at=NOW)[1]
