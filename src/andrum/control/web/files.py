"""Figures and draws as files that open in a spreadsheet, and what a run kept as it was kept."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date
Rows = Sequence[Sequence[Cell]]


def csv_file(rows: Rows, *, name: str) -> HttpResponse:
    """Semicolons and a byte-order mark, as Swedish spreadsheets expect; no cell can become a formula."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_plain(cell) for cell in row] for row in rows])
    return _file(("\ufeff" + out.getvalue()).encode(), media_type="text/csv; charset=utf-8", name=f"{name}.csv")


def xlsx_file(sheets: Mapping[str, Rows], *, name: str) -> HttpResponse:
    """One sheet a table, each with a bold, frozen head."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        for row in rows:
            sheet.append([_plain(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return _file(out.getvalue(), media_type=XLSX, name=f"{name}.xlsx")


def json_file(data: Mapping[str, object], *, name: str) -> HttpResponse:
    """Data as it was kept, readable also in a plain editor."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _file(text.encode(), media_type="application/json", name=f"{name}.json")


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _file(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
