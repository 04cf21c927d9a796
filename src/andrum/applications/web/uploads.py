"""Files that come with a form: each one kept or refused for itself, in plain words."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from andrum.applications.actions.attachments import add_attachment
from andrum.applications.domain.errors import AttachmentError
from andrum.applications.domain.files import MAX_BYTES, clean_name, too_large
from andrum.applications.domain.questions import Page
from andrum.applications.models import Application, Supplement
from andrum.applications.web.loading import by_at, known_person
from andrum.applications.web.presenting import file_item

MOST_AT_ONCE = 10
INPUTS = ("photo", "file")


def sent_files(request: HttpRequest) -> "list[UploadedFile[Any]]":
    """The files of the form, from the camera and from the folder, at most ten."""
    return [file for name in INPUTS for file in request.FILES.getlist(name)][:MOST_AT_ONCE]


def attach_sent_files(request: HttpRequest, application: Application, page: Page, item: str) -> list[str]:
    """Keep the files of a page or an item; gives a message for each that could not be received."""
    if not page.evidence:
        return []
    return _attach(request, application, page.key, file_item(page, item), None)


def attach_to_supplement(request: HttpRequest, supplement: Supplement) -> list[str]:
    """Keep the files of an answer to a supplement."""
    return _attach(request, supplement.application, "supplement", str(supplement.pk), supplement)


def _attach(
    request: HttpRequest, application: Application, page: str, item: str, supplement: Supplement | None
) -> list[str]:
    hinders = []
    person = known_person(request)
    by, at = by_at(request)
    for file in sent_files(request):
        try:
            if (file.size or 0) > MAX_BYTES:
                raise too_large()
            add_attachment(
                application=application, person=person, page=page, item=item, name=file.name or "", content=file.read(),
                supplement=supplement, by=by, at=at,
            )  # fmt: skip
        except AttachmentError as hinder:
            hinders.append(f"{clean_name(file.name or '')}: {hinder}")
    return hinders
