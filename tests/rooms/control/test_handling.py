"""The manager's follow-up of the unit's work: figures of what one may know of, on screen and as a real spreadsheet."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from andrum.accounts.service import actor_of
from andrum.audit.service import AuditEvent
from andrum.automation.service import HandOver
from andrum.cases.service import Matter, decide
from tests.cast import NOW
from tests.rooms.automation.desk import prepared

PAGE = "/kontroll/handlaggning/"


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(user, query="") -> str:
    return as_(user).get(PAGE + query).content.decode()


def test_a_case_that_waits_is_counted_as_waiting_and_its_reason_and_deadline_are_told(cast):
    case = prepared(cast)
    HandOver.objects.filter(pk=case.pk).update(due_date=NOW.date() + timedelta(days=1))
    page = text(cast.eva)
    assert "Mindre än hälften är beslutade" in page
    assert "ny ansökan" in page
    assert "0 sena, 1 inom tre dagar" in page
    assert case.matter.reference in page


def test_a_decided_case_has_its_days(cast, at_now):
    case = prepared(cast)
    later = NOW + timedelta(days=1)
    at_now.move_to(later)
    decide(
        matter=case.matter, month=case.month, outcome="granted", amount_ore=100, reasons="", how="person",
        calculation={}, rulebook_version="-", applied_ore=100, by=actor_of(cast.cilla), at=later, key="x",
    )  # fmt: skip
    page = text(cast.eva)
    assert "100\u00a0% av ansökningarna är beslutade senast dagen efter" in page
    assert "Hälften är beslutade inom 1 dag." in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("?slag=new", True), ("?slag=continued", False), ("?fran=2026-10&till=2026-10", False), ("?fran=x&enhet=y", True)],
)
def test_period_and_kind_choose_what_is_counted(cast, query, is_there):
    prepared(cast)
    assert ("Inga ansökningar kom in i de valda månaderna." not in text(cast.eva, query)) is is_there


def test_a_protected_person_and_another_unit_are_in_no_figure(cast):
    case = prepared(cast)
    Matter.objects.filter(pk=case.matter_id).update(is_protected=True)
    page = text(cast.eva)
    assert "Inga ansökningar kom in i de valda månaderna." in page
    assert case.matter.reference not in page


def test_the_board_sees_figures_and_no_case_and_others_nothing(cast):
    case = prepared(cast)
    HandOver.objects.filter(pk=case.pk).update(due_date=NOW.date())
    page = text(cast.greta)
    assert "0 sena, 1 inom tre dagar" in page
    assert case.matter.reference not in page
    for user in (cast.cilla, cast.frank, cast.ida, cast.dag):
        assert as_(user).get(PAGE).status_code == 404


def test_the_file_has_a_sheet_a_table_with_real_numbers_and_days_and_is_logged(cast):
    prepared(cast)
    book = load_workbook(io.BytesIO(as_(cast.eva).get(f"{PAGE}handlaggning.xlsx?slag=new").content))
    assert len(book.worksheets) == 6
    assert book.worksheets[0]["A2"].is_date
    assert [cell.value for cell in book.worksheets[1][2]][2:5] == [1, 0, 1]
    assert not any(str(cell.value).startswith("=") for sheet in book for row in sheet for cell in row)
    assert AuditEvent.objects.filter(kind="control.exported", subject__contains="handling").exists()
