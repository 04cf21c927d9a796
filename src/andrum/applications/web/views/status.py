"""What happens with an application: its road, what is asked, and the decision with its calculation and letter."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import citizen_required
from andrum.applications.actions.reading import note_application_read
from andrum.applications.actions.supplements import answer_supplement
from andrum.applications.domain.cleaning import MAX_TEXT, clean_text, typed
from andrum.applications.domain.errors import SupplementError
from andrum.applications.domain.progress import Stage
from andrum.applications.domain.summary import hidden_pages
from andrum.applications.models import Application, Attachment, Supplement
from andrum.applications.queries.outcomes import Standing, decisions_for, expected_by, letter_of, standing_of
from andrum.applications.queries.signing import files_of
from andrum.applications.web.keeping import citizen_whose_words_stay
from andrum.applications.web.loading import by_at, known_person, own, readable, today
from andrum.applications.web.presenting import stage_words, summary_sections
from andrum.applications.web.receipts import receipt_of
from andrum.applications.web.uploads import attach_to_supplement
from andrum.applications.web.views.files import as_download
from andrum.cases.service import Decision, answer_communication, communication_of
from andrum.kernel.periods import Month
from andrum.people.service import Person


@require_safe
@citizen_required
def status(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Where it is, what happens next, and what was sent."""
    application = readable(request, application_id)
    person = known_person(request)
    standing = standing_of(application, person, today=today())
    if standing.stage == Stage.DRAFT:
        return redirect("applications:draft", application.pk)
    if standing.stage == Stage.SIGN:
        return redirect("applications:co_applicant", application.pk)
    by, at = by_at(request)
    note_application_read(application=application, part="status", by=by, at=at)
    expected = expected_by(application) if standing.stage == Stage.SENT else None
    hidden = () if standing.is_applicant else hidden_pages(is_protected=application.applicant.is_protected)
    context = {
        "application": application,
        "standing": standing,
        "status": stage_words(standing.stage),
        "entries": road(standing, person),
        "expected": expected,
        "is_late": expected is not None and expected < today(),
        "decisions": standing.decisions,
        "answered": application.supplements.filter(answered_at__isnull=False).order_by("-answered_at")
        if standing.is_applicant
        else [],
        "sections": summary_sections(application, files_of(application), hidden=hidden),
        "partner": _partner(application, standing),
    }
    return render(request, "applications/status.html", context)


def _partner(application: Application, standing: Standing) -> str:
    if application.co_applicant is None:
        return ""
    said = application.answers.get("co_applicant", {}).get("given_name")
    return str(said or "") if standing.is_applicant else application.applicant.given_name


def road(standing: Standing, person: Person) -> list[dict[str, Any]]:
    """What has happened, newest first, in plain words."""
    application = standing.application
    entries: list[dict[str, Any]] = [{"at": application.started_at, "title": _("Ansökan påbörjades"), "icon": "pencil"}]
    for signature in application.signatures.order_by("at"):
        who = _("Du skrev under") if signature.person_id == person.pk else _("Den andra skrev under")
        entries.append({"at": signature.at, "title": who, "icon": "check"})
    if application.signed_at:
        text = _("Ansökan kom in till oss. Du behöver inte göra något mer om vi inte hör av oss.")
        entries.append({"at": application.signed_at, "title": _("Ansökan kom in"), "text": text, "icon": "send"})
    if standing.is_applicant:
        for asked in application.supplements.order_by("asked_at"):
            entries.append({"at": asked.asked_at, "title": _("Vi bad dig komplettera"), "icon": "message-circle"})
            if asked.answered_at:
                entries.append({"at": asked.answered_at, "title": _("Du kompletterade"), "icon": "check"})
    if standing.told:
        entries.append(
            {"at": standing.told.sent_at, "title": _("Vi skrev till dig inför beslut"), "icon": "message-circle"}
        )
    entries.extend(
        {"at": made.decided_at, "title": _("Beslut fattat"), "who": made.decided_by_name, "icon": "gavel"}
        for made in standing.decisions
    )
    entries.sort(key=lambda entry: entry["at"])
    return entries[::-1]


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_whose_words_stay
def supplement(request: HttpRequest, application_id: uuid.UUID, supplement_id: int) -> HttpResponse:
    """Answer what is asked, in words and with files."""
    application = own(request, application_id)
    asked = Supplement.objects.filter(pk=supplement_id, application=application).select_related("application").first()
    if asked is None:
        raise Http404
    if asked.answered_at is not None:
        messages.info(request, _("Kompletteringen är besvarad."))
        return redirect("applications:status", application.pk)
    if request.method != "POST":
        return _supplement_page(request, asked)
    codes = [code for item in asked.items for code in (item["code"], f"{item['code']}.choice")]
    answers = {code: typed(request.POST, f"svar_{code}") for code in codes}
    hinders = attach_to_supplement(request, asked)
    if hinders or "attach" in request.POST:
        return _supplement_page(request, asked, typed_in=answers, errors=hinders, status=422 if hinders else 200)
    by, at = by_at(request)
    try:
        answer_supplement(supplement=asked, answers=answers, by=by, at=at)
    except SupplementError as hinder:
        text = str(hinder)
        return _supplement_page(request, asked, typed_in=answers, errors=[text], status=422)
    messages.success(request, _("Tack. Vi har fått ditt svar."))
    return redirect("applications:status", application.pk)


def _supplement_page(
    request: HttpRequest, asked: Supplement, *, typed_in: dict[str, str] | None = None,
    errors: list[str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    said = typed_in or {}
    rows = [
        {**item, "typed": said.get(item["code"], ""), "chosen": said.get(f"{item['code']}.choice", "")}
        for item in asked.items
    ]
    context = {
        "application": asked.application,
        "supplement": asked,
        "rows": rows,
        "files": Attachment.objects.filter(supplement=asked).defer("content").order_by("pk"),
        "errors": [{"href": f"#svar_{rows[0]['code']}", "text": text} for text in errors or []],
    }
    return render(request, "applications/supplement.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def answer_before_decision(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Read what the unit told before a decision, and answer it (FL 25 §)."""
    application = readable(request, application_id)
    standing = standing_of(application, known_person(request), today=today())
    told = (
        communication_of(matter=application.matter, month=application.month)
        if application.matter is not None and standing.told is not None
        else None
    )
    if told is None:
        return redirect("applications:status", application.pk)
    error = ""
    if request.method == "POST":
        text = clean_text(typed(request.POST, "text"))
        if text and len(text) <= MAX_TEXT:
            by, at = by_at(request)
            answer_communication(communication=told, answer=text, by=by, at=at)
            messages.success(request, _("Tack. Vi har fått ditt svar och läser det innan vi beslutar."))
            return redirect("applications:status", application.pk)
        error = _("Skriv ett svar på högst 4 000 tecken.")
    context = {
        "application": application,
        "told": standing.told,
        "typed": typed(request.POST, "text"),
        "errors": [{"href": "#text", "text": error}] if error else [],
    }
    return render(request, "applications/answer.html", context, status=422 if error else 200)


def decision_of(application: Application, decision_id: int) -> Decision:
    """A decision for the application's month. Otherwise 404."""
    found = next((made for made in decisions_for(application) if made.pk == decision_id), None)
    if found is None:
        raise Http404
    return found


@require_safe
@citizen_required
def decision(request: HttpRequest, application_id: uuid.UUID, decision_id: int) -> HttpResponse:
    """The decision: what, why, who, the calculation line by line, and what can be done."""
    application = readable(request, application_id)
    made = decision_of(application, decision_id)
    by, at = by_at(request)
    note_application_read(application=application, part="decision", by=by, at=at)
    context = {
        "application": application,
        "decision": made,
        "receipt": receipt_of(made.calculation),
        "letter": letter_of(made),
        "is_changed": decisions_for(application)[0].pk != made.pk,
        "appeal_has_passed": made.appeal_by_date is not None and made.appeal_by_date < today(),
        "month": Month.parse(made.month),
    }
    return render(request, "applications/decision.html", context)


@require_safe
@citizen_required
def letter(request: HttpRequest, application_id: uuid.UUID, decision_id: int) -> HttpResponse:
    """The letter as a file."""
    application = readable(request, application_id)
    found = letter_of(decision_of(application, decision_id))
    if found is None:
        raise Http404
    by, at = by_at(request)
    note_application_read(application=application, part="letter", by=by, at=at)
    name = _("Beslut") + f" {application.month}.pdf"
    return as_download(bytes(found.content), media_type=found.media_type, name=name)
