"""Lists as files that open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from andrum.cases.models import Matter
from andrum.kernel.clock import swedish_day

MAX_ROWS = 10_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def matter_rows(matters: Iterable[Matter]) -> list[list[str]]:
    """A head and a row a matter; personal numbers are left out."""
    head = [_("Ärendenummer"), _("Sökande"), _("Enhet"), _("Handläggare"), _("Öppnat"), _("Läge")]
    return [head] + [
        [
            matter.reference, matter.applicant.name, matter.unit.name,
            matter.assigned_to.name if matter.assigned_to else "", swedish_day(matter.opened_at).isoformat(),
            str(matter.get_state_display()),
        ]
        for matter in matters
    ]  # fmt: skip


def csv_file(rows: Sequence[Sequence[str]], *, name: str) -> HttpResponse:
    """Semicolons and a byte-order mark, as Swedish spreadsheets expect; no cell can become a formula."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([[_plain(cell) for cell in row] for row in rows])
    return _file(("\ufeff" + out.getvalue()).encode(), media_type="text/csv; charset=utf-8", name=f"{name}.csv")


def xlsx_file(rows: Sequence[Sequence[str]], *, name: str) -> HttpResponse:
    """One sheet with a bold, frozen head."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append([_plain(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return _file(out.getvalue(), media_type=XLSX, name=f"{name}.xlsx")


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


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
