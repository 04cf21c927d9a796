"""Lists and data as files to take away: they open in a spreadsheet, and no cell becomes a formula."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

MOST_ROWS: Final = 10_000
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE: Final = 31  # of a sheet
Cell = str | int | float | date
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that leaves the house: its name, and what it holds."""

    name: str
    media_type: str
    content: bytes

    @property
    def headers(self) -> dict[str, str]:
        """What a web answer says with it: a file to keep, not a page, and nothing for a cache."""
        return {
            "Content-Type": self.media_type,
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }


def csv_file(rows: Rows, *, name: str) -> Download:
    """Semicolons and a byte-order mark, as Swedish spreadsheets expect. ``name`` has no ending."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_written(cell) for cell in row] for row in rows])
    return Download(f"{name}.csv", "text/csv; charset=utf-8", ("\ufeff" + out.getvalue()).encode())


def xlsx_file(sheets: Mapping[str, Rows], *, name: str) -> Download:
    """One sheet a table, each with a bold, frozen head. ``name`` has no ending."""
    from openpyxl import Workbook  # noqa: PLC0415 - a large library that few need
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:LONGEST_TITLE])
        for row in rows:
            sheet.append([_plain(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return Download(f"{name}.xlsx", XLSX, out.getvalue())


def list_file(rows: Rows, *, name: str, file_format: str) -> Download:
    """A list as ``csv`` or as ``xlsx``."""
    return csv_file(rows, name=name) if file_format == "csv" else xlsx_file({name: rows}, name=name)


def json_file(data: Mapping[str, object], *, name: str) -> Download:
    """Data as it was kept, readable also in a plain editor. ``name`` has no ending."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return Download(f"{name}.json", "application/json", text.encode())


def _written(cell: Cell) -> Cell:
    """With a comma, as Swedish spreadsheets read a number."""
    return str(cell).replace(".", ",") if isinstance(cell, float) else _plain(cell)


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
