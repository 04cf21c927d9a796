"""A new matter of fees, from the fee desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andrum.accounts.service import Unit, role_required, units_of
from andrum.fees.actions.opening import Opening, open_fee_matter_by_hand
from andrum.fees.web.access import WORKERS, Visit, visit_of
from andrum.fees.web.forms import NewFeeMatterForm
from andrum.kernel.errors import AndrumError


def _own_units(visit: Visit) -> list[Unit]:
    return list({unit.pk: unit for role in WORKERS for unit in units_of(visit.user, role)}.values())


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def new_matter(request: HttpRequest) -> HttpResponse:
    """Open the matter of a person by personal number. The number is posted, so that no address or server log has it."""
    visit = visit_of(request)
    form = NewFeeMatterForm(request.POST or None, own=_own_units(visit))
    if request.method == "POST" and form.is_valid():
        try:
            opening = open_fee_matter_by_hand(**form.cleaned_data, user=visit.user, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            return _led_to(request, opening)
    return render(request, "fees/new_matter.html", {"form": form}, status=422 if form.errors else 200)


def _led_to(request: HttpRequest, opening: Opening) -> HttpResponse:
    """To the matter, with what happened; to where one says why one needs it, when it is a colleague's."""
    reference = opening.matter.reference
    if opening.is_new:
        messages.success(request, _("Avgiftsärendet är öppnat. Anteckna den beviljade insatsen här."))
    elif opening.is_seen:
        messages.info(request, _("Personen har redan ett öppet avgiftsärende. Här är det. Inget nytt är öppnat."))
    else:
        messages.info(request, _("Personen har redan ett öppet avgiftsärende hos en kollega. Inget nytt är öppnat."))
        return redirect("cases:open_anyway", reference)
    return redirect("fees:of_matter", reference)
