"""Every call of the API: with no key, a session, a key of the unit, of another unit, one that is over."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from andrum.accounts.service import create_api_token, revoke_api_token
from andrum.applications.models import Application
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.automation.models import Run
from andrum.people.service import Person
from tests.access.table import CALLS
from tests.access.world import DECEMBER, VERA_NUMBER, VISIT, Road, World, undone
from tests.rooms.automation.stage import answers_for

LISTS = {"api:cases": "/api/v1/cases", "api:decisions": "/api/v1/decisions", "api:applications": "/api/v1/applications",
         "api:runs": "/api/v1/runs", "api:conversations": "/api/v1/conversations",
         "api:investigations": "/api/v1/investigations", "api:fee_decisions": "/api/v1/fee-decisions",
         "api:invoice_bases": "/api/v1/invoice-bases"}  # fmt: skip
NOTHING = {"api:case": "EB-2026-999999", "api:application": "00000000-0000-4000-8000-000000000000"}
ONES = {
    "api:case": "cases",
    "api:decision": "decisions",
    "api:application": "applications",
    "api:run": "runs",
    "api:conversation": "conversations",
    "api:investigation": "investigations",
    "api:lines": "investigations",
}


def one_of(name: str, road: Road) -> str:
    ids: dict[str, object] = {
        "api:case": road.matter.reference, "api:decision": road.decision.pk, "api:application": road.decided.pk,
        "api:run": road.run.pk, "api:conversation": road.signed_id, "api:investigation": road.investigated.id,
        "api:lines": f"{road.investigated.id}/lines",
    }  # fmt: skip
    return f"/api/v1/{ONES[name]}/{ids[name]}"


def body(**changes: Any) -> dict[str, Any]:
    from andrum.kernel.periods import Month

    applicant = {
        "personal_number": str(VERA_NUMBER), "given_name": "Vera", "family_name": "Dolk",
        "signed_at": DECEMBER.isoformat(), "evidence": "underskrift",
    }  # fmt: skip
    answers = answers_for(Month(2027, 1))
    for page in ("incomes", "assets"):
        for item in answers[page]["items"]:
            del item["id"]
            item.pop("member", None)
    return {
        "external_reference": "x1", "month": "2027-01", "applicant": applicant, "answers": answers, **changes,
    }  # fmt: skip


def hand_in(client: Client, content: dict[str, Any]) -> Any:
    return client.post("/api/v1/applications", json.dumps(content), content_type="application/json")


def test_the_lists_and_the_ones_are_all_the_calls_there_are() -> None:
    others = {"api:openapi-json", "api:hand_in", "api:granted_service", "api:api-root"}
    assert {*LISTS, *ONES, *others} == set(CALLS)


@pytest.mark.parametrize("name", [*LISTS, *ONES])
@pytest.mark.parametrize("who", ["anonymous", "cilla", "hugo", "alva"])
def test_no_call_is_answered_without_a_key_not_even_to_one_who_is_signed_in(world: World, name: str, who: str) -> None:
    answer = world.client(who).get(LISTS.get(name) or one_of(name, world.alva))
    assert answer.status_code == 401
    assert not any(word in answer.content.decode() for word in world.alva.secrets)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_what_is_the_units_and_nobody_protected(world: World, name: str) -> None:
    own, others = (world.api(unit).get(LISTS[name]) for unit in ("norr", "soder"))
    assert own.json()["items"]
    assert others.json()["items"] == []
    told = own.content.decode()
    assert not [word for word in world.vera.secrets if word in told]
    assert not [word for word in world.alva.secrets if word in others.content.decode()]
    for row in own.json()["items"]:
        assert row.get("applicant_id", 0) != world.vera.person.pk
        assert row.get("case_id", 0) != world.vera.matter.pk


@pytest.mark.parametrize("name", ONES)
def test_one_of_another_units_or_of_a_protected_person_is_as_if_it_were_not(world: World, name: str) -> None:
    missing = world.api("norr").get(f"/api/v1/{ONES[name]}/{NOTHING.get(name, 987_654)}")
    assert world.api("norr").get(one_of(name, world.alva)).status_code == 200
    before = AuditEvent.objects.count()
    for unit, road in (("soder", world.alva), ("norr", world.vera), ("soder", world.vera)):
        answer = world.api(unit).get(one_of(name, road))
        assert (answer.status_code, answer.content) == (missing.status_code, missing.content) == (404, missing.content)
    assert AuditEvent.objects.count() == before


def test_no_answer_names_a_person_or_gives_a_number(world: World) -> None:
    for path in (*LISTS.values(), *(one_of(name, world.alva) for name in ONES)):
        told = world.api("norr").get(path).content.decode().replace(world.alva.word, "")  # what she said herself
        assert not [word for word in world.alva.secrets[:2] + world.alva.secrets[5:9] if word in told], path


def test_a_key_that_is_over_taken_back_or_misspelt_opens_nothing(world: World) -> None:
    token, secret = create_api_token(unit=world.cast.norr, name="x", scopes=["read"], by=SYSTEM, at=DECEMBER)
    client = Client(headers={"authorization": f"Bearer {secret}"})
    assert client.get("/api/v1/cases").status_code == 200
    assert Client(headers={"authorization": f"Bearer {secret[:-1]}"}).get("/api/v1/cases").status_code == 401
    assert Client(headers={"authorization": f"bearer  {secret}x"}).get("/api/v1/cases").status_code == 401
    token.expires_at = VISIT - timedelta(seconds=1)
    token.save()
    assert client.get("/api/v1/cases").status_code == 401
    token.expires_at = VISIT + timedelta(days=1)
    token.save()
    revoke_api_token(token=token, by=SYSTEM, at=VISIT)
    assert client.get("/api/v1/cases").status_code == 401


def test_a_key_that_may_only_read_cannot_hand_in(world: World) -> None:
    _token, secret = create_api_token(unit=world.cast.norr, name="x", scopes=["read"], by=SYSTEM, at=DECEMBER)
    before = Application.objects.count()
    assert hand_in(Client(headers={"authorization": f"Bearer {secret}"}), body()).status_code == 401
    assert Application.objects.count() == before


@pytest.mark.parametrize("extra", [
    {"state": "signed"}, {"unit_id": 1}, {"matter_id": 1}, {"id": "00000000-0000-4000-8000-000000000000"},
    {"source": "api:soder"},
])  # fmt: skip
def test_what_a_body_may_not_say_is_refused(world: World, extra: dict[str, Any]) -> None:
    before = Application.objects.count()
    assert hand_in(world.api("soder"), body(**extra)).status_code == 422
    assert Application.objects.count() == before


def test_handing_in_for_a_protected_person_tells_nothing_that_an_unknown_person_would_not(world: World) -> None:
    from datetime import date

    from andrum.kernel.identity import made_up_number

    def told(number: str) -> tuple[int, list[str]]:
        sent = body()
        sent["applicant"]["personal_number"] = number
        with undone():
            Application.objects.filter(pk=world.vera.draft.pk).update(state="withdrawn")
            answer = hand_in(world.api("soder"), sent)
        return answer.status_code, sorted(answer.json())

    assert told(str(VERA_NUMBER))[0] == 201
    assert told(str(VERA_NUMBER)) == told(str(made_up_number(date(1971, 1, 1), 986)))


def test_the_api_writes_nothing_but_applications(world: World) -> None:
    for path in (*LISTS.values(), *(one_of(name, world.alva) for name in ONES)):
        for method in ("put", "patch", "delete"):
            assert getattr(world.api("norr"), method)(path).status_code == 405, path
    assert Person.objects.filter(pk=world.alva.person.pk).exists()
    assert Run.objects.filter(pk=world.alva.run.pk).exists()
