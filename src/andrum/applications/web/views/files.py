"""The citizen's own files: opened as a download that no browser runs, or taken away."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import citizen_required
from andrum.applications.actions.attachments import remove_attachment
from andrum.applications.actions.reading import note_attachment_read
from andrum.applications.domain.pages import BY_KEY
from andrum.applications.models import Application, Attachment
from andrum.applications.web.loading import by_at, known_person, own, readable


def _file(request: HttpRequest, application: Application, attachment_id: int) -> Attachment:
    found = Attachment.objects.filter(pk=attachment_id, application=application).select_related("application").first()
    is_mine = application.applicant_id == known_person(request).pk
    if found is None or (found.supplement_id is not None and not is_mine):
        raise Http404
    return found


@require_safe
@citizen_required
def download(request: HttpRequest, application_id: uuid.UUID, attachment_id: int) -> HttpResponse:
    """Give the file back as it was kept."""
    file = _file(request, readable(request, application_id), attachment_id)
    by, at = by_at(request)
    note_attachment_read(attachment=file, by=by, at=at)
    return as_download(bytes(file.content), media_type=file.media_type, name=file.name)


def as_download(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """A file that is saved, not shown."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


@require_POST
@citizen_required
def remove(request: HttpRequest, application_id: uuid.UUID, attachment_id: int) -> HttpResponse:
    """Take away a file that is not handed in."""
    application = own(request, application_id)
    file = _file(request, application, attachment_id)
    by, at = by_at(request)
    remove_attachment(attachment=file, by=by, at=at)
    if file.supplement_id is not None:
        return redirect("applications:supplement", application.pk, file.supplement_id)
    page = BY_KEY[file.page]
    if page.is_list:
        return redirect(reverse("applications:item", args=(application.pk, page.slug, file.item)))
    return redirect("applications:question", application.pk, page.slug)
