"""The worklist and the runs as files that open in a spreadsheet. No personal numbers."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from andrum.automation.models import HandOver, Run
from andrum.automation.queries.words import reason_sentences

MAX_ROWS = 10_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def worklist_rows(hand_overs: Iterable[HandOver]) -> list[list[str]]:
    """A head and a row a prepared case."""
    head = [_("Beslut senast"), _("Sökande"), _("Ärendenummer"), _("Månad"), _("Ansökan"), _("Skäl"), _("Handläggare")]
    return [head] + [
        [
            row.due_date.isoformat(), row.matter.applicant.name, row.matter.reference, row.month,
            str(row.run.application.get_kind_display()), " ".join(reason_sentences(row.reasons)),
            row.taken_by.name if row.taken_by else (row.matter.assigned_to.name if row.matter.assigned_to else ""),
        ]
        for row in hand_overs
    ]  # fmt: skip


def run_rows(runs: Iterable[Run]) -> list[list[str]]:
    """A head and a row a run; no names."""
    head = [
        _("Körning"),
        _("Ärendenummer"),
        _("Månad"),
        _("Ansökan"),
        _("Läge"),
        _("Försök"),
        _("Väntar på"),
        _("Mandat"),
    ]
    return [head] + [
        [
            str(run.pk), run.matter.reference, run.month, str(run.application.get_kind_display()),
            str(run.get_state_display()), str(run.attempt), run.cause, run.mandate_ref,
        ]
        for run in runs
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
