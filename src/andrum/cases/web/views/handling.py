"""What is done with a matter as a whole: open by hand, assign, close, reopen, and who takes part."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import Role, Unit, User, has_role, role_required, staff_required, units_of
from andrum.cases.actions.intake import add_participant_by_hand, open_matter_by_hand
from andrum.cases.actions.matters import assign, close_matter, end_participation, reopen_matter
from andrum.cases.models import Matter
from andrum.cases.queries.staff import caseworkers_of
from andrum.cases.web.access import Visit, matter_for, visit_of
from andrum.cases.web.forms import AssignForm, EndForm, NewMatterForm, ParticipantForm, first_error
from andrum.kernel.errors import AndrumError

WORKERS = (Role.CASEWORKER, Role.UNIT_MANAGER)


def tell(request: HttpRequest, deed: Callable[[], object], done: str) -> bool:
    """Do it and say so, or say why not; True when it was done."""
    try:
        deed()
    except AndrumError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def new_matter(request: HttpRequest) -> HttpResponse:
    """Open a matter for somebody who did not come by the e-service."""
    visit = visit_of(request)
    form = NewMatterForm(request.POST or None)
    units = form.fields["unit"]
    if not isinstance(units, ModelChoiceField):
        raise TypeError
    mine = [unit.pk for role in WORKERS for unit in units_of(visit.user, role)]
    units.queryset = Unit.objects.filter(pk__in=mine).order_by("name")
    if len(set(mine)) == 1:
        units.initial = mine[0]
    if request.method == "POST" and form.is_valid():
        try:
            matter = open_matter_by_hand(**form.cleaned_data, user=visit.user, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Ärendet är öppnat och du handlägger det."))
            return redirect("cases:matter", matter.reference)
    return render(request, "cases/new_matter.html", {"form": form})


@require_POST
@staff_required
def assign_matter(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the matter to a caseworker, take it oneself, or put it back."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    is_manager = has_role(visit.user, Role.UNIT_MANAGER, unit=matter.unit)
    if not (is_manager or request.POST.get("to") == str(visit.user.pk)):
        raise Http404
    to = _chosen(request, visit, matter) if is_manager else visit.user
    text = _("Ärendet är tilldelat %(name)s.") % {"name": to.name} if to else _("Ärendet ligger i enhetens lista.")
    is_done = tell(
        request, lambda: assign(matter=matter, to=to, only_if_free=not is_manager, by=visit.by, at=visit.at), text
    )
    return redirect("cases:matter", reference) if is_done else redirect("cases:matter_list")


def _chosen(request: HttpRequest, visit: Visit, matter: Matter) -> User | None:
    if request.POST.get("to") == str(visit.user.pk):
        return visit.user
    form = AssignForm(request.POST)
    form.fields["to"].queryset = caseworkers_of(matter)  # type: ignore[attr-defined]
    if not form.is_valid():
        raise Http404
    found = form.cleaned_data["to"]
    return found if isinstance(found, User) else None


@require_POST
@staff_required
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close the matter."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    tell(request, lambda: close_matter(matter=matter, by=visit.by, at=visit.at), _("Ärendet är avslutat."))
    return redirect("cases:matter", reference)


@require_POST
@staff_required
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a closed matter again."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    tell(request, lambda: reopen_matter(matter=matter, by=visit.by, at=visit.at), _("Ärendet är öppnat igen."))
    return redirect("cases:matter", reference)


@require_POST
@staff_required
def add_person(request: HttpRequest, reference: str) -> HttpResponse:
    """Let one more person take part."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    form = ParticipantForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("cases:participants", reference)
    tell(
        request,
        lambda: add_participant_by_hand(matter=matter, **form.cleaned_data, user=visit.user, by=visit.by, at=visit.at),
        _("Personen är med i ärendet."),
    )
    return redirect("cases:participants", reference)


@require_POST
@staff_required
def end_part(request: HttpRequest, reference: str, participant_id: int) -> HttpResponse:
    """Say that a person no longer takes part."""
    visit = visit_of(request)
    part = matter_for(visit, reference).participants.filter(pk=participant_id).first()
    if part is None:
        raise Http404
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("cases:participants", reference)
    tell(
        request,
        lambda: end_participation(participant=part, last_date=form.cleaned_data["last_date"], by=visit.by, at=visit.at),
        _("Personen deltar inte längre i ärendet."),
    )
    return redirect("cases:participants", reference)
