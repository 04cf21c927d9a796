"""Ask the applicant to complete, and ask the manager for help."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andrum.accounts.service import role_required
from andrum.automation.actions.desk_help import ask_for_help
from andrum.automation.domain.parameter_files import limits_for
from andrum.automation.models import HandOver
from andrum.automation.queries.desk_case import open_supplement
from andrum.automation.queries.situation import municipality_folder
from andrum.automation.queries.words import questions_for
from andrum.automation.service import ask_citizen
from andrum.automation.web.access import WORKERS, Visit, hand_over_for, visit_of
from andrum.automation.web.case_pages import frame_of
from andrum.automation.web.forms import AskForm, HelpForm
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def ask(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Questions to the applicant, prefilled with what is missing."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = AskForm(request.POST or None, initial=_suggested(hand_over, visit))
    if request.method == "POST" and form.is_valid() and _sent(form, hand_over, visit):
        messages.success(request, _("Frågorna är skickade. Ärendet kommer tillbaka hit när svaret kommer."))
        return redirect("automation:case", hand_over_id)
    context = {**frame_of(visit, hand_over), "form": form, "waiting": open_supplement(hand_over)}
    return render(request, "automation/ask.html", context)


def _suggested(hand_over: HandOver, visit: Visit) -> dict[str, object]:
    days = limits_for(Month.parse(hand_over.month), municipality_folder()).supplement_days
    return {
        "questions": "\n".join(questions_for(hand_over.missing, hand_over.reasons)),
        "due_date": swedish_day(visit.at) + timedelta(days=days),
    }  # fmt: skip


def _sent(form: AskForm, hand_over: HandOver, visit: Visit) -> bool:
    values = form.cleaned_data
    items = [
        {"code": f"q{number}", "text": line, "fact": ""}
        for number, line in enumerate(values["questions"], start=1)
    ]  # fmt: skip
    try:
        ask_citizen(hand_over=hand_over, items=items, due_date=values["due_date"], by=visit.by, at=visit.at)
    except AndrumError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def get_help(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Ask the unit's manager for help; the case stays where it is."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_help(hand_over=hand_over, text=form.cleaned_data["text"], by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Enhetschefen har fått din fråga."))
            return redirect("automation:case", hand_over_id)
    return render(request, "automation/help.html", {**frame_of(visit, hand_over), "form": form})
