"""The fee in a matter: what is granted, who was away, who speaks for whom, and every decision."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.cases.service import matter_tabs
from andrum.fees.actions.asking import ask_registers
from andrum.fees.actions.authorities import end_authority, note_authority
from andrum.fees.actions.reading import note_fee_read
from andrum.fees.actions.reviews import open_review
from andrum.fees.actions.services import cancel_absence, end_service, grant_service, note_absence
from andrum.fees.domain.kinds import ABSENCE_REASONS, SERVICE_KINDS
from andrum.fees.models import Absence, Authority, FeeReview, GrantedService
from andrum.fees.queries.fees import fee_decisions_of, fee_of
from andrum.fees.queries.visible import statements_of
from andrum.fees.web.access import WORKERS, fee_matter_for, visit_of
from andrum.fees.web.forms import AbsenceForm, AuthorityForm, LastDayForm, MonthForm, ServiceForm
from andrum.fees.web.stored_words import in_words
from andrum.kernel.errors import AndrumError


@require_safe
@role_required(*WORKERS)
def of_matter(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """All that the room keeps of one person."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    note_fee_read(matter=matter, part="matter", by=visit.by, at=visit.at)
    services = GrantedService.objects.filter(matter=matter).order_by("-from_date", "-pk")
    absences = Absence.objects.filter(matter=matter, cancelled_at__isnull=True).order_by("-from_date")
    context = {
        "matter": matter, "tabs": matter_tabs(matter, "fees"), "fee": fee_of(matter, visit.month),
        "month": visit.month, "decisions": list(fee_decisions_of(matter)[:50]), "today": visit.today,
        "services": [{"it": row, "words": in_words(SERVICE_KINDS.get(row.kind, row.kind))} for row in services],
        "absences": [{"it": row, "words": in_words(ABSENCE_REASONS.get(row.reason, row.reason))} for row in absences],
        "authorities": Authority.objects.filter(person=matter.applicant).select_related("representative"),
        "statements": statements_of(matter).filter(state="signed").select_related("signed_by", "authority")[:20],
        "review": FeeReview.objects.filter(matter=matter, closed_at__isnull=True).first(), "visit": visit,
        "service_form": ServiceForm(auto_id="insats_%s"), "absence_form": AbsenceForm(auto_id="bort_%s"),
        "authority_form": AuthorityForm(auto_id="for_%s"), "last_day": LastDayForm(auto_id=False),
        "month_form": MonthForm(initial={"month": str(visit.month)}, auto_id="granska_%s"),
    }  # fmt: skip
    return render(request, "fees/of_matter.html", context)


def _do(request: HttpRequest, reference: str, form: forms.Form, said: str, deed: Callable[[], object]) -> HttpResponse:
    """Do it when the form can be read, and say how it went."""
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label}: {errors[0]}" if label else str(errors[0]))
        return redirect("fees:of_matter", reference)
    try:
        deed()
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("fees:of_matter", reference)


@require_POST
@role_required(*WORKERS)
def grant(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """Note a granted service."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    form = ServiceForm(request.POST)
    return _do(
        request, matter_reference, form, _("Insatsen är antecknad. Avgiften ligger i listan att granska."),
        lambda: grant_service(matter=matter, **form.cleaned_data, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def end(request: HttpRequest, matter_reference: str, service_id: int) -> HttpResponse:
    """Say which day is the last of a service."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    service = GrantedService.objects.filter(matter=matter, pk=service_id).first()
    if service is None:
        raise Http404
    form = LastDayForm(request.POST)
    return _do(
        request, matter_reference, form, _("Insatsen är avslutad."),
        lambda: end_service(service=service, **form.cleaned_data, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def away(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """Note days away."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    form = AbsenceForm(request.POST)
    return _do(
        request, matter_reference, form, _("Frånvaron är antecknad."),
        lambda: note_absence(matter=matter, **form.cleaned_data, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def not_away(request: HttpRequest, matter_reference: str, absence_id: int) -> HttpResponse:
    """Take back an absence."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    absence = Absence.objects.filter(matter=matter, pk=absence_id).first()
    if absence is None:
        raise Http404
    return _do(
        request, matter_reference, forms.Form(request.POST), _("Frånvaron är borttagen."),
        lambda: cancel_absence(absence=absence, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def represent(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """Note who may speak for the person."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    form = AuthorityForm(request.POST)
    return _do(
        request, matter_reference, form, _("Behörigheten är antecknad."),
        lambda: note_authority(matter=matter, **form.cleaned_data, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def represent_no_more(request: HttpRequest, matter_reference: str, authority_id: int) -> HttpResponse:
    """End somebody's right to speak for the person."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    authority = Authority.objects.filter(person=matter.applicant, pk=authority_id).first()
    if authority is None:
        raise Http404
    return _do(
        request, matter_reference, forms.Form(request.POST), _("Behörigheten är avslutad."),
        lambda: end_authority(authority=authority, matter=matter, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def ask(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """Ask the registers, and keep what they say."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    said = _("Registren har svarat. Det som är nytt ligger i granskningen.")
    return _do(
        request, matter_reference, forms.Form(request.POST), said,
        lambda: ask_registers(matter=matter, month=visit.month, by=visit.by, at=visit.at),
    )  # fmt: skip


@require_POST
@role_required(*WORKERS)
def look(request: HttpRequest, matter_reference: str) -> HttpResponse:
    """Let the fee be looked at from a month, also back in time."""
    visit = visit_of(request)
    matter = fee_matter_for(visit, matter_reference)
    form = MonthForm(request.POST)
    return _do(
        request, matter_reference, form, _("Avgiften ligger i listan att granska."),
        lambda: open_review(
            matter=matter, month=form.cleaned_data["month"], reason="change", by=visit.by, at=visit.at
        ),
    )  # fmt: skip
