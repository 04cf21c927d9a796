"""An appeal: in time or not, the statement, the package for the court, and the day it was handed over."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.automation.actions.appeals import (
    dismiss_appeal,
    find_appeal_in_time,
    hand_over_appeal,
    note_package_taken,
    write_statement,
)
from andrum.automation.actions.desk_reading import note_decision_opened
from andrum.automation.domain.reconsidering import lateness
from andrum.automation.queries.desk_appeals import appeal_package, statement_draft, visible_appeals
from andrum.automation.queries.reconsidering import standing_of, trial_of
from andrum.automation.web.access import WORKERS, Visit, visit_of
from andrum.automation.web.reconsider_forms import DismissForm, HandedOverForm, InTimeForm, StatementForm
from andrum.cases.service import Decision, Message
from andrum.dispatch.service import current_sender
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError

FORMS: dict[str, type[forms.Form]] = {
    "itid": InTimeForm, "avvisa": DismissForm, "yttrande": StatementForm, "lamnat": HandedOverForm,
}  # fmt: skip
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


def appeal_for(visit: Visit, message_id: int) -> tuple[Message, Decision]:
    """The appeal and its decision, when the visitor may see the matter. Raises Http404 otherwise."""
    found = visible_appeals(user=visit.user, at=visit.at).filter(pk=message_id).first()
    if found is None or found.decision is None:
        raise Http404
    return found, found.decision


def _page(
    request: HttpRequest, visit: Visit, message: Message, decision: Decision, *, step: str = "",
    form: forms.Form | None = None,
) -> HttpResponse:  # fmt: skip
    trial = trial_of(message)
    draft = trial.statement if trial is not None and trial.statement else statement_draft(message, decision)
    shown: dict[str, forms.Form] = {
        "itid": InTimeForm(), "avvisa": DismissForm(), "yttrande": StatementForm(initial={"statement": draft}),
        "lamnat": HandedOverForm(initial={"day": swedish_day(visit.at)}),
    }  # fmt: skip
    if form is not None:
        shown[step] = form
    context = {
        "appeal": message, "decision": decision, "matter": message.matter, "trial": trial, "visit": visit,
        "standing": standing_of(decision), "received": swedish_day(message.at), "court": current_sender().court,
        "lateness": lateness(received=swedish_day(message.at), last_day=decision.appeal_by_date), "forms": shown,
        "wrong": form,
    }  # fmt: skip
    return render(request, "automation/appeal.html", context, status=200 if form is None else 422)


@require_safe
@role_required(*WORKERS)
def appeal(request: HttpRequest, message_id: int) -> HttpResponse:
    """The appeal with what is done and what comes next."""
    visit = visit_of(request)
    message, decision = appeal_for(visit, message_id)
    note_decision_opened(decision=decision, part="appeal", by=visit.by, at=visit.at)
    return _page(request, visit, message, decision)


@require_POST
@role_required(*WORKERS)
def step(request: HttpRequest, message_id: int, step: str) -> HttpResponse:
    """Take the appeal one step on."""
    visit = visit_of(request)
    message, decision = appeal_for(visit, message_id)
    if step not in FORMS:
        raise Http404
    form = FORMS[step](request.POST)
    if form.is_valid():
        try:
            said = _do(step, visit, message, form)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("automation:appeal", message_id)
    return _page(request, visit, message, decision, step=step, form=form)


def _do(step: str, visit: Visit, message: Message, form: forms.Form) -> str:
    values, by, at = form.cleaned_data, visit.by, visit.at
    if step == "itid":
        find_appeal_in_time(message=message, why=values["why"], by=by, at=at)
        return _("Överklagandet ska prövas av domstolen. Skriv yttrandet.")
    if step == "avvisa":
        dismiss_appeal(message=message, **values, by=by, at=at)
        return _("Överklagandet är avvisat. Brevet är beställt.")
    if step == "yttrande":
        write_statement(message=message, **values, by=by, at=at)
        return _("Yttrandet är sparat. Nu kan du hämta handlingarna.")
    hand_over_appeal(message=message, **values, by=by, at=at)
    return _("Överklagandet är lämnat till domstolen. Den sökande har fått veta det.")


@require_safe
@role_required(*WORKERS)
def package(request: HttpRequest, message_id: int) -> HttpResponse:
    """All papers for the court, as one file."""
    visit = visit_of(request)
    message, _decision = appeal_for(visit, message_id)
    trial = trial_of(message)
    if trial is None or not trial.statement:
        messages.error(request, _("Skriv yttrandet först. Det ska ligga överst bland handlingarna."))
        return redirect("automation:appeal", message_id)
    content, files = appeal_package(message, trial)
    note_package_taken(message=message, files=files, by=visit.by, at=visit.at)
    name = f"overklagande-{message.matter.reference}-{message.pk}.zip"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)
