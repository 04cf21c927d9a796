"""The review of openings outside assignment and of the day's readings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.audit.service import in_words
from andrum.control.actions.openings import review_opening
from andrum.control.actions.readings import review_reading
from andrum.control.models import Verdict
from andrum.control.queries.openings import openings_shown_to, waiting_openings
from andrum.control.queries.readings import events_of_readings, visible_readings, waiting_readings
from andrum.control.web.forms import VerdictForm
from andrum.control.web.visits import Visit, sees_matters, tabs_for, visit_of
from andrum.kernel.errors import AndrumError, NotAllowedError

PER_PAGE = 20


@require_safe
@sees_matters
def openings(request: HttpRequest) -> HttpResponse:
    """Every opening that waits for its review, and those reviewed."""
    visit = visit_of(request)
    waiting = waiting_openings(visit.user, at=visit.at)
    context = {
        "tabs": tabs_for(visit.user, "openings"),
        "waiting": [(row, VerdictForm(auto_id=f"opening-{row.id}-%s")) for row in waiting[:PER_PAGE]],
        "more": max(len(waiting) - PER_PAGE, 0),
        "done": [row for row in openings_shown_to(visit.user, at=visit.at) if row.review is not None][:50],
    }
    return render(request, "control/openings.html", context)


@require_POST
@sees_matters
def opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Say whether there was a reason to open the matter."""
    visit = visit_of(request)
    if not any(row.id == opening_id for row in openings_shown_to(visit.user, at=visit.at)):
        raise Http404
    try:
        review_opening(opening_id=opening_id, **_answer(request), by=visit.user, at=visit.at)
    except NotAllowedError:
        raise Http404 from None
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Din bedömning är sparad."))
    return redirect("control:openings")


def _answer(request: HttpRequest) -> dict[str, str]:
    return {"verdict": request.POST.get("verdict", ""), "words": request.POST.get("words", "")[:2_000]}


@require_safe
@sees_matters
def readings(request: HttpRequest) -> HttpResponse:
    """The drawn readings that wait, oldest first."""
    visit = visit_of(request)
    page = Paginator(waiting_readings(visit.user), PER_PAGE).get_page(request.GET.get("sida"))
    context = {"tabs": tabs_for(visit.user, "readings"), "page": page, "rows": _rows(page.object_list)}
    return render(request, "control/readings.html", context | {"wrong": _wrong(visit)})


def _rows(found: object) -> list[dict[str, object]]:
    shown = list(found)  # type: ignore[call-overload]  # a page of rows
    events = events_of_readings(shown)
    return [
        {
            "reading": row, "event": events[row.event_seq],
            "what": in_words(events[row.event_seq].kind, events[row.event_seq].details),
            "form": VerdictForm(auto_id=f"reading-{row.pk}-%s"),
        }
        for row in shown
        if row.event_seq in events
    ]  # fmt: skip


def _wrong(visit: Visit) -> list[dict[str, object]]:
    return _rows(visible_readings(visit.user).filter(verdict=Verdict.WRONG).order_by("-at")[:20])


@require_POST
@sees_matters
def reading(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Say whether there was a reason to read."""
    visit = visit_of(request)
    try:
        review_reading(reading_id=reading_id, **_answer(request), by=visit.user, at=visit.at)
    except NotAllowedError:
        raise Http404 from None
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Din bedömning är sparad."))
    return redirect("control:readings")
