"""What the board lets be decided without a person."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import Role, has_role, role_required, units_of
from andrum.fees.actions.mandates import give_fee_mandate, switch_fee_mandate
from andrum.fees.queries.mandates import visible_fee_mandates
from andrum.fees.web.access import DECIDERS, visit_of
from andrum.fees.web.forms import MandateForm, SwitchForm
from andrum.kernel.errors import AndrumError


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.FEE_OFFICER, *DECIDERS)
def mandates(request: HttpRequest) -> HttpResponse:
    """All of them; a manager or the board may note a new one."""
    visit = visit_of(request)
    may_give = has_role(visit.user, *DECIDERS)
    if request.method == "POST" and not may_give:
        raise Http404
    form = MandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = next(unit for role in DECIDERS for unit in units_of(visit.user, role))
        said = form.cleaned_data | {"most_change_ore": form.cleaned_data["most_change_ore"] or 0}
        try:
            give_fee_mandate(unit=unit, **said, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Mandatet är antecknat. Det är av tills någon slår på det."))
            return redirect("fees:mandates")
    rows = list(visible_fee_mandates(user=visit.user))
    context = {"form": form, "rows": rows, "may_give": may_give}
    return render(request, "fees/mandates.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(*DECIDERS)
def switch(request: HttpRequest, fee_mandate_id: int) -> HttpResponse:
    """Switch a mandate on, off, or stop it."""
    visit = visit_of(request)
    mandate = visible_fee_mandates(user=visit.user).filter(pk=fee_mandate_id).first()
    if mandate is None or not has_role(visit.user, *DECIDERS, unit=mandate.unit):
        raise Http404
    form = SwitchForm(request.POST)
    try:
        if not form.is_valid():
            messages.error(request, _("Skriv varför du ändrar."))
        else:
            switch_fee_mandate(mandate=mandate, **form.cleaned_data, by=visit.by, at=visit.at)
            messages.success(request, _("Mandatet är ändrat."))
    except AndrumError as error:
        messages.error(request, str(error))
    return redirect("fees:mandates")
