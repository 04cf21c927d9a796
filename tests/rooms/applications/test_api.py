"""Another e-service hands in a signed application: whole or not at all, once, and read back by its unit only."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from ninja import NinjaAPI

from andrum.accounts.service import create_api_token
from andrum.applications.models import Application, Signature
from andrum.applications.web.api import router
from andrum.audit.service import SYSTEM
from andrum.cases.service import Matter
from andrum.people.service import Protection, set_protection
from tests.cast import ALVA_NUMBER, BO_NUMBER, NOW, Cast
from tests.rooms.applications.answers import alone, draft, sign, with_bo

Call = Callable[..., Any]
pytestmark = pytest.mark.urls(__name__)
_api = NinjaAPI(urls_namespace="applications-test")
_api.add_router("", router)
from django.urls import path  # noqa: E402 - the addresses of this module's own site

urlpatterns = [path("api/", _api.urls)]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def key(cast: Cast, *scopes: str, unit: str = "norr") -> dict[str, str]:
    _token, secret = create_api_token(unit=getattr(cast, unit), name="E-tjänst", scopes=scopes, by=SYSTEM, at=NOW)
    return {"Authorization": f"Bearer {secret}"}


def body(**changes: Any) -> dict[str, Any]:
    answers = alone()
    for page in ("incomes", "costs", "assets"):
        for item in answers[page]["items"]:
            del item["id"]
    return {
        "external_reference": "abc-1", "month": "2026-11", "answers": answers,
        "applicant": {
            "personal_number": str(ALVA_NUMBER), "given_name": "Alva", "family_name": "Ek",
            "signed_at": "2026-11-01T12:00:00Z",
        },
    } | changes  # fmt: skip


def post(cast: Cast, sent: object, *, headers: dict[str, str] | None = None) -> Any:
    headers = headers or key(cast, "applications:write")
    return Client().post("/api/applications", sent, content_type="application/json", headers=headers)


def test_a_whole_application_stands_in_its_matter(cast: Cast):
    answer = post(cast, body())
    assert answer.status_code == 201, answer.content
    application = Application.objects.get(pk=answer.json()["id"])
    assert (application.state, application.matter.unit, application.kind) == ("signed", cast.norr, "new")
    assert Signature.objects.get().method == "other_e_service"


def test_the_same_again_is_once(cast: Cast):
    headers = key(cast, "applications:write")
    first, second = post(cast, body(), headers=headers), post(cast, body(), headers=headers)
    assert (second.status_code, second.json()["id"]) == (200, first.json()["id"])
    assert (Application.objects.count(), Matter.objects.count()) == (1, 1)


def test_the_same_reference_with_other_content_is_refused(cast: Cast):
    post(cast, body())
    other = body()
    other["answers"]["others"] = {"has_others": "yes", "how_many": 2}
    answer = post(cast, other)
    assert answer.status_code == 409
    assert "samma referens" in answer.json()["detail"]


def test_a_month_applied_for_already_is_refused_without_saying_more(cast: Cast):
    draft(cast.alva, alone())
    answer = post(cast, body())
    assert answer.status_code == 409
    assert Application.objects.count() == 1


def test_a_couple_both_stand_in_it(cast: Cast):
    answers = with_bo()
    for page in ("incomes", "costs", "assets", "children"):
        for item in answers[page]["items"]:
            del item["id"]
            if page in {"incomes", "assets"}:
                item["member"] = "b"
    bo = {
        "personal_number": str(BO_NUMBER), "given_name": "Bo", "family_name": "Ek", "signed_at": "2026-11-01T13:00:00Z",
    }  # fmt: skip
    answer = post(cast, body(answers=answers, co_applicant=bo))
    assert answer.status_code == 201, answer.content
    assert Application.objects.get().signatures.count() == 2
    assert post(cast, body(answers=answers, external_reference="x")).status_code == 400


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"housing": {"form": "castle"}}, "housing.form"),
        ({"housing": {"form": "rented", "rent": -1, "shares_rent": "no"}}, "housing.rent"),
        ({"housing": {"form": "rented", "rent": 10**15, "shares_rent": "no"}}, "housing.rent"),
        ({"housing": {"form": "rented", "rent": "6500", "shares_rent": "no"}}, "housing.rent"),
        ({"housing": {"form": "rented", "rent": True, "shares_rent": "no"}}, "housing.rent"),
        ({"housing": ["rented"]}, "housing"),
        ({"housing": None}, "housing"),
        ({"castle": {}}, "castle"),
        ({"incomes": {"items": "salary"}}, "incomes"),
        ({"incomes": {"items": [1]}}, "incomes[0]"),
        ({"incomes": {"items": [{"kind": "salary", "member": "b"}]}}, "incomes[0].member"),
        ({"incomes": {"items": [{"kind": "salary"}] * 100}}, "incomes"),
        ({"children": {"items": [{"name": "Maja", "personal_number": str(ALVA_NUMBER)}]}}, "children[0]"),
        ({"talk": {"wants_person": "no", "extra": "x"}}, "talk.extra"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_kept(cast: Cast, change: dict[str, Any], where: str):
    sent = body()
    sent["answers"] |= change
    answer = post(cast, sent)
    assert answer.status_code == 422
    assert any(error.startswith(where) for error in answer.json()["errors"]), answer.json()
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"month": "2026-13"}, {"month": "2026-06"}, {"month": None}, {"answers": []}, {"external_reference": ""},
        {"external_reference": "a\u0000b"}, {"applicant": {}}, {"applicant": "Alva"},
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_refused(cast: Cast, change: dict[str, Any]):
    assert post(cast, body() | change).status_code in {400, 422}
    assert not Application.objects.exists()


@pytest.mark.parametrize("number", ["19900101-0000", "199001019999", "............"])
def test_a_number_that_is_none_is_refused_in_words(cast: Cast, number: str):
    sent = body()
    sent["applicant"]["personal_number"] = number
    answer = post(cast, sent)
    assert (answer.status_code, "Personnumret stämmer inte" in answer.json()["detail"]) == (400, True)


def test_a_signature_from_tomorrow_is_refused(cast: Cast):
    sent = body()
    sent["applicant"]["signed_at"] = "2030-01-01T00:00:00Z"
    assert post(cast, sent).status_code == 400


def test_text_that_is_no_json_is_refused(cast: Cast):
    answer = Client().post(
        "/api/applications", "{", content_type="application/json", headers=key(cast, "applications:write")
    )
    assert answer.status_code == 400


def test_only_a_key_for_it_may_hand_in_or_read(cast: Cast):
    assert post(cast, body(), headers=key(cast, "read")).status_code == 401
    assert post(cast, body(), headers={"Authorization": "Bearer x"}).status_code == 401
    assert Client().get("/api/applications", headers=key(cast, "applications:write")).status_code == 401
    assert not Application.objects.exists()


def test_the_unit_reads_its_own_and_no_other_unit_does(cast: Cast):
    signed = sign(draft(cast.alva, alone()), cast.alva)
    norr, soder = key(cast, "read"), key(cast, "read", unit="soder")
    listed = Client().get("/api/applications", headers=norr).json()
    assert [row["id"] for row in listed["items"]] == [str(signed.pk)]
    assert Client().get("/api/applications", headers=soder).json()["items"] == []
    assert Client().get(f"/api/applications/{signed.pk}", headers=soder).status_code == 404
    one = Client().get(f"/api/applications/{signed.pk}", headers=norr).json()
    assert one["answers"]["housing"]["rent"] == 650_000
    assert "safety" not in one["answers"]


def test_a_long_list_comes_in_parts_and_none_is_lost(cast: Cast):
    mine = [str(sign(draft(cast.alva, alone(), month=month), cast.alva).pk) for month in ("2026-11", "2026-12")]
    norr = key(cast, "read")
    first = Client().get("/api/applications?limit=1", headers=norr).json()
    second = Client().get(f"/api/applications?limit=1&after={first['next_after']}", headers=norr).json()
    assert {row["id"] for row in first["items"] + second["items"]} == set(mine)
    assert second["next_after"] is None


def test_a_draft_and_a_protected_persons_application_are_not_there(cast: Cast):
    draft(cast.jon, alone())
    set_protection(person=cast.alva_person, protection=Protection.CONFIDENTIALITY_MARK, by=SYSTEM, at=NOW)
    signed = sign(draft(cast.alva, alone()), cast.alva)
    assert Client().get("/api/applications", headers=key(cast, "read")).json()["items"] == []
    assert Client().get(f"/api/applications/{signed.pk}", headers=key(cast, "read")).status_code == 404
