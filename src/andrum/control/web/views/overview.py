"""How the control stands, and the stop button."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.automation.service import Mandate
from andrum.control.actions.stopping import stop_by_button, stop_fees_by_button
from andrum.control.domain.errors import ControlParameterError
from andrum.control.domain.parameters import Parameters
from andrum.control.queries.figures import Figures, all_figures
from andrum.control.queries.mandates import may_stop_mandate
from andrum.control.queries.missing import fees_without_mandate, unreviewed_count
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.reviews import queue_of
from andrum.control.web.forms import StopForm
from andrum.control.web.presenting import bound_in_words, change_in_words, finite_in_words, share_in_words
from andrum.control.web.visits import Visit, may_stop, sees_figures, tabs_for, visit_of
from andrum.fees.service import FeeMandate
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError, NotAllowedError


@require_safe
@sees_figures
def overview(request: HttpRequest) -> HttpResponse:
    """Every mandate and stratum: the share now, what the reviews show, and what would change it."""
    visit = visit_of(request)
    return _page(request, visit, {})


def _page(request: HttpRequest, visit: Visit, forms: dict[str, StopForm], status: int = 200) -> HttpResponse:
    named = visit.user.may_see_protected
    lost = fees_without_mandate(with_protected=named)
    context: dict[str, object] = {
        "tabs": tabs_for(visit.user, "overview"), "problem": "", "without_mandate": lost,
        "without_review": unreviewed_count(with_protected=named) - sum(it.count for it in lost),
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
        "mandates": [_mandate(visit, mandate, figures, parameters, forms) for mandate in _mandates()],
    }
    return render(request, "control/overview.html", context, status=status)


def _mandates() -> list[Mandate | FeeMandate]:
    """Those of applications, then those of fees, unit by unit."""
    fees = FeeMandate.objects.select_related("unit").order_by("unit__name", "code", "-valid_from", "pk")
    return [*Mandate.objects.order_by("name", "-valid_from", "pk"), *fees]


def _key(mandate: Mandate | FeeMandate) -> str:
    """What tells the mandates of the page apart."""
    return f"avgift-{mandate.pk}" if isinstance(mandate, FeeMandate) else str(mandate.pk)


def _mandate(
    visit: Visit, mandate: Mandate | FeeMandate, figures: list[Figures], parameters: Parameters,
    forms: dict[str, StopForm],
) -> dict[str, object]:  # fmt: skip
    own = [row for row in figures if row.stratum.of_mandate == mandate]
    key, is_fee = _key(mandate), isinstance(mandate, FeeMandate)
    is_confirmed = parameters.status == "confirmed"
    return {
        "mandate": mandate,
        "key": key,
        "is_fee": is_fee,
        "may_stop": may_stop_mandate(visit.user, mandate),
        "stop_address": reverse("control:stop_fees" if is_fee else "control:stop", args=[mandate.pk]),
        "form": forms.get(key) or StopForm(auto_id=f"stop-{key}-%s"),
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
    return _stopped(
        request, visit, str(mandate_id),
        lambda reason: stop_by_button(mandate_id=mandate_id, reason=reason, by=visit.user, at=visit.at),
        _("Mandatet «%(name)s» är stoppat. Ärendena lämnas nu till handläggare."),
    )  # fmt: skip


@require_POST
@may_stop
def stop_fees(request: HttpRequest, fee_mandate_id: int) -> HttpResponse:
    """Stop a fee mandate at once."""
    visit = visit_of(request)
    return _stopped(
        request, visit, f"avgift-{fee_mandate_id}",
        lambda reason: stop_fees_by_button(fee_mandate_id=fee_mandate_id, reason=reason, by=visit.user, at=visit.at),
        _("Mandatet «%(name)s» är stoppat. Avgifterna lämnas nu till handläggare."),
    )  # fmt: skip


def _stopped(
    request: HttpRequest, visit: Visit, key: str, deed: Callable[[str], Mandate | FeeMandate], said: str
) -> HttpResponse:
    form = StopForm(request.POST, auto_id=f"stop-{key}-%s")
    if not form.is_valid():
        return _page(request, visit, {key: form}, status=422)
    try:
        mandate = deed(form.cleaned_data["reason"])
    except NotAllowedError:
        raise Http404 from None
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said % {"name": mandate.name})
    return redirect("control:overview")
