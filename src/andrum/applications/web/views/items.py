"""One item of a list: a child, an income, a cost, an account."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import citizen_required
from andrum.applications.actions.drafts import remove_item, save_item
from andrum.applications.domain.errors import ChangedElsewhereError
from andrum.applications.domain.questions import Page, items_of, text_of
from andrum.applications.domain.reading import Reading, read, repeated
from andrum.applications.models import Application, State
from andrum.applications.web.keeping import bring_back, citizen_whose_words_stay, keep_typed, version_of
from andrum.applications.web.loading import by_at, item_of, own, page_of, today
from andrum.applications.web.uploads import attach_sent_files, sent_files
from andrum.applications.web.views.questions import form_context, list_page, page_context
from andrum.kernel.periods import Month


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_whose_words_stay
def item(request: HttpRequest, application_id: uuid.UUID, slug: str, item: str) -> HttpResponse:
    """Add an item (empty ``item``) or change one."""
    application = own(request, application_id)
    if application.state != State.DRAFT:
        return redirect("applications:status", application.pk)
    page = page_of(application, slug)
    if not page.is_list:
        raise Http404
    place = item_of(application, page, item)
    if request.method != "POST":
        bring_back(request, application, page, place)
        return item_page(request, application, page, place)
    reading = read(page, request.POST, month=Month.parse(application.month), today=today())
    others = [row for row in items_of(application.answers, page.key) if text_of(row, "id") != place]
    twice = repeated(page, reading.answer, others)
    if not reading.is_whole or (twice and not _is_there(application, page, reading)):
        reading = replace(reading, errors={**twice, **reading.errors})
        keep_typed(request, application, page, place)
        hinders = _files_of_unread(request, application, page, place)
        return item_page(request, application, page, place, reading=reading, hinders=hinders, status=422)
    return _save(request, application, page, place, reading)


def _files_of_unread(request: HttpRequest, application: Application, page: Page, place: str) -> list[str]:
    """Files of an item whose answers must be mended: kept when the item is there, else chosen again."""
    if place:
        return attach_sent_files(request, application, page, place)
    return [_("Filen är inte sparad än. Rätta svaren och välj filen igen.")] if sent_files(request) else []


def _save(request: HttpRequest, application: Application, page: Page, place: str, reading: Reading) -> HttpResponse:
    by, at = by_at(request)
    try:
        saved = save_item(
            application=application, page=page, item_id=place, item=reading.answer,
            version=version_of(request, application, page, place), by=by, at=at,
        )  # fmt: skip
    except ChangedElsewhereError as hinder:
        fresh = own(request, application.pk)
        if not place and _is_there(fresh, page, reading):
            return redirect("applications:question", application.pk, page.slug)
        still = place if place in {text_of(row, "id") for row in items_of(fresh.answers, page.key)} else ""
        return item_page(request, fresh, page, still, reading=reading, conflict=hinder, status=409)
    kept = place or text_of(items_of(saved.answers, page.key)[-1], "id")
    hinders = attach_sent_files(request, saved, page, kept)
    if hinders:
        return item_page(request, saved, page, kept, hinders=hinders, status=422)
    return redirect("applications:question", application.pk, page.slug)


def _is_there(application: Application, page: Page, reading: Reading) -> bool:
    """True when exactly this item was just added: the button was pressed twice."""
    rows = items_of(application.answers, page.key)
    return bool(rows) and {name: value for name, value in rows[-1].items() if name != "id"} == reading.answer


def item_page(
    request: HttpRequest, application: Application, page: Page, place: str, *, reading: Reading | None = None,
    hinders: list[str] | None = None, conflict: ChangedElsewhereError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Draw the form of an item."""
    context = page_context(application, page, place) | form_context(application, page, place, reading, conflict)
    where = (application.pk, page.slug)
    context["back"] = reverse("applications:question", args=where)
    context["action"] = (
        reverse("applications:item", args=(*where, place)) if place else reverse("applications:new_item", args=where)
    )
    context["before"] = []
    context["file_errors"] = [{"href": "#falt_file", "text": text} for text in hinders or []]
    if place:
        context["autosave"] = reverse("applications:autosave_item", args=(*where, place))
        context["throw_away"] = reverse("applications:throw_away_item", args=(*where, place))
    else:
        context["autosave"] = reverse("applications:autosave", args=where)
        context["throw_away"] = reverse("applications:throw_away", args=where)
    return render(request, "applications/item.html", context, status=status)


@require_POST
@citizen_required
def remove(request: HttpRequest, application_id: uuid.UUID, slug: str, item: str) -> HttpResponse:
    """Take away an item and its files."""
    application = own(request, application_id)
    page = page_of(application, slug)
    if item not in {text_of(row, "id") for row in items_of(application.answers, page.key)}:
        return redirect("applications:question", application.pk, page.slug)
    by, at = by_at(request)
    try:
        version = version_of(request, application, page, item)
        remove_item(application=application, page=page, item_id=item, version=version, by=by, at=at)
    except ChangedElsewhereError as hinder:
        return list_page(request, own(request, application.pk), page, conflict=hinder, status=409)
    messages.success(request, _("Borttaget."))
    return redirect("applications:question", application.pk, page.slug)
