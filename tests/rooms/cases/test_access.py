"""Need to know: who gets which page, and that the others learn nothing of what is there."""

import re
from datetime import timedelta

import pytest
import time_machine

from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.actions.access import open_anyway
from andrum.cases.actions.matters import follow_protection
from andrum.cases.jobs import follow_missed_protection
from andrum.cases.models import Matter
from andrum.cases.service import (
    add_participant,
    assign,
    may_see_matter,
    open_tasks,
    opened_anyway_list,
    visible_matters,
)
from andrum.people.service import set_protection
from tests.cast import NOW, Cast
from tests.rooms.cases.conftest import Page

READ = ["", "tidslinje/", "journal/", "handlingar/", "beslut/", "uppgifter/", "personer/"]
WRITE = [
    "tilldela/", "avsluta/", "oppna-igen/", "meddelande/", "journal/1/signera/", "uppgifter/1/klar/",
    "uppgifter/1/igen/", "personer/ny/", "personer/1/slut/",
]  # fmt: skip
LISTS = ["/arenden/", "/arenden/lista.csv", "/arenden/lista.xlsx", "/arenden/nytt/", "/sok/", "/personer/"]


@pytest.mark.parametrize("part", READ)
def test_only_the_one_it_is_assigned_to_and_the_manager_read_a_matter(
    full_matter: Matter, cast: Cast, page: Page, part
):
    address = f"/arenden/{full_matter.reference}/{part}"
    assert [page(user, address).status_code for user in (cast.cilla, cast.eva)] == [200, 200]
    outsiders = (cast.dag, cast.alva, cast.bo, cast.jon, cast.frank, cast.greta, cast.hugo, cast.ida)
    assert {page(user, address).status_code for user in outsiders} == {404}
    assert page(None, address).status_code == 302
    kim = page(cast.kim, address)
    assert kim.status_code == 404 if part else kim.url == f"/arenden/{full_matter.reference}/oppna/"


@pytest.mark.parametrize("part", WRITE)
def test_outsiders_change_nothing(full_matter: Matter, cast: Cast, page: Page, part: str):
    address = f"/arenden/{full_matter.reference}/{part}"
    before = AuditEvent.objects.count()
    outsiders = (cast.dag, cast.alva, cast.jon, cast.kim, cast.greta)
    assert {page(user, address, {"to": user.pk, "text": "x"}).status_code for user in outsiders} == {404}
    assert page(None, address, {}).status_code == 302
    assert page(cast.cilla, address).status_code == 405
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("address", LISTS)
def test_citizens_and_strangers_get_no_list(full_matter: Matter, cast: Cast, page: Page, address: str):
    assert page(cast.cilla, address).status_code == 200
    assert {page(user, address).status_code for user in (cast.alva, cast.jon)} == {404}
    assert page(None, address).status_code == 302


def test_the_list_shows_nobody_elses_matters(full_matter: Matter, cast: Cast, page: Page):
    for user, is_shown in (
        (cast.cilla, True),
        (cast.eva, True),
        (cast.dag, False),
        (cast.kim, False),
        (cast.ida, False),
    ):
        shown = page(user, "/arenden/?vilka=alla").content.decode()
        assert (full_matter.reference in shown, "Alva" in shown) == (is_shown, is_shown), user.name


def test_an_unassigned_matter_is_seen_by_its_unit_only_and_taken_by_the_first(matter: Matter, cast: Cast, page: Page):
    assign(matter=matter, to=None, by=SYSTEM, at=NOW)
    assert [may_see_matter(user, matter, NOW) for user in (cast.cilla, cast.kim, cast.dag)] == [True, True, False]
    address = f"/arenden/{matter.reference}/tilldela/"
    page(cast.kim, address, {"to": cast.kim.pk})
    assert page(cast.cilla, address, {"to": cast.cilla.pk}).status_code == 404
    matter.refresh_from_db()
    assert matter.assigned_to == cast.kim


@pytest.mark.parametrize("to", ["abc", "999999", "-1", "\x00"])
def test_a_matter_is_given_to_nobody_outside_the_unit(matter: Matter, cast: Cast, page: Page, to: str):
    address = f"/arenden/{matter.reference}/tilldela/"
    assert page(cast.eva, address, {"to": to}).status_code == (400 if to == "\x00" else 404)
    assert page(cast.eva, address, {"to": cast.dag.pk}).status_code == 404
    matter.refresh_from_db()
    assert matter.assigned_to == cast.cilla


def test_open_anyway_asks_why_lasts_half_an_hour_and_tells_the_manager(full_matter: Matter, cast: Cast, page: Page):
    address = f"/arenden/{full_matter.reference}/oppna/"
    assert page(cast.kim, address).status_code == 200
    assert "Alva" not in page(cast.kim, address).content.decode()
    assert "för kort" in page(cast.kim, address, {"reason": "vill se"}).content.decode()
    assert page(cast.kim, address, {"reason": "Cilla är sjuk och Alva ringer."}).status_code == 302
    assert page(cast.kim, f"/arenden/{full_matter.reference}/").status_code == 200
    opened = opened_anyway_list(since=NOW, until=NOW + timedelta(days=1), unit=cast.norr).get()
    assert opened.notice in open_tasks(user=cast.eva, at=NOW)
    assert opened.notice not in open_tasks(user=cast.kim, at=NOW)
    with time_machine.travel(NOW + timedelta(minutes=31)):
        assert page(cast.kim, f"/arenden/{full_matter.reference}/journal/").status_code == 404


@pytest.mark.parametrize("who", ["dag", "alva", "jon", "greta", "hugo", "ida", "frank"])
def test_nobody_outside_the_unit_opens_it_anyway(full_matter: Matter, cast: Cast, page: Page, who: str):
    address = f"/arenden/{full_matter.reference}/oppna/"
    user = getattr(cast, who)
    assert page(user, address).status_code == 404
    assert page(user, address, {"reason": "Jag vill verkligen se det här."}).status_code == 404
    there, not_there = page(user, address), page(user, "/arenden/EB-1999-000001/oppna/")
    assert plain(there) == plain(not_there)


def plain(response) -> str:
    """The page without what differs between any two answers: the token of its forms and the error's own number."""
    return re.sub(r"\b\w{64}\b|\b[0-9a-f]{8}\b|EB-\d{4}-\d{6}", "", response.content.decode())


def test_the_one_who_opened_it_anyway_cannot_finish_the_managers_review(full_matter: Matter, cast: Cast, page: Page):
    opened = open_anyway(
        matter_reference=full_matter.reference, reason="Cilla är sjuk och Alva ringer.", by=cast.kim, at=NOW
    )
    assert page(cast.kim, f"/arenden/{full_matter.reference}/uppgifter/{opened.notice_id}/klar/", {}).status_code == 404
    opened.notice.refresh_from_db()
    assert opened.notice.done_at is None


def test_a_protected_matter_is_there_for_named_staff_only(
    full_matter: Matter, cast: Cast, page: Page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        set_protection(person=cast.bo_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    full_matter.refresh_from_db()
    assert full_matter.is_protected
    for user in (cast.cilla, cast.eva):
        for part in (*READ, "oppna/"):
            assert page(user, f"/arenden/{full_matter.reference}/{part}").status_code == 404, part
        assert not visible_matters(user=user, at=NOW).exists()
        assert not open_tasks(user=user, at=NOW).exists()
        for text in ("Ek", "Bo Ek", cast.bo_person.personal_number, full_matter.reference):
            assert "Inga träffar" in page(user, "/sok/", {"q": text}).content.decode()
    assign(matter=full_matter, to=cast.kim, by=SYSTEM, at=NOW)
    assert page(cast.kim, f"/arenden/{full_matter.reference}/").status_code == 200


def test_an_applicant_who_becomes_protected_is_hidden_at_once(full_matter: Matter, cast: Cast, page: Page):
    set_protection(person=cast.alva_person, protection="skyddad_folkbokforing", by=SYSTEM, at=NOW)
    assert not may_see_matter(cast.eva, full_matter, NOW)
    assert page(cast.eva, f"/arenden/{full_matter.reference}/oppna/").status_code == 404


def test_a_matter_stays_protected_after_the_protected_person_left_and_opens_when_protection_ends(
    matter: Matter, cast: Cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        set_protection(person=cast.jon_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    part = add_participant(matter=matter, person=cast.jon_person, role="child", by=SYSTEM, at=NOW)
    part.to_date = NOW.date()
    part.save()
    assert follow_protection(person=cast.bo_person, by=SYSTEM, at=NOW) == 0
    matter.refresh_from_db()
    assert matter.is_protected
    with django_capture_on_commit_callbacks(execute=True):
        set_protection(person=cast.jon_person, protection="none", by=SYSTEM, at=NOW)
    matter.refresh_from_db()
    assert not matter.is_protected


def test_a_person_is_shown_in_ones_own_matters_only_with_the_number_covered(
    full_matter: Matter, cast: Cast, page: Page
):
    address = f"/personer/{cast.alva_person.pk}/"
    shown = page(cast.cilla, address).content.decode()
    assert "19850302-••••" in shown
    assert "Bo Ek" in shown
    assert cast.alva_person.personal_number[-4:] not in shown
    others = (cast.dag, cast.kim, cast.jon, cast.alva)
    assert {page(user, address).status_code for user in others} == {404}
    assert {page(user, f"{address}nummer/", {}).status_code for user in others} == {404}
    uncovered = page(cast.cilla, f"{address}nummer/", {}).content.decode()
    assert f"19850302-{cast.alva_person.personal_number[-4:]}" in uncovered
    assert AuditEvent.objects.filter(kind="cases.number_shown", person=str(cast.alva_person.pk)).count() == 1


def test_a_protection_that_no_process_lived_to_tell_of_is_followed_within_a_minute(cast, matter):
    add_participant(matter=matter, person=cast.jon_person, role="other", by=SYSTEM, at=NOW)
    set_protection(person=cast.jon_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)  # nothing is delivered
    assert not Matter.objects.get(pk=matter.pk).is_protected
    assert follow_missed_protection() == 1
    assert Matter.objects.get(pk=matter.pk).is_protected
    assert follow_missed_protection() == 0
