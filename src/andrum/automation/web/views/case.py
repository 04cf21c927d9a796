"""The prepared case on one screen, and a fact changed in place."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.automation.actions.desk_reading import note_hand_over_read
from andrum.automation.models import HandOver
from andrum.automation.queries.fact_words import title_of
from andrum.automation.service import change_fact, release_hand_over, take_hand_over, undo_change
from andrum.automation.web.access import WORKERS, Visit, hand_over_for, visit_of
from andrum.automation.web.case_pages import Proposal, case_context, form_for, proposal_of
from andrum.cases.service import Fact
from andrum.kernel.errors import AndrumError

UNDONE = "Ändringen togs tillbaka."


@require_safe
@role_required(*WORKERS)
def case(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """The whole prepared case; with ``?andra=<fact>`` the form of that fact is open, also without script."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    note_hand_over_read(hand_over=hand_over, part="case", by=visit.by, at=visit.at)
    name = request.GET.get("andra", "")
    form = form_for(hand_over, name) if name else None
    return render(request, "automation/case.html", case_context(visit, hand_over, form=form))


@require_safe
@role_required(*WORKERS)
def fact_form(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """The form of one fact, to put in place on the page."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = form_for(hand_over, request.GET.get("andra", ""))
    if form is None:
        raise Http404
    context = {"form": form, "case": hand_over, "name": form.name, "title": title_of(form.name, form.value)}
    return render(request, "automation/fact_form.html", context)


@require_POST
@role_required(*WORKERS)
def change(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Change a fact, say why, and see the result move at once."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    form = form_for(hand_over, request.GET.get("andra", ""), request.POST)
    if form is None:
        raise Http404
    was, error = proposal_of(hand_over), ""
    if form.is_valid():
        try:
            change_fact(hand_over=hand_over, **form.answer(), by=visit.by, at=visit.at)
        except AndrumError as hinder:
            error = str(hinder)
        else:
            return _moved(request, visit, hand_over, was, _("Uppgiften är ändrad."))
    return _body(request, case_context(visit, hand_over_for(visit, hand_over_id), form=form, error=error))


@require_POST
@role_required(*WORKERS)
def undo(request: HttpRequest, hand_over_id: int, fact_id: int) -> HttpResponse:
    """Take one's change of a fact back."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    fact = Fact.objects.filter(matter=hand_over.matter, pk=fact_id).first()
    if fact is None:
        raise Http404
    was = proposal_of(hand_over)
    try:
        undo_change(hand_over=hand_over, fact=fact, reason=UNDONE, by=visit.by, at=visit.at)
    except AndrumError as error:
        return _body(request, case_context(visit, hand_over, error=str(error)))
    return _moved(request, visit, hand_over, was, _("Ändringen är ångrad."))


def _moved(request: HttpRequest, visit: Visit, hand_over: HandOver, was: Proposal, said: str) -> HttpResponse:
    fresh = hand_over_for(visit, hand_over.pk)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, said)
    return _body(request, {**case_context(visit, fresh, was=was), "said": said})


def _body(request: HttpRequest, context: Mapping[str, object]) -> HttpResponse:
    """The part that a change exchanges; the whole page to one without script."""
    part = "case_body" if request.htmx else "case"  # type: ignore[attr-defined]
    return render(request, f"automation/{part}.html", dict(context))


@require_POST
@role_required(*WORKERS)
def take(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Take the case, from the list or from a colleague."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    try:
        take_hand_over(hand_over=hand_over, user=visit.user, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Ärendet är ditt. Automatiken rör det inte så länge."))
    return redirect("automation:case", hand_over_id)


@require_POST
@role_required(*WORKERS)
def let_go(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Put the case back on the list."""
    visit = visit_of(request)
    hand_over = hand_over_for(visit, hand_over_id)
    try:
        release_hand_over(hand_over=hand_over, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Ärendet ligger i listan igen."))
    return redirect("automation:work")
