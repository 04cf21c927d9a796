"""The summary, the applicant's signature, and taking an application back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import citizen_required
from andrum.applications.actions.drafts import withdraw
from andrum.applications.actions.signing import reopen, sign_as_applicant
from andrum.applications.domain.cleaning import typed
from andrum.applications.domain.pages import PAGES, has_co_applicant
from andrum.applications.domain.questions import text_of
from andrum.applications.domain.summary import DECLARATION, text_hash
from andrum.applications.models import Application, State
from andrum.applications.queries.signing import chosen_signer, files_of, text_to_sign
from andrum.applications.web.loading import by_at, known_person, own, readable
from andrum.applications.web.presenting import summary_sections, unready_pages
from andrum.applications.web.views.home import has_passed
from andrum.kernel.errors import AndrumError


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def summary(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Everything that was said, with a way to change each part; signing is at the end."""
    application = own(request, application_id)
    if application.state != State.DRAFT:
        return redirect("applications:status", application.pk)
    if has_passed(application):
        return redirect("applications:draft", application.pk)
    if request.method != "POST":
        return _summary_page(request, application)
    if application.unfinished:
        return _summary_page(request, application, status=422)
    by, at = by_at(request)
    try:
        sign_as_applicant(
            application=application, shown_hash=typed(request.POST, "shown"), signer=chosen_signer(),
            proof={"confirm": typed(request.POST, "confirm")}, by=by, at=at,
        )  # fmt: skip
    except AndrumError as hinder:
        return _summary_page(request, own(request, application_id), hinder=hinder, status=422)
    return redirect("applications:status", application.pk)


def _summary_page(
    request: HttpRequest, application: Application, *, hinder: AndrumError | None = None, status: int = 200
) -> HttpResponse:
    files = files_of(application)
    missing = unready_pages(application)
    partner = application.answers.get("co_applicant", {}) if has_co_applicant(application.answers) else {}
    with override(application.language):
        declaration = _(DECLARATION)
    sections = summary_sections(application, files)
    context = {
        "application": application,
        "sections": sections,
        "without_bills": [part for part in sections if part["wants_file"] and part["groups"]],
        "missing": [page for page in PAGES if page.key in missing],
        "half_done": {key.partition(".")[0] for key in application.unfinished},
        "shown": text_hash(text_to_sign(application)),
        "declaration": declaration,
        "partner": text_of(partner, "given_name"),
        "hinder": hinder,
    }
    return render(request, "applications/summary.html", context, status=status)


@require_POST
@citizen_required
def take_back(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take the application back before it is sent."""
    by, at = by_at(request)
    withdraw(application=own(request, application_id), by=by, at=at)
    messages.success(request, _("Ansökan är tillbakatagen och det du skrev är borttaget."))
    return redirect("applications:home")


@require_POST
@citizen_required
def change(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Make one's own application, that waits for the co-applicant, a draft again."""
    application = own(request, application_id)
    by, at = by_at(request)
    reopen(application=readable(request, application.pk), person=known_person(request), by=by, at=at)
    messages.success(request, _("Ansökan är ett utkast igen. Ändra det du vill och skriv under på nytt."))
    return redirect("applications:summary", application.pk)
