"""What is investigated in a matter, and how an investigation begins."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from andrum.accounts.service import role_required
from andrum.cases.service import Matter, matter_tabs
from andrum.investigations.actions.opening import (
    assess_protection,
    decide_prescreening,
    give_more_time,
    open_investigation,
    report_in,
    say_why_child_not_heard,
)
from andrum.investigations.actions.reading import note_matter_read
from andrum.investigations.models import Framework, Investigation, InvestigationState
from andrum.investigations.queries.days import framework_of
from andrum.investigations.queries.visible import investigations_of
from andrum.investigations.web.access import WORKERS, Visit, investigation_for, matter_for, visit_of
from andrum.investigations.web.forms import (
    ChildForm,
    MoreTimeForm,
    OpenForm,
    PrescreeningForm,
    ProtectionForm,
    ReportForm,
)
from andrum.kernel.errors import AndrumError


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def of_matter(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """The investigations of a matter, and a new one to begin."""
    visit = visit_of(request)
    matter = matter_for(visit, matter_reference)
    framework = framework_of(matter)
    if framework is None:
        raise Http404
    report_form = ReportForm(initial={"reported_date": visit.today})
    open_form = OpenForm(initial={"started_date": visit.today})
    if request.method == "POST":
        form: ReportForm | OpenForm
        if "anmalan" in request.POST:
            form = report_form = ReportForm(request.POST)
        else:
            form = open_form = OpenForm(request.POST)
        if (begun := _begun(form, matter, visit)) is not None:
            messages.success(request, _("Det är antecknat. Dagarna räknas härifrån."))
            return redirect("investigations:basis", begun.pk)
    note_matter_read(matter=matter, by=visit.by, at=visit.at)
    found = list(investigations_of(matter))
    context = {
        "matter": matter, "tabs": matter_tabs(matter, "investigation"), "visit": visit, "investigations": found,
        "is_child": framework == Framework.CHILDREN, "report_form": report_form, "open_form": open_form,
        "may_begin": matter.state == "open" and all(one.is_closed for one in found),
    }  # fmt: skip
    return render(request, "investigations/of_matter.html", context)


def _begun(form: ReportForm | OpenForm, matter: Matter, visit: Visit) -> Investigation | None:
    if not form.is_valid():
        return None
    begin = report_in if isinstance(form, ReportForm) else open_investigation
    try:
        return begin(matter=matter, **form.cleaned_data, by=visit.by, at=visit.at)
    except AndrumError as error:
        form.add_error(None, str(error))
        return None


Deed = Callable[[Investigation, dict[str, object], Visit], str]


def _protect(one: Investigation, values: dict[str, object], visit: Visit) -> str:
    needs = values.pop("needs") == "ja"
    assess_protection(investigation=one, needs_protection=needs, by=visit.by, at=visit.at, **values)  # type: ignore[arg-type]
    return _("Skyddsbedömningen är antecknad.")


def _begin(one: Investigation, values: dict[str, object], visit: Visit) -> str:
    begins = values.pop("begins") == "ja"
    decide_prescreening(investigation=one, begins=begins, by=visit.by, at=visit.at, **values)  # type: ignore[arg-type]
    return _("Utredningen är inledd.") if begins else _("Beslutet att inte inleda utredning är antecknat och låst.")


def _extend(one: Investigation, values: dict[str, object], visit: Visit) -> str:
    give_more_time(investigation=one, by=visit.by, at=visit.at, **values)  # type: ignore[arg-type]
    return _("Tiden är förlängd.")


def _child(one: Investigation, values: dict[str, object], visit: Visit) -> str:
    say_why_child_not_heard(investigation=one, by=visit.by, at=visit.at, **values)  # type: ignore[arg-type]
    return _("Skälet är sparat.")


STEPS: dict[str, tuple[type[forms.Form], Deed]] = {
    "skydd": (ProtectionForm, _protect), "inled": (PrescreeningForm, _begin), "forlang": (MoreTimeForm, _extend),
    "barnet": (ChildForm, _child),
}  # fmt: skip
TITLES = {
    "skydd": _lazy("Omedelbar skyddsbedömning"), "inled": _lazy("Ska en utredning inledas?"),
    "forlang": _lazy("Förläng tiden"), "barnet": _lazy("Varför barnet inte har hörts"),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def step(request: HttpRequest, investigation_id: int, step_name: str) -> HttpResponse:
    """One step on the way: protection, to begin or not, more time, why the child is not heard."""
    visit = visit_of(request)
    one, what = investigation_for(visit, investigation_id), step_name
    if what not in STEPS or (what in {"skydd", "inled", "barnet"} and not one.is_child):
        raise Http404
    kind, deed = STEPS[what]
    form = kind(request.POST or None, initial={"day": visit.today, "text": _text_now(one, what)})
    if request.method == "POST" and form.is_valid():
        try:
            said = deed(one, dict(form.cleaned_data), visit)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("investigations:basis", one.pk)
    context = {"one": one, "what": what, "title": TITLES[what], "form": form,
               "is_prescreening": one.state == InvestigationState.PRESCREENING}  # fmt: skip
    return render(request, "investigations/step.html", context)


def _text_now(one: Investigation, what: str) -> str:
    return one.child_not_heard if what == "barnet" else ""
