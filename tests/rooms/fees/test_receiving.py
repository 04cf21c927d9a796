"""The care system tells of granted services: kept once, ended when it says so, and nothing of whom one may not know."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from andrum.accounts.service import create_api_token, create_unit
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.service import Matter
from andrum.fees.models import FeeReview, GrantedService
from andrum.fees.service import visible_reviews
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, set_protection
from tests.rooms.fees.stage import NOW, SVEA_NUMBER, Unitful, a_matter

ADDRESS = "/api/v1/granted-services"
NEW_NUMBER = str(made_up_number(date(1939, 3, 3), 980))


def key(there: Unitful, *scopes: str) -> dict[str, str]:
    secret = create_api_token(
        unit=there.unit, name="Omsorgssystemet", scopes=scopes or ("fees:write",), by=SYSTEM, at=NOW
    )[1]
    return {"Authorization": f"Bearer {secret}"}


def message(**changes: Any) -> dict[str, Any]:
    return {
        "external_reference": "VO-2026-17", "personal_number": NEW_NUMBER, "given_name": "Elsa", "family_name": "Ny",
        "kind": "home_care", "measure": "minutes", "quantity": 1_200, "from_date": "2026-11-01",
    } | changes  # fmt: skip


def post(there: Unitful, sent: object, **headers: str) -> Any:
    return Client().post(ADDRESS, sent, content_type="application/json", headers=headers or key(there))


def test_a_service_opens_the_matter_and_waits_for_the_officer(there: Unitful):
    answer = post(there, message())
    assert answer.status_code == 201
    told = answer.json()
    matter = Matter.objects.get(reference=told["case_reference"])
    assert (matter.kind, matter.unit, matter.applicant.name) == ("home_care_fee", there.unit, "Elsa Ny")
    assert FeeReview.objects.get(matter=matter).month == "2026-11"
    assert (told["kind"], told["quantity"], told["from_date"], told["to_date"]) == (
        "home_care", 1_200, "2026-11-01", None
    )  # fmt: skip
    event = AuditEvent.objects.get(kind="fees.service_granted")
    assert event.actor_name == "API Avgiftsenheten"


def test_the_same_message_again_is_kept_once(there: Unitful):
    first, again = (post(there, message()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (Matter.objects.count(), GrantedService.objects.count()) == (1, 1)
    assert Person.objects.filter(given_name="Elsa").count() == 1


def test_with_a_last_day_it_ends_and_the_first_message_sent_late_opens_nothing(there: Unitful):
    post(there, message())
    ended = post(there, message(to_date="2026-12-15"))
    assert (ended.status_code, ended.json()["to_date"]) == (200, "2026-12-15")
    late = post(there, message())
    assert (late.status_code, late.json()["to_date"]) == (200, "2026-12-15")
    assert AuditEvent.objects.filter(kind="fees.service_ended").count() == 1


@pytest.mark.parametrize(
    "other", [{"quantity": 1_300}, {"kind": "alarm", "measure": "whole", "quantity": None}, {"from_date": "2026-12-01"},
              {"personal_number": str(SVEA_NUMBER)}],
)  # fmt: skip
def test_other_content_under_a_known_reference_is_refused_and_leaves_nothing(there: Unitful, other: dict[str, Any]):
    post(there, message())
    answer = post(there, message(**other))
    assert answer.status_code == 409
    assert "Det som kom först står kvar." in answer.json()["detail"]
    assert (Matter.objects.count(), GrantedService.objects.count()) == (1, 1)


def test_a_new_extent_with_a_reference_of_its_own_follows_the_first(there: Unitful):
    post(there, message())
    post(there, message(external_reference="VO-2026-18", quantity=2_400, from_date="2026-12-01"))
    rows = GrantedService.objects.order_by("from_date").values_list("quantity", "to_date")
    assert list(rows) == [(1_200, date(2026, 11, 30)), (2_400, None)]


def test_somebody_with_a_matter_keeps_it_and_the_name_they_have(there: Unitful):
    matter = a_matter(there.unit, there.svea, services=False)
    answer = post(there, message(personal_number=str(SVEA_NUMBER)))
    assert answer.json()["case_id"] == matter.pk
    assert Person.objects.get(personal_number=str(SVEA_NUMBER)).name == "Svea Åberg"


def test_whose_fee_another_unit_has_is_refused_and_nothing_is_kept(there: Unitful):
    other = create_unit(name="Avgifter Söder", code="soder", by=SYSTEM, at=NOW)
    a_matter(other, there.svea)
    answer = post(there, message(personal_number=str(SVEA_NUMBER)))
    assert answer.status_code == 400
    assert "En annan enhet har hand om personens avgift." in answer.json()["detail"]
    assert GrantedService.objects.filter(source_ref="VO-2026-17").count() == 0


def test_one_with_a_protected_identity_is_answered_as_anybody_and_waits_for_named_staff(there: Unitful):
    unknown = post(there, message(external_reference="VO-1"))
    set_protection(person=there.svea, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    hidden = post(there, message(personal_number=str(SVEA_NUMBER)))
    assert (unknown.status_code, hidden.status_code) == (201, 201)
    assert {**unknown.json(), "id": 0, "case_id": 0, "case_reference": "", "external_reference": ""} == {
        **hidden.json(), "id": 0, "case_id": 0, "case_reference": "", "external_reference": "",
    }  # fmt: skip
    review = FeeReview.objects.get(matter__applicant=there.svea)
    assert review in visible_reviews(user=there.named, at=NOW)
    assert review not in visible_reviews(user=there.fia, at=NOW)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"personal_number": "194001019999"}, 400), ({"kind": "städning"}, 400), ({"quantity": None}, 400),
        ({"measure": "level", "quantity": None, "level": ""}, 422), ({"to_date": "2026-10-01"}, 400),
        ({"from_date": "0001-01-01"}, 422), ({"to_date": "9999-12-31"}, 422), ({"quantity": -1}, 422),
        ({"given_name": "El\x00sa"}, 422), ({"given_name": "   "}, 422), ({"external_reference": "a b"}, 422),
        ({"more": 1}, 422),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(there: Unitful, wrong: dict[str, Any], status: int):
    answer = post(there, message(**wrong))
    assert answer.status_code == status
    assert (Matter.objects.count(), Person.objects.filter(given_name__startswith="El").count()) == (0, 0)


def test_a_key_that_may_only_read_changes_nothing(there: Unitful):
    assert post(there, message(), **key(there, "read")).status_code == 401
    assert Matter.objects.count() == 0
