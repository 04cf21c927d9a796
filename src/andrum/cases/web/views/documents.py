"""Documents of a matter; a file leaves as an attachment, or as a picture or PDF that no script runs in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import staff_required
from andrum.cases.actions.documents import MAX_BYTES, add_document
from andrum.cases.actions.reading import note_document_read
from andrum.cases.domain.files import media_type_of
from andrum.cases.models import Document, Matter
from andrum.cases.queries.documents import documents_of
from andrum.cases.web.access import Visit, matter_for, visit_of
from andrum.cases.web.forms import DocumentForm
from andrum.cases.web.views.matter import page_of
from andrum.kernel.errors import AndrumError

ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "application/xml": "xml"}
CLOSED = "default-src 'none'; sandbox"
SHOWN = {"image/png": CLOSED, "image/jpeg": CLOSED, "application/pdf": "default-src 'none'"}
"""What may be shown in the browser, and its content policy: a PDF viewer does not start in a sandbox."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """All documents, and one to add."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _kept(form, matter, visit):
        messages.success(request, _("Handlingen är sparad."))
        return redirect("cases:documents", reference)
    return page_of(request, visit, matter, "documents", documents=documents_of(matter), form=form)


def _kept(form: DocumentForm, matter: Matter, visit: Visit) -> bool:
    file = form.cleaned_data["file"]
    content = file.read() if file.size <= MAX_BYTES else b""
    media_type = media_type_of(content) or ""
    if content and not media_type:
        form.add_error("file", _("Filen är inte en PDF, JPEG eller PNG. Välj en annan fil."))
        return False
    try:
        add_document(
            matter=matter, kind="incoming", title=form.cleaned_data["title"], media_type=media_type, content=content,
            source="caseworker", by=visit.by, at=visit.at,
        )  # fmt: skip
    except AndrumError as error:
        form.add_error("file", str(error))
        return False
    return True


@require_safe
@staff_required
def document(request: HttpRequest, reference: str, document_id: int) -> HttpResponse:
    """One document as a file."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    found = Document.objects.filter(matter=matter, pk=document_id).first()
    if found is None:
        raise Http404
    note_document_read(matter=matter, document_id=found.pk, by=visit.by, at=visit.at)
    return file_response(found, inline="visa" in request.GET)


def file_response(document: Document, *, inline: bool = False) -> HttpResponse:
    """The file with headers that keep a browser from guessing or running it; shown only when it is a picture or PDF."""
    is_shown = inline and document.media_type in SHOWN
    known = document.media_type in ENDINGS
    name = f"{slugify(document.title)[:60] or 'handling'}-{document.pk}.{ENDINGS.get(document.media_type, 'bin')}"
    return HttpResponse(
        bytes(document.content),
        content_type=document.media_type if known else "application/octet-stream",
        headers={
            "Content-Disposition": f'{"inline" if is_shown else "attachment"}; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": SHOWN.get(document.media_type, CLOSED) if is_shown else CLOSED,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )
