"""Files to take away: whole, readable in a spreadsheet, and never a formula."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from andrum.kernel.downloads import csv_file, json_file, list_file, xlsx_file

ROWS = [["Namn", "Summa"], ["Älvboda; norr", 12], [date(2026, 11, 5), -3]]


def test_a_list_opens_in_a_swedish_spreadsheet():
    found = csv_file(ROWS, name="lista")
    assert found.content.decode("utf-8") == '\ufeffNamn;Summa\r\n"Älvboda; norr";12\r\n2026-11-05;-3\r\n'
    assert found.headers["Content-Disposition"] == 'attachment; filename="lista.csv"'
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in found.headers["Cache-Control"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_somebody_wrote_never_becomes_a_formula(start: str):
    rows = [["Namn"], [f"{start}1+1"]]
    assert f"'{start}1+1" in csv_file(rows, name="x").content.decode()
    sheet = load_workbook(io.BytesIO(xlsx_file({"x": rows}, name="x").content)).worksheets[0]
    assert sheet["A2"].value.startswith("'")
    assert sheet["A2"].data_type == "s"


def test_a_workbook_has_a_sheet_a_table_with_its_head_in_place():
    found = xlsx_file({"En rubrik som är längre än vad ett blad får heta": ROWS, "Två": ROWS[:1]}, name="bok")
    book = load_workbook(io.BytesIO(found.content))
    assert [len(sheet.title) for sheet in book.worksheets] == [31, 3]
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0]["B2"].value == 12
    assert found.name == "bok.xlsx"


def test_a_list_is_given_as_it_is_asked_for():
    assert list_file(ROWS, name="lista", file_format="csv").name == "lista.csv"
    assert list_file(ROWS, name="lista", file_format="xlsx").name == "lista.xlsx"


def test_kept_data_comes_out_as_it_was():
    assert json.loads(json_file({"å": [1, None]}, name="x").content) == {"å": [1, None]}
