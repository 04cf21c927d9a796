"""Who may see what of the desk: the applicant, the caseworker, one in another unit, a stranger; and protected ones."""

import pytest
import time_machine
from django.test import Client

from andrum.audit.service import AuditEvent
from andrum.automation.models import Run
from tests.cast import NOW
from tests.rooms.automation.desk import prepared, protect

CASE_PAGES = ("", "uppgift/?andra=housing.rent", "brev.pdf", "beslut/", "fraga/", "hjalp/")
CASE_DEEDS = (
    "andra/?andra=housing.rent", "angra/1/", "ta/", "lamna/", "beslut/underratta/", "beslut/svar/", "beslut/fatta/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(cast):
    return prepared(cast)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_cilla_sees_every_page_of_a_case_of_her_unit(cast, case):
    cilla = as_(cast.cilla)
    assert {page: cilla.get(f"/arbete/{case.pk}/{page}").status_code for page in CASE_PAGES} == dict.fromkeys(
        CASE_PAGES, 200
    )


def test_nobody_else_sees_any_page_of_it(cast, case):
    for who in (cast.alva, cast.jon, cast.dag, cast.frank, cast.greta, cast.hugo, cast.ida):
        other = as_(who)
        seen = {page: other.get(f"/arbete/{case.pk}/{page}").status_code for page in CASE_PAGES}
        assert seen == dict.fromkeys(CASE_PAGES, 404), who.name


def test_nobody_else_can_do_anything_with_it(cast, case):
    before = AuditEvent.objects.count()
    for who in (cast.alva, cast.jon, cast.dag, cast.greta):
        other = as_(who)
        done = {
            deed: other.post(f"/arbete/{case.pk}/{deed}", {"outcome": "granted"}).status_code for deed in CASE_DEEDS
        }
        assert done == dict.fromkeys(CASE_DEEDS, 404), who.name
    assert AuditEvent.objects.count() == before


def test_one_who_is_not_signed_in_is_sent_to_sign_in(case):
    answer = Client().get(f"/arbete/{case.pk}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/logga-in")


def test_dag_in_another_unit_sees_nothing_in_lists_counts_search_and_files(cast, case):
    dag = as_(cast.dag)
    assert "Inget väntar på dig" in dag.get("/arbete/").content.decode()
    assert case.matter.reference not in dag.get("/arbete/lista.csv").content.decode()
    assert "Inget väntande ärende passar" in dag.post("/arbete/", {"q": case.matter.reference}).content.decode()
    assert dag.get(f"/korningar/{case.run_id}/").status_code == 404


def test_a_protected_case_is_for_kim_alone(cast, case):
    protect(case)
    assert as_(cast.kim).get(f"/arbete/{case.pk}/").status_code == 200
    assert "Alva Ek" in as_(cast.kim).get("/arbete/").content.decode()
    for user in (cast.cilla, cast.eva):
        assert as_(user).get(f"/arbete/{case.pk}/").status_code == 404
        assert "Inget väntar på dig" in as_(user).get("/arbete/").content.decode()
    for user in (cast.eva, cast.greta, cast.ida):
        assert as_(user).get(f"/korningar/{case.run_id}/").status_code == 404
        assert case.matter.reference not in as_(user).get("/korningar/").content.decode()


def test_the_board_and_the_operator_see_runs_but_no_person(cast, case):
    for user in (cast.greta, cast.ida):
        board = as_(user).get("/korningar/").content.decode()
        assert case.matter.reference in board
        assert "Alva" not in board
        page = as_(user).get(f"/korningar/{case.run_id}/").content.decode()
        assert "Hämta uppgifter" in page
        assert "Alva" not in page
        assert "household" not in page


@pytest.mark.parametrize("page", ["/mandat/", "/mandat/kommande-ratt/"])
def test_mandates_are_seen_by_those_who_answer_for_them(cast, page):
    for who in (cast.greta, cast.eva, cast.hugo, cast.ida, cast.frank):
        assert as_(who).get(page).status_code == 200, who.name
    for who in (cast.cilla, cast.alva, cast.dag):
        assert as_(who).get(page).status_code == 404, who.name


def test_giving_is_for_board_and_administrator_and_stopping_for_the_manager_too(cast):
    for who in (cast.eva, cast.ida, cast.cilla, cast.alva):
        assert as_(who).post("/mandat/nytt/", {}).status_code == 404, who.name
    for who in (cast.ida, cast.cilla, cast.alva):
        assert as_(who).post("/mandat/stoppa/", {}).status_code == 404, who.name
    for who in (cast.eva, cast.greta, cast.hugo):
        assert as_(who).post("/mandat/stoppa/", {}).status_code == 302, who.name


def test_reading_a_prepared_case_and_a_run_is_kept_in_the_log(cast, case):
    as_(cast.cilla).get(f"/arbete/{case.pk}/")
    as_(cast.cilla).get(f"/korningar/{case.run_id}/")
    kinds = set(AuditEvent.objects.filter(actor_id=str(cast.cilla.pk)).values_list("kind", flat=True))
    assert {"automation.hand_over_read", "automation.run_read"} <= kinds


def test_retrying_is_for_those_who_work_in_the_unit(cast, case):
    Run.objects.filter(pk=case.run_id).update(state="failed", cause="Diskfel")
    assert as_(cast.greta).post(f"/korningar/{case.run_id}/igen/").status_code == 404
    assert as_(cast.dag).post(f"/korningar/{case.run_id}/igen/").status_code == 404
    assert as_(cast.eva).post(f"/korningar/{case.run_id}/igen/").status_code == 302
    assert Run.objects.get(pk=case.run_id).state == "waiting"


@pytest.mark.parametrize(
    "back", ["https://ond.example/", "//ond.example/", "\\\\ond.example", "x y", "javascript:alert(1)"]
)
def test_after_the_stop_one_is_led_to_no_other_site(cast, back):
    answer = as_(cast.eva).post("/mandat/stoppa/", {"tillbaka": back})
    assert (answer.status_code, answer["Location"]) == (302, "/mandat/")
    assert as_(cast.eva).post("/mandat/stoppa/", {"tillbaka": "/korningar/"})["Location"] == "/korningar/"
