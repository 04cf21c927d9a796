"""The fee in a matter: what is granted, who was away, who speaks for whom, and every decision."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.cases.service import Matter, matter_tabs
from andrum.fees.actions.asking import ask_registers
from andrum.fees.actions.authorities import end_authority, note_authority
from andrum.fees.actions.reading import note_fee_read
from andrum.fees.actions.reviews import open_review
from andrum.fees.actions.services import cancel_absence, end_service, grant_service, note_absence
from andrum.fees.domain.kinds import ABSENCE_REASONS, SERVICE_KINDS
from andrum.fees.models import Absence, Authority, FeeReview, GrantedService
from andrum.fees.queries.fees import fee_decisions_of, fee_of
from andrum.fees.queries.visible import statements_of
from andrum.fees.web.access import WORKERS, Visit, fee_matter_for, visit_of
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


Said = Mapping[str, Any]
Deed = Callable[..., object]


def _noting(form_class: type[forms.Form], done: Any) -> Callable[[Deed], Callable[..., HttpResponse]]:  # noqa: ANN401 - a lazy text
    """A page that does one thing to a matter with what its form says, and tells how it went; then the matter's page.

    The deed takes the visit, the matter, what the form says, and the number of the row when the address has one.
    """

    def page_of(deed: Deed) -> Callable[..., HttpResponse]:
        @require_POST
        @role_required(*WORKERS)
        def page(request: HttpRequest, /, matter_reference: str, **row: int) -> HttpResponse:
            visit = visit_of(request)
            matter = fee_matter_for(visit, matter_reference)
            form = form_class(request.POST)
            try:
                if form.is_valid():
                    deed(visit, matter, form.cleaned_data, **row)
                    messages.success(request, done)
                else:
                    messages.error(request, _first_error(form))
            except AndrumError as error:
                messages.error(request, str(error))
            return redirect("fees:of_matter", matter_reference)

        return wraps(deed)(page)

    return page_of


def _first_error(form: forms.Form) -> str:
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])


@_noting(ServiceForm, _("Insatsen är antecknad. Avgiften ligger i listan att granska."))
def grant(visit: Visit, matter: Matter, said: Said) -> None:
    """Note a granted service."""
    grant_service(matter=matter, **said, by=visit.by, at=visit.at)


@_noting(LastDayForm, _("Insatsen är avslutad."))
def end(visit: Visit, matter: Matter, said: Said, service_id: int) -> None:
    """Say which day is the last of a service."""
    service = get_object_or_404(GrantedService, matter=matter, pk=service_id)
    end_service(service=service, **said, by=visit.by, at=visit.at)


@_noting(AbsenceForm, _("Frånvaron är antecknad."))
def away(visit: Visit, matter: Matter, said: Said) -> None:
    """Note days away."""
    note_absence(matter=matter, **said, by=visit.by, at=visit.at)


@_noting(forms.Form, _("Frånvaron är borttagen."))
def not_away(visit: Visit, matter: Matter, _said: Said, absence_id: int) -> None:
    """Take back an absence."""
    absence = get_object_or_404(Absence, matter=matter, pk=absence_id)
    cancel_absence(absence=absence, by=visit.by, at=visit.at)


@_noting(AuthorityForm, _("Behörigheten är antecknad."))
def represent(visit: Visit, matter: Matter, said: Said) -> None:
    """Note who may speak for the person."""
    note_authority(matter=matter, **said, by=visit.by, at=visit.at)


@_noting(forms.Form, _("Behörigheten är avslutad."))
def represent_no_more(visit: Visit, matter: Matter, _said: Said, authority_id: int) -> None:
    """End somebody's right to speak for the person."""
    authority = get_object_or_404(Authority, person=matter.applicant, pk=authority_id)
    end_authority(authority=authority, matter=matter, by=visit.by, at=visit.at)


@_noting(forms.Form, _("Registren har svarat. Det som är nytt ligger i granskningen."))
def ask(visit: Visit, matter: Matter, _said: Said) -> None:
    """Ask the registers, and keep what they say."""
    ask_registers(matter=matter, month=visit.month, by=visit.by, at=visit.at)


@_noting(MonthForm, _("Avgiften ligger i listan att granska."))
def look(visit: Visit, matter: Matter, said: Said) -> None:
    """Let the fee be looked at from a month, also back in time."""
    open_review(matter=matter, month=said["month"], reason="change", by=visit.by, at=visit.at)
