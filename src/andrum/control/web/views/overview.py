"""How the control stands, and the stop button."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import has_role
from andrum.automation.service import Mandate
from andrum.control.actions.stopping import MAY_STOP, stop_by_button
from andrum.control.domain.errors import ControlParameterError
from andrum.control.domain.parameters import Parameters
from andrum.control.queries.figures import Figures, all_figures
from andrum.control.queries.missing import unreviewed_count
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.reviews import queue_of
from andrum.control.web.forms import StopForm
from andrum.control.web.presenting import bound_in_words, change_in_words, finite_in_words, share_in_words
from andrum.control.web.visits import Visit, may_stop, sees_figures, tabs_for, visit_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError, NotAllowedError


@require_safe
@sees_figures
def overview(request: HttpRequest) -> HttpResponse:
    """Every mandate and stratum: the share now, what the reviews show, and what would change it."""
    visit = visit_of(request)
    return _page(request, visit, {})


def _page(request: HttpRequest, visit: Visit, forms: dict[int, StopForm], status: int = 200) -> HttpResponse:
    context: dict[str, object] = {
        "tabs": tabs_for(visit.user, "overview"), "may_stop": has_role(visit.user, *MAY_STOP), "problem": "",
        "without_review": unreviewed_count(with_protected=visit.user.may_see_protected),
    }  # fmt: skip
    try:
        parameters = parameters_on(swedish_day(visit.at))
    except ControlParameterError as error:
        context |= {"problem": str(error), "mandates": [], "waiting": 0}
        return render(request, "control/overview.html", context)
    figures = all_figures(parameters=parameters, at=visit.at, user=visit.user)
    context |= {
        "parameters": parameters,
        "waiting": queue_of(visit.user, at=visit.at).count(),
        "mandates": [_mandate(mandate, figures, parameters, forms) for mandate in _mandates()],
    }
    return render(request, "control/overview.html", context, status=status)


def _mandates() -> Iterable[Mandate]:
    return Mandate.objects.order_by("name", "-valid_from", "pk")


def _mandate(
    mandate: Mandate, figures: list[Figures], parameters: Parameters, forms: dict[int, StopForm]
) -> dict[str, object]:
    own = [row for row in figures if row.stratum.mandate_id == mandate.pk]
    is_confirmed = parameters.status == "confirmed"
    return {
        "mandate": mandate,
        "form": forms.get(mandate.pk) or StopForm(auto_id=f"stop-{mandate.pk}-%s"),
        "strata": [
            {
                "figures": row,
                "share": share_in_words(row.share),
                "bound": bound_in_words(row.since),
                "finite": finite_in_words(row.now),
                "change": change_in_words(row, is_confirmed=is_confirmed),
            }
            for row in own
        ],
    }


@require_POST
@may_stop
def stop(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Stop a mandate at once."""
    visit = visit_of(request)
    form = StopForm(request.POST, auto_id=f"stop-{mandate_id}-%s")
    if not form.is_valid():
        return _page(request, visit, {mandate_id: form}, status=422)
    try:
        mandate = stop_by_button(mandate_id=mandate_id, reason=form.cleaned_data["reason"], by=visit.user, at=visit.at)
    except NotAllowedError:
        raise Http404 from None
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Mandatet «%(name)s» är stoppat. Ärendena lämnas nu till handläggare.") % {"name": mandate.name}
        )
    return redirect("control:overview")
