"""Search: within what one may see, logged without its words."""

import pytest

from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.models import Matter
from andrum.cases.queries.search import find
from andrum.cases.service import open_matter
from tests.cast import NOW, Cast
from tests.rooms.cases.conftest import Page


@pytest.mark.parametrize(
    "text", ["alva ek", "Ek Alva", "Ek", "19850302", "850302", "850302-", "EB-2026-000001", "eb-2026"]
)
def test_a_person_or_matter_is_found_by_its_beginning(matter: Matter, cast: Cast, text: str):
    hits = find(user=cast.cilla, text=text, at=NOW)
    assert cast.alva_person in hits.persons or matter in hits.matters


def test_a_colleague_elsewhere_finds_nothing(matter: Matter, cast: Cast):
    for user in (cast.dag, cast.kim, cast.ida, cast.greta):
        for text in ("Ek", "19850302", matter.reference):
            hits = find(user=user, text=text, at=NOW)
            assert (hits.persons, hits.matters, hits.has_more) == ([], [], False), (user.name, text)


def test_a_person_without_a_matter_is_not_found(matter: Matter, cast: Cast):
    assert find(user=cast.eva, text="Kvist", at=NOW).persons == []
    open_matter(applicant=cast.jon_person, unit=cast.norr, by=SYSTEM, at=NOW)
    assert find(user=cast.eva, text="Kvist", at=NOW).persons == [cast.jon_person]


@pytest.mark.parametrize(
    "text", ["%", "__", "'; DROP TABLE", "a\u202eb", "x" * 200, "  ", "åäö", "-", "EB-", "999999999999"]
)
def test_strange_words_find_nothing_and_break_nothing(matter: Matter, cast: Cast, page: Page, text: str):
    assert page(cast.cilla, "/sok/", {"q": text}).status_code == 200


def test_a_search_is_logged_with_how_many_hits_but_not_its_words(matter: Matter, cast: Cast, page: Page):
    page(cast.cilla, "/sok/", {"q": "Ek"})
    event = AuditEvent.objects.get(kind="cases.searched")
    assert event.details["hits"] == 2
    assert "Ek" not in str(event.details)
