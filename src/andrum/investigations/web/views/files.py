"""The document as Word, PDF and a table of its lines."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from andrum.accounts.service import role_required
from andrum.investigations.actions.reading import note_taken_out
from andrum.investigations.models import Investigation, InvestigationState
from andrum.investigations.queries.compiled import compiled
from andrum.investigations.queries.document import line_of
from andrum.investigations.queries.files import PDF, WORD, paper_for, pdf_of, word_of
from andrum.investigations.queries.words import SOURCES, all_area_names, word
from andrum.investigations.web.access import WORKERS, Visit, investigation_for, visit_of
from andrum.kernel.downloads import list_file


@require_safe
@role_required(*WORKERS)
def word_file(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """The document as Word: the kept one when it is finished, or else a draft of now."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    content = _kept(one, "word")
    if content is None:
        paper = paper_for(compiled(one, today=visit.today), at=visit.at, is_draft=True, with_missing=True)
        content = word_of(paper, at=visit.at)
    return _answer(one, visit, content, media_type=WORD, ending="docx")


@require_safe
@role_required(*WORKERS)
def pdf_file(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """The document as tagged PDF: the kept one when it is finished, or else a draft of now."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    content = _kept(one, "pdf")
    if content is None:
        paper = paper_for(compiled(one, today=visit.today), at=visit.at, is_draft=True, with_missing=True)
        content = pdf_of(paper, at=visit.at)
    return _answer(one, visit, content, media_type=PDF, ending="pdf", inline=True)


@require_safe
@role_required(*WORKERS)
def lines_file(request: HttpRequest, investigation_id: int, file_format: str) -> HttpResponse:
    """Every line of the basis as a table."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    found = compiled(one, today=visit.today)
    names = all_area_names() | dict(found.basis.names)
    head = [_("Dag"), _("Källa"), _("Område"), _("Vem"), _("Slag"), _("Ord"), _("Hur det sades")]
    rows = [head]
    for entry in found.basis.material.entries:
        shown = line_of(entry)
        rows.append([
            entry.source.day.isoformat(), word(SOURCES, entry.source.kind), names.get(entry.area, entry.area),
            shown.speaker, shown.label, shown.text, "; ".join(shown.details),
        ])  # fmt: skip
    table = list_file(rows, name=f"rader-{one.matter.reference}", file_format=file_format)
    note_taken_out(
        investigation=one, what=file_format, sha256=sha256(table.content).hexdigest(), by=visit.by, at=visit.at
    )
    return HttpResponse(table.content, headers=table.headers)


def _kept(one: Investigation, which: str) -> bytes | None:
    if one.state != InvestigationState.FINISHED:
        return None
    document = one.word if which == "word" else one.pdf
    return bytes(document.content) if document is not None else None


def _answer(
    one: Investigation, visit: Visit, content: bytes, *, media_type: str, ending: str, inline: bool = False
) -> HttpResponse:
    note_taken_out(investigation=one, what=ending, sha256=sha256(content).hexdigest(), by=visit.by, at=visit.at)
    draft = "" if one.is_closed else "-utkast"
    name = f"beslutsunderlag-{one.matter.reference}-{one.number}{draft}.{ending}"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'",
        },
    )
