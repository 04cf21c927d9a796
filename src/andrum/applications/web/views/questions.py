"""The questions, one a page."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import User, citizen_required
from andrum.applications.actions.drafts import forget_unfinished, save_page, say_again
from andrum.applications.domain.errors import ApplicationStateError, ChangedElsewhereError
from andrum.applications.domain.pages import neighbours
from andrum.applications.domain.questions import Page, items_of
from andrum.applications.domain.reading import Reading, read
from andrum.applications.domain.summary import in_words
from andrum.applications.models import Application, State
from andrum.applications.queries.signing import files_of
from andrum.applications.web.forms import QuestionsForm, rows_of, typed_of
from andrum.applications.web.keeping import (
    answer_shown,
    bring_back,
    citizen_whose_words_stay,
    keep_typed,
    mark_of,
    unfinished_key,
    version_of,
)
from andrum.applications.web.loading import by_at, item_of, own, page_of, today
from andrum.applications.web.presenting import (
    file_item,
    files_by_item,
    is_new_item_unfinished,
    item_cards,
    last_month,
    progress_of,
)
from andrum.applications.web.uploads import attach_sent_files
from andrum.kernel.periods import Month


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_whose_words_stay
def question(request: HttpRequest, application_id: uuid.UUID, slug: str) -> HttpResponse:
    """One question: show it, or save the answer and go to the next."""
    application = own(request, application_id)
    if application.state != State.DRAFT:
        return _no_draft(request, application)
    page = page_of(application, slug)
    if page.is_list:
        return _list(request, application, page)
    if request.method != "POST":
        bring_back(request, application, page, "")
        return question_page(request, application, page)
    reading = read(page, request.POST, month=Month.parse(application.month), today=today())
    hinders = attach_sent_files(request, application, page, "")
    if not reading.is_whole or hinders:
        keep_typed(request, application, page, "")
        return question_page(request, application, page, reading=reading, hinders=hinders, status=422)
    by, at = by_at(request)
    try:
        save_page(
            application=application, page=page, answer=reading.answer,
            version=version_of(request, application, page, ""), by=by, at=at,
        )  # fmt: skip
    except ChangedElsewhereError as hinder:
        application = own(request, application_id)
        return question_page(request, application, page, reading=reading, conflict=hinder, status=409)
    return next_after(application, page, stay="stay" in request.POST)


def _list(request: HttpRequest, application: Application, page: Page) -> HttpResponse:
    if request.method != "POST":
        return list_page(request, application, page)
    by, at = by_at(request)
    if "none" not in request.POST:
        if not items_of(application.answers, page.key) and page.key not in application.answers:
            return list_page(request, application, page, unanswered=True, status=422)
        return next_after(application, page)
    if items_of(application.answers, page.key):
        return redirect("applications:question", application.pk, page.slug)
    try:
        version = version_of(request, application, page, "")
        save_page(application=application, page=page, answer={"items": []}, version=version, by=by, at=at)
    except ChangedElsewhereError as hinder:
        return list_page(request, own(request, application.pk), page, conflict=hinder, status=409)
    return next_after(application, page)


def next_after(application: Application, page: Page, *, stay: bool = False) -> HttpResponse:
    """On to the next question, or to the summary after the last."""
    if stay:
        return redirect("applications:question", application.pk, page.slug)
    _before, after = neighbours(page.key, application.answers)
    if after is None:
        return redirect("applications:summary", application.pk)
    return redirect("applications:question", application.pk, after.slug)


def _no_draft(request: HttpRequest, application: Application) -> HttpResponse:
    messages.warning(request, _("Ansökan är inte längre ett utkast, så svaren går inte att ändra här."))
    return redirect("applications:status", application.pk)


def back_of(application: Application, page: Page) -> str:
    """Where the way back leads: the question before, or Mina sidor."""
    before, _after = neighbours(page.key, application.answers)
    if before is None:
        return reverse("applications:home")
    return reverse("applications:question", args=(application.pk, before.slug))


def page_context(application: Application, page: Page, item: str) -> dict[str, Any]:
    """What every page of a draft shows."""
    files = files_of(application) if page.evidence else []
    return {
        "application": application,
        "page": page,
        "item": item,
        "progress": progress_of(application, page),
        "seen": mark_of(application, page, item),
        "back": back_of(application, page),
        "files": files_by_item(files).get((page.key, file_item(page, item)), []),
        "all_files": files,
        "before": last_month(application, page),
    }


def form_context(
    application: Application, page: Page, item: str, reading: Reading | None, conflict: ChangedElsewhereError | None
) -> dict[str, Any]:
    """The form of a page or an item: what is typed now, else what is unfinished, else what is saved."""
    key = unfinished_key(page, item)
    kept = application.unfinished.get(key)
    answer = answer_shown(application, page, item)
    saved = typed_of(page, answer)
    shown = dict(reading.typed) if reading else {**saved, **(kept or {})}
    form = QuestionsForm(page, shown=shown, reading=reading if reading and not conflict else None)
    return {
        "form": form,
        "rows": rows_of(form),
        "is_unfinished": kept is not None and reading is None and kept != saved,
        "conflict": conflict,
        "saved_elsewhere": [
            (gettext(field.label), in_words(field, (answer or {}).get(field.name), say=gettext))
            for field in page.fields
            if conflict and saved[field.name] != shown.get(field.name, "")
        ],
    }


def question_page(
    request: HttpRequest, application: Application, page: Page, *, reading: Reading | None = None,
    hinders: list[str] | None = None, conflict: ChangedElsewhereError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Draw a question."""
    context = page_context(application, page, "") | form_context(application, page, "", reading, conflict)
    context["file_errors"] = [{"href": "#falt_file", "text": text} for text in hinders or []]
    context["autosave"] = reverse("applications:autosave", args=(application.pk, page.slug))
    context["throw_away"] = reverse("applications:throw_away", args=(application.pk, page.slug))
    return render(request, "applications/question.html", context, status=status)


def list_page(
    request: HttpRequest, application: Application, page: Page, *, unanswered: bool = False,
    conflict: ChangedElsewhereError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Draw a list of items."""
    context = page_context(application, page, "")
    context |= {
        "cards": [
            {**card, "seen": mark_of(application, page, card["id"])}
            for card in item_cards(page, application.answers, context["all_files"], application.unfinished)
        ],
        "is_none": application.answers.get(page.key) == {"items": []},
        "begun": is_new_item_unfinished(application, page),
        "errors": [{"href": "#lagg-till", "text": _("Lägg till något, eller välj att det inte finns något.")}]
        if unanswered
        else [],
        "conflict": conflict,
        "is_full": len(items_of(application.answers, page.key)) >= page.max_items,
    }
    return render(request, "applications/list.html", context, status=status)


@require_POST
def autosave(request: HttpRequest, application_id: uuid.UUID, slug: str, item: str) -> JsonResponse:
    """Keep what is being typed. In JSON, also when the sign-in has run out (401) or it is saved elsewhere (409)."""
    if not isinstance(request.user, User) or not request.user.is_citizen:
        return JsonResponse({"saved": False}, status=401)
    application = own(request, application_id)
    page = page_of(application, slug)
    place = item_of(application, page, item)
    try:
        is_kept = keep_typed(request, application, page, place)
    except ApplicationStateError:
        is_kept = False
    return JsonResponse({"saved": is_kept}, status=200 if is_kept else 409)


@require_POST
@citizen_required
def throw_away(request: HttpRequest, application_id: uuid.UUID, slug: str, item: str) -> HttpResponse:
    """Throw away what was typed and not saved."""
    application = own(request, application_id)
    page = page_of(application, slug)
    place = item_of(application, page, item)
    by, at = by_at(request)
    forget_unfinished(application=application, key=unfinished_key(page, place), by=by, at=at)
    return redirect("applications:question", application.pk, page.slug)


@require_POST
@citizen_required
def same_again(request: HttpRequest, application_id: uuid.UUID, slug: str) -> HttpResponse:
    """Say that last month's answer holds again."""
    application = own(request, application_id)
    page = page_of(application, slug)
    by, at = by_at(request)
    version = version_of(request, application, page, "")
    say_again(application=application, page=page, version=version, by=by, at=at)
    return next_after(application, page)


@require_POST
@citizen_required
def nothing_changed(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Say that all of last month's answers hold again."""
    application = own(request, application_id)
    by, at = by_at(request)
    say_again(application=application, page=None, version=application.version, by=by, at=at)
    messages.success(request, _("Förra månadens svar är kopierade. Några frågor behöver ett nytt svar varje månad."))
    return redirect("applications:draft", application.pk)
