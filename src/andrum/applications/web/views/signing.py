"""The co-applicant's own pages: read the same text, answer the private questions, sign or decline."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import citizen_required
from andrum.applications.actions.reading import note_application_read
from andrum.applications.actions.signing import reopen, sign_as_co_applicant
from andrum.applications.domain.cleaning import typed
from andrum.applications.domain.pages import BY_KEY
from andrum.applications.domain.reading import Reading, read
from andrum.applications.domain.summary import DECLARATION, hidden_pages
from andrum.applications.models import Application, State
from andrum.applications.queries.signing import chosen_signer, files_of
from andrum.applications.web.forms import QuestionsForm, rows_of
from andrum.applications.web.loading import by_at, known_person, to_sign_with, today
from andrum.applications.web.presenting import summary_sections
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month

OWN_PAGES = ("safety", "talk")


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def co_applicant(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """What the other has said, the own questions, and the signature."""
    try:
        application = to_sign_with(request, application_id)
    except Http404:
        if request.method != "POST":
            raise
        messages.warning(request, _("Det finns ingen ansökan att skriva under. Den kan ha tagits tillbaka."))
        return redirect("applications:home")
    if application.state != State.AWAITING_CO_APPLICANT:
        return redirect("applications:status", application.pk)
    if request.method != "POST":
        by, at = by_at(request)
        note_application_read(application=application, part="to_sign", by=by, at=at)
        return _page(request, application, {})
    readings = {key: _read(request, application, key) for key in OWN_PAGES}
    if not all(reading.is_whole for reading in readings.values()):
        return _page(request, application, readings, status=422)
    by, at = by_at(request)
    try:
        sign_as_co_applicant(
            application=application, person=known_person(request),
            own_answers={key: reading.answer for key, reading in readings.items()},
            shown_hash=typed(request.POST, "shown"), signer=chosen_signer(),
            proof={"confirm": typed(request.POST, "confirm")}, by=by, at=at,
        )  # fmt: skip
    except AndrumError as hinder:
        fresh = to_sign_with(request, application_id)
        return _page(request, fresh, readings, hinder=hinder, status=422)
    return redirect("applications:status", application.pk)


def _read(request: HttpRequest, application: Application, key: str) -> Reading:
    return read(BY_KEY[key], request.POST, month=Month.parse(application.month), today=today())


def _page(
    request: HttpRequest, application: Application, readings: Mapping[str, Reading], *,
    hinder: AndrumError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    forms = []
    for key in OWN_PAGES:
        reading = readings.get(key)
        form = QuestionsForm(BY_KEY[key], shown=dict(reading.typed) if reading else {}, reading=reading)
        forms.append({"page": BY_KEY[key], "form": form, "rows": rows_of(form)})
    hidden = hidden_pages(is_protected=application.applicant.is_protected)
    with override(application.language):
        declaration = _(DECLARATION)
    context = {
        "application": application,
        "sections": summary_sections(application, files_of(application), hidden=hidden),
        "forms": forms,
        "shown": application.text_hash,
        "declaration": declaration,
        "applicant_name": application.applicant.given_name or application.applicant.name,
        "hinder": hinder,
    }
    return render(request, "applications/co_applicant.html", context, status=status)


@require_POST
@citizen_required
def decline(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Say no: the application is the applicant's draft again, and no longer to be seen here."""
    application = to_sign_with(request, application_id)
    by, at = by_at(request)
    reopen(application=application, person=known_person(request), by=by, at=at)
    messages.success(request, _("Du har avstått. Ansökan är inte inskickad, och den som skrev den kan ändra den."))
    return redirect("applications:home")
