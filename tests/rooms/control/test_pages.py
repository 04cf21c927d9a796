"""Who sees which page, and what it says."""

import csv
import io
import json
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from andrum.accounts.service import Role
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.actions.access import open_anyway
from andrum.cases.service import assign
from andrum.control.actions.readings import draw_readings
from andrum.control.models import LogReview
from andrum.kernel.draws import lot
from andrum.kernel.periods import day_in_words
from andrum.law.service import assess
from tests.cast import NOW
from tests.rooms.control.conftest import write_parameters
from tests.rooms.control.stage import Stage, make_reviewer

FIGURES = [
    "/kontroll/",
    "/kontroll/lottningar/",
    "/kontroll/lottningar/2026-11-02/",
    "/kontroll/lottningar/2026-11-02/lista.csv",
    "/kontroll/uppfoljning/",
    "/kontroll/uppfoljning/kontroll.xlsx",
]
MATTERS = ["/kontroll/granskningar/", "/kontroll/oppningar/", "/kontroll/lasningar/"]


@pytest.fixture(autouse=True)
def _on_the_day_after(db: None):
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


def page(user, address: str, **data: str):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client.post(address, data) if data else client.get(address)


@pytest.mark.parametrize("address", FIGURES)
def test_the_figures_are_for_reviewers_managers_and_the_board(stage: Stage, address: str):
    stage.plain_review()
    cast = stage.cast
    assert {page(user, address).status_code for user in (cast.frank, cast.eva, cast.greta)} == {200}
    others = (cast.alva, cast.bo, cast.cilla, cast.dag, cast.hugo, cast.ida, cast.kim, cast.jon)
    assert {page(user, address).status_code for user in others} == {404}
    assert page(None, address).status_code == 302


@pytest.mark.parametrize("address", [*MATTERS, "/kontroll/granskningar/{id}/"])
def test_single_matters_are_for_reviewers_and_the_units_manager(stage: Stage, address: str):
    address = address.format(id=stage.plain_review().pk)
    cast = stage.cast
    assert {page(user, address).status_code for user in (cast.frank, cast.eva)} == {200}
    others = (cast.alva, cast.bo, cast.cilla, cast.dag, cast.greta, cast.hugo, cast.ida, cast.kim, cast.jon)
    assert {page(user, address).status_code for user in others} == {404}
    assert page(None, address).status_code == 302


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.UNIT_MANAGER])
def test_another_units_reviewer_and_manager_get_the_plain_not_found(stage: Stage, role: str):
    review, other = stage.plain_review(), make_reviewer("gun", stage.cast.soder, role)
    for address in (f"/kontroll/granskningar/{review.pk}/", f"/kontroll/granskningar/{review.pk}/brev.pdf"):
        assert page(other, address).status_code == 404
        assert page(other, f"/kontroll/granskningar/{review.pk}/", verdict="right").status_code == 404
    assert review.matter.reference not in page(other, "/kontroll/granskningar/").content.decode()


def test_a_protected_matter_is_nowhere_for_those_not_named(stage: Stage):
    review = stage.plain_review()
    review.matter.is_protected = True
    review.matter.save()
    assert page(stage.cast.frank, f"/kontroll/granskningar/{review.pk}/").status_code == 404
    assert review.matter.reference not in page(stage.cast.frank, "/kontroll/granskningar/").content.decode()
    csv_text = page(stage.cast.frank, "/kontroll/lottningar/2026-11-02/lista.csv").content.decode()
    assert review.key not in csv_text
    assert "0 av 0 lottade, bland 0 beslut" in page(stage.cast.frank, "/kontroll/").content.decode()


def test_the_review_shows_what_the_automation_saw_and_is_kept_in_the_log(stage: Stage):
    review = stage.plain_review()
    text = page(stage.cast.frank, f"/kontroll/granskningar/{review.pk}/").content.decode()
    shown = (
        "Riksnorm",
        "12 kap. 7 § SoL (2025:400)",
        "Jämföra uppgifter",
        "automation@2025-07-01",
        "10\u00a0000\u00a0kr",
    )
    for part in (*shown, stage.mandate.reference, review.matter.reference):
        assert part in text, part
    event = AuditEvent.objects.filter(kind="control.review_read").get()
    assert (event.actor_id, event.matter) == (str(stage.cast.frank.pk), str(review.matter_id))


def test_an_answer_is_kept_and_the_next_review_opens(stage: Stage):
    first, second = stage.plain_review(), stage.plain_review()
    answer = page(stage.cast.frank, f"/kontroll/granskningar/{first.pk}/", verdict="right")
    assert (answer.status_code, answer["Location"]) == (302, f"/kontroll/granskningar/{second.pk}/")
    last = page(stage.cast.frank, f"/kontroll/granskningar/{second.pk}/", verdict="right")
    assert last["Location"] == "/kontroll/granskningar/"


def test_an_answer_that_is_not_whole_is_said_to_be_so_and_keeps_the_words(stage: Stage):
    review = stage.plain_review()
    answer = page(stage.cast.frank, f"/kontroll/granskningar/{review.pk}/", verdict="wrong", words="Hyran.")
    assert answer.status_code == 422
    assert "Välj orsak" in answer.content.decode()
    assert "Hyran." in answer.content.decode()
    for wild in ({"verdict": "x" * 9000}, {"verdict": "wrong", "cause": "<b>", "words": "\u202e"}):
        assert page(stage.cast.frank, f"/kontroll/granskningar/{review.pk}/", **wild).status_code == 422


def test_a_review_done_by_another_meanwhile_is_a_message_and_no_error(stage: Stage):
    review, gun = stage.plain_review(), make_reviewer("gun", stage.cast.norr)
    page(gun, f"/kontroll/granskningar/{review.pk}/", verdict="right")
    client = Client()
    client.force_login(stage.cast.frank)
    answer = client.post(f"/kontroll/granskningar/{review.pk}/", {"verdict": "right"}, follow=True)
    assert "redan gjord av någon annan" in answer.content.decode()


def test_the_overview_says_share_bound_and_what_would_change_it(stage: Stage):
    review = stage.plain_review()
    text = page(stage.cast.greta, "/kontroll/").content.decode()
    assert "vet inte hur många fel" in text
    page(stage.cast.frank, f"/kontroll/granskningar/{review.pk}/", verdict="right")
    text = page(stage.cast.greta, "/kontroll/").content.decode()
    assert "Med 95 % säkerhet är högst 95\u00a0% av besluten fel." in text
    assert "2 granskningar till utan fel" in text
    assert "Inga fler beslut fattas med det här mandatet" in text


def test_decisions_without_a_review_are_told_on_the_page(stage: Stage):
    stage.decided(stage.person())
    assert "1 automatiskt beslut väntar på att tas upp" in page(stage.cast.frank, "/kontroll/").content.decode()


def test_unusable_parameters_are_told_on_the_page(stage: Stage, folder: Path):
    stage.plain_review()
    write_parameters(folder, status="okänd")
    assert "går inte att använda" in page(stage.cast.greta, "/kontroll/").content.decode()


def test_the_board_and_the_manager_stop_a_mandate_at_once_and_twice_is_once(stage: Stage):
    address = f"/kontroll/mandat/{stage.mandate.pk}/stoppa/"
    for user, reason in ((stage.cast.greta, " "), (stage.cast.eva, "Fel i hyrorna")):
        assert page(user, address, reason=reason).status_code == 302
    stage.mandate.refresh_from_db()
    assert stage.mandate.state == "stopped"
    assert AuditEvent.objects.filter(kind="control.mandate_stopped").count() == 1


def test_others_cannot_stop_a_mandate(stage: Stage):
    address = f"/kontroll/mandat/{stage.mandate.pk}/stoppa/"
    cast = stage.cast
    for user in (cast.frank, cast.cilla, cast.dag, cast.alva, cast.jon, cast.hugo, cast.ida):
        assert page(user, address, reason="Fel i hyrorna").status_code == 404
    assert page(cast.greta, "/kontroll/mandat/999/stoppa/", reason="Fel i hyrorna").status_code == 404
    stage.mandate.refresh_from_db()
    assert stage.mandate.state == "on"


def test_a_reason_that_is_too_long_is_said_to_be_so_on_the_page(stage: Stage):
    answer = page(stage.cast.greta, f"/kontroll/mandat/{stage.mandate.pk}/stoppa/", reason="x" * 251)
    assert answer.status_code == 422
    assert "Det här behöver rättas" in answer.content.decode()


def test_the_draws_of_a_day_can_be_repeated_from_the_file(stage: Stage):
    reviews = [stage.plain_review() for _ in range(3)]
    content = page(stage.cast.greta, "/kontroll/lottningar/2026-11-02/lista.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(content), delimiter=";") if row["vad"] == "granskning"]
    assert {row["nyckel"] for row in rows} == {review.key for review in reviews}
    evidence = [row for row in csv.DictReader(io.StringIO(content), delimiter=";") if "underlag" in row["vad"]]
    assert len(evidence) == 6
    for row in [*rows, *evidence]:
        drawn = lot(seed=row["fro"], key=row["nyckel"]) < Fraction(row["andel"])
        assert row["lottad"] == ("ja" if drawn else "nej")
        assert int(row["forsta_16_hex"], 16) == lot(seed=row["fro"], key=row["nyckel"]) * 2**64


@pytest.mark.parametrize("day", ["2026-02-30", "2020-01-01", "0000-00-00"])
def test_a_day_without_a_seed_is_not_found(stage: Stage, day: str):
    assert page(stage.cast.greta, f"/kontroll/lottningar/{day}/").status_code == 404


def test_the_board_takes_out_the_figures_and_no_person_is_in_them(stage: Stage):
    for _ in range(6):
        stage.plain_review()
    answer = page(stage.cast.greta, "/kontroll/uppfoljning/kontroll.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 5
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert not any("Prov" in cell or "Person" in cell or "EB-" in cell for cell in cells)
    assert AuditEvent.objects.filter(kind="control.exported").exists()


def test_small_numbers_are_not_shown(stage: Stage):
    stage.decided(stage.person())
    assert "färre än 5" in page(stage.cast.greta, "/kontroll/uppfoljning/").content.decode()


def test_equal_treatment_is_drawn_with_its_table_beneath(stage: Stage):
    for _ in range(3):
        stage.plain_review()
    shown = page(stage.cast.greta, "/kontroll/uppfoljning/").content.decode()
    chart, table = shown[shown.index("<figure") : shown.index("</figure>")], shown[shown.index("</figure>") :]
    assert 'role="img" aria-labelledby="andel-bifall-title andel-bifall-desc"' in chart
    assert "Hur stor del av besluten är bifall i varje enhet?</title>" in chart
    assert "Försörjningsstöd Norr, Ekonomiskt bistånd: 100\u00a0% (54–100\u00a0%) av 6 beslut.</desc>" in chart
    assert 'cx="100.00%"' in chart
    assert 'x1="54.07%" x2="100.00%"' in chart
    assert " style=" not in chart
    assert "<td>100\u00a0% (54–100\u00a0%)</td>" in table


def test_a_hidden_count_is_drawn_as_a_span_and_no_dot(stage: Stage):
    stage.plain_review()
    shown = page(stage.cast.greta, "/kontroll/uppfoljning/").content.decode()
    chart = shown[shown.index("<figure") : shown.index("</figure>")]
    assert "<circle" not in chart
    assert "mellan 3 och 100\u00a0%" in chart


def test_only_days_with_readings_are_told_and_in_words(stage: Stage):
    page(stage.cast.eva, f"/kontroll/granskningar/{stage.plain_review().pk}/")
    read = (NOW + timedelta(days=1)).date()
    for day in (read, read - timedelta(days=30)):
        draw_readings(day=day, by=SYSTEM, at=NOW + timedelta(days=2))
    shown = page(stage.cast.greta, "/kontroll/uppfoljning/").content.decode()
    assert f"<td>{day_in_words(read)}</td>" in shown
    assert day_in_words(read - timedelta(days=30)) not in shown
    assert read.isoformat() not in shown
    book = load_workbook(io.BytesIO(page(stage.cast.greta, "/kontroll/uppfoljning/kontroll.xlsx").content))
    assert book.worksheets[-1]["A2"].value.date() == read


def test_openings_and_readings_are_reviewed_on_their_pages(stage: Stage):
    review = stage.plain_review()
    assign(matter=review.matter, to=stage.cast.kim, by=SYSTEM, at=NOW)
    opened = open_anyway(
        matter_reference=review.matter.reference, reason="Kollegan är sjuk i dag.", by=stage.cast.cilla, at=NOW
    )
    page(stage.cast.eva, f"/kontroll/granskningar/{review.pk}/")
    draw_readings(day=(NOW + timedelta(days=1)).date(), by=SYSTEM, at=NOW + timedelta(days=2))
    reading = LogReview.objects.get()
    assert "Kollegan är sjuk" in page(stage.cast.frank, "/kontroll/oppningar/").content.decode()
    assert "Eva Lund" in page(stage.cast.frank, "/kontroll/lasningar/").content.decode()
    assert page(stage.cast.frank, f"/kontroll/oppningar/{opened.pk}/", verdict="right").status_code == 302
    assert page(stage.cast.frank, f"/kontroll/lasningar/{reading.pk}/", verdict="right").status_code == 302
    for address in ("/kontroll/oppningar/999/", "/kontroll/lasningar/999/"):
        assert page(stage.cast.frank, address, verdict="right").status_code == 404
    reading.refresh_from_db()
    assert reading.verdict == "right"
    shown = page(stage.cast.greta, "/kontroll/lottningar/2026-11-04/").content.decode()
    assert (f"control:log:{reading.event_seq}" in shown, "1 lägsta av 1" in shown) == (True, True)


HOUSEHOLD = {
    "schema": 1, "month": "2026-11", "application": "continued",
    "members": [{"id": "a", "role": "applicant", "born": "1985-03-02"}], "incomes": [], "assets": [],
    "costs": [{"id": "rent", "kind": "rent", "amount": 500_000, "due": "2026-11-27", "evidence": True}],
    "housing": {"form": "rented", "rooms": 1},
}  # fmt: skip


def test_the_calculation_is_made_again_and_compared(stage: Stage, settings: Any):
    settings.ANDRUM_MUNICIPALITY = ""
    kept = json.loads(json.dumps(assess(HOUSEHOLD).as_json()))
    stage.decided(person := stage.person(), month="2026-10")
    same = stage.review(person, calculation={**kept, "receipt": [], "grant": 1})
    other = stage.review(person, month="2026-12", calculation={**kept, "outcome": "grant"})
    none = stage.review(person, month="2027-01", calculation={"household": "inget"})
    words = ("Omräknat nu: samma resultat", "Omräknat nu: ett annat resultat", "Kan inte räknas om automatiskt")
    for review, expected in zip((same, other, none), words, strict=True):
        text = page(stage.cast.frank, f"/kontroll/granskningar/{review.pk}/").content.decode()
        assert [part for part in words if part in text] == [expected]
