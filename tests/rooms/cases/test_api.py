"""The register for other systems: one unit's matters, nobody protected, every reading logged."""

import json
from typing import Any

import pytest
from django.test import Client

from andrum.accounts.service import create_api_token
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.models import Matter
from andrum.cases.service import open_matter
from andrum.people.service import set_protection
from tests.cast import NOW, Cast


def ask(cast: Cast, address: str, unit: str = "norr") -> tuple[int, Any]:
    _token, secret = create_api_token(unit=getattr(cast, unit), name="Statistik", scopes=("read",), by=SYSTEM, at=NOW)
    answer = Client().get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code, json.loads(answer.content)


def test_a_unit_reads_its_matters_and_decisions_and_the_reading_is_logged(full_matter: Matter, cast: Cast):
    code, found = ask(cast, "cases")
    assert (code, [item["reference"] for item in found["items"]], found["next_after"]) == (
        200, [full_matter.reference], None,
    )  # fmt: skip
    assert ask(cast, f"cases/{full_matter.reference}")[1]["applicant_id"] == cast.alva_person.pk
    decision = ask(cast, f"decisions?case_id={full_matter.pk}")[1]["items"][0]
    assert (decision["amount_ore"], decision["outcome"]) == (1_234_500, "granted")
    assert ask(cast, f"decisions/{decision['id']}")[0] == 200
    assert AuditEvent.objects.filter(kind="cases.api_read").count() == 4
    assert "Alva" not in json.dumps(found)


def test_another_units_key_finds_nothing(full_matter: Matter, cast: Cast):
    decision = full_matter.decisions.get()
    assert ask(cast, "cases", unit="soder")[1]["items"] == []
    assert ask(cast, "decisions", unit="soder")[1]["items"] == []
    for address in (f"cases/{full_matter.reference}", f"decisions/{decision.pk}"):
        code, answer = ask(cast, address, unit="soder")
        assert code == 404
        assert "Alva" not in json.dumps(answer)


def test_a_protected_person_is_not_there(full_matter: Matter, cast: Cast):
    set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    assert ask(cast, "cases")[1]["items"] == []
    assert ask(cast, "decisions")[1]["items"] == []
    assert ask(cast, f"cases/{full_matter.reference}")[0] == 404


def test_a_long_list_is_given_in_pages(matter: Matter, cast: Cast):
    open_matter(applicant=cast.jon_person, unit=cast.norr, by=SYSTEM, at=NOW)
    _code, first = ask(cast, "cases?limit=1")
    _code, second = ask(cast, f"cases?limit=1&after={first['next_after']}")
    assert [first["items"][0]["id"], second["items"][0]["id"]] == [first["next_after"], first["next_after"] + 1]
    assert second["next_after"] is None


@pytest.mark.parametrize("address", ["cases", "cases/EB-2026-000001", "decisions", "decisions/1"])
@pytest.mark.parametrize("key", [None, "wrong", "\u00e5"])
def test_nobody_reads_without_a_key(matter: Matter, address: str, key: str | None):
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    assert Client().get(f"/api/v1/{address}", headers=headers).status_code == 401


@pytest.mark.parametrize("address", ["cases?limit=0", "cases?after=-1", "cases?limit=x", "cases/abc", "decisions/x"])
def test_a_question_that_makes_no_sense_is_answered_with_what_to_do(matter: Matter, cast: Cast, address: str):
    code, answer = ask(cast, address)
    assert code in {404, 422}
    assert answer


def test_a_key_for_something_else_reads_nothing_of_the_register(cast, matter):
    secret = create_api_token(unit=cast.norr, name="E-tjänst", scopes=("applications:write",), by=SYSTEM, at=NOW)[1]
    for path in ("/api/v1/cases", f"/api/v1/cases/{matter.reference}", "/api/v1/decisions", "/api/v1/runs"):
        assert Client().get(path, headers={"Authorization": f"Bearer {secret}"}).status_code == 401
