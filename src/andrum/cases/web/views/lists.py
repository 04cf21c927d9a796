"""The list of matters, on screen and as a file."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from andrum.accounts.service import staff_required
from andrum.cases.actions.reading import note_export
from andrum.cases.models import Matter
from andrum.cases.queries.visibility import visible_matters
from andrum.cases.web.access import Visit, visit_of
from andrum.cases.web.exports import matter_rows
from andrum.cases.web.forms import ListForm
from andrum.kernel.downloads import MOST_ROWS, list_file

PER_PAGE = 50
SOON = timedelta(days=3)


def _chosen(request: HttpRequest) -> dict[str, str]:
    form = ListForm(request.GET)
    form.is_valid()
    values = form.cleaned_data
    return {
        "vilka": values.get("vilka") or "mina",
        "lage": values.get("lage") or "open",
        "ordning": values.get("ordning") or "-oppnat",
        "sida": str(values.get("sida") or 1),
    }


def _matters(visit: Visit, chosen: dict[str, str]) -> QuerySet[Matter]:
    matters = visible_matters(user=visit.user, at=visit.at).filter(state=chosen["lage"])
    if chosen["vilka"] == "mina":
        matters = matters.filter(assigned_to=visit.user)
    elif chosen["vilka"] == "otilldelade":
        matters = matters.filter(assigned_to__isnull=True)
    order = ListForm.ORDERS[chosen["ordning"]]
    return matters.select_related("applicant", "unit", "assigned_to").order_by(order, "-pk")


@require_safe
@staff_required
def matter_list(request: HttpRequest) -> HttpResponse:
    """The matters one may see, fifty a page."""
    visit = visit_of(request)
    chosen = _chosen(request)
    page = Paginator(_matters(visit, chosen), PER_PAGE).get_page(chosen["sida"])
    filters = {key: chosen[key] for key in ("vilka", "lage", "ordning")}
    context = {
        "page": page, "chosen": chosen, "whose": ListForm.WHOSE, "export_query": urlencode(filters),
        "is_filtered": filters != {"vilka": "mina", "lage": "open", "ordning": "-oppnat"},
    }  # fmt: skip
    return render(request, "cases/matter_list.html", context)


@require_safe
@staff_required
def matter_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same list as a file, at most ten thousand rows."""
    visit = visit_of(request)
    chosen = _chosen(request)
    rows = matter_rows(_matters(visit, chosen)[:MOST_ROWS])
    filters = {key: chosen[key] for key in ("vilka", "lage")}
    note_export(what="matters", rows=len(rows) - 1, filters=filters, by=visit.by, at=visit.at)
    found = list_file(rows, name="arenden", file_format=file_format)
    return HttpResponse(found.content, headers=found.headers)
