"""Let the parties see the basis, take in their answers, finish, begin anew, and decide."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import role_required
from andrum.investigations.actions.deciding import decide_on
from andrum.investigations.actions.finishing import begin_new_version, finish
from andrum.investigations.actions.hearing import keep_answer, send_to_party
from andrum.investigations.actions.reading import note_read
from andrum.investigations.models import Hearing, Investigation, InvestigationState
from andrum.investigations.queries.compiled import compiled, hearings_of
from andrum.investigations.queries.material import parties_of
from andrum.investigations.web.access import WORKERS, investigation_for, visit_of
from andrum.investigations.web.forms import AnswerForm, DecisionForm, FinishForm, NewVersionForm, PartyForm
from andrum.investigations.web.presenting import shown_missing
from andrum.kernel.errors import AndrumError

USUAL_TIME = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def communicate(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """Send the basis to a party, and see who has got it and answered."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    text = _(
        "Här är det underlag som beslutet ska bygga på. Läs det och säg om något är fel eller saknas. "
        "Du kan svara skriftligt eller muntligt."
    )
    form = PartyForm(request.POST or None, initial={"answer_by": visit.today + USUAL_TIME, "text": text})
    parties = parties_of(one.matter, visit.today)
    form.fields["person_id"].choices = [  # type: ignore[attr-defined]
        (party.person_id, f"{party.name} ({party.role_words})") for party in parties
    ]
    if request.method == "POST" and form.is_valid():
        try:
            send_to_party(investigation=one, **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Underlaget är sparat så som parten får det. Svaret kan antecknas nedanför."))
            return redirect("investigations:communicate", one.pk)
    note_read(investigation=one, part="communication", by=visit.by, at=visit.at)
    context = {
        "one": one, "form": form, "hearings": hearings_of(one), "answer_form": AnswerForm(auto_id="svar_%s"),
        "may_send": one.state == InvestigationState.OPEN, "today": visit.today,
    }  # fmt: skip
    return render(request, "investigations/communicate.html", context)


@require_POST
@role_required(*WORKERS)
def answer(request: HttpRequest, investigation_id: int, hearing_id: int) -> HttpResponse:
    """Keep what a party answered."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    rows = Hearing.objects.filter(pk=hearing_id, investigation=one).select_related("communication", "investigation")
    hearing = rows.first()
    if hearing is None:
        raise Http404
    form = AnswerForm(request.POST)
    try:
        keep_answer(hearing=hearing, answer=form.data.get("answer", "")[:20_000], by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Svaret är sparat och står i underlaget."))
    return redirect("investigations:communicate", one.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def finish_page(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """See what is missing once more, and finish."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finish(investigation=one, **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Utredningen är avslutad och låst. Underlaget finns som Word och PDF."))
            return redirect("investigations:basis", one.pk)
    note_read(investigation=one, part="finish", by=visit.by, at=visit.at)
    found = compiled(one, today=visit.today)
    context = {"one": one, "form": form, "missing": shown_missing(found.missing), "found": found}
    return render(request, "investigations/finish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def new_version(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """Begin a new version of a finished investigation."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    if one.state != InvestigationState.FINISHED:
        return _not_finished(request, one)
    form = NewVersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = begin_new_version(investigation=one, **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("En ny version har börjat. Den gamla står kvar som den var."))
            return redirect("investigations:basis", new.pk)
    note_read(investigation=one, part="new_version", by=visit.by, at=visit.at)
    return render(request, "investigations/new_version.html", {"one": one, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def decide(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """Make the decision, in the person's own words."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    if one.state != InvestigationState.FINISHED:
        return _not_finished(request, one)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_on(investigation=one, **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Beslutet är fattat och står i ärendet."))
            return redirect("cases:decisions", one.matter.reference)
    note_read(investigation=one, part="decide", by=visit.by, at=visit.at)
    found = compiled(one, today=visit.today)
    return render(request, "investigations/decide.html", {"one": one, "form": form, "found": found})


def _not_finished(request: HttpRequest, one: Investigation) -> HttpResponse:
    messages.warning(request, _("Utredningen är inte avslutad än."))
    return redirect("investigations:basis", one.pk)
