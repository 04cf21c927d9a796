"""The yearly recalculation: preview, what stands out, approval, progress, pause."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import Unit, role_required, units_of
from andrum.fees.actions.previewing import start_recalculation
from andrum.fees.actions.reading import note_fee_export
from andrum.fees.actions.recalculating import (
    approve_recalculation,
    drop_recalculation,
    pause_recalculation,
    resume_recalculation,
)
from andrum.fees.models import ItemState, Recalculation, RecalculationItem
from andrum.fees.queries.calculating import tariff_problem
from andrum.fees.queries.recalculations import items_of, progress_of, visible_recalculations
from andrum.fees.web.access import WORKERS, Visit, visit_of
from andrum.fees.web.forms import MonthForm
from andrum.fees.web.presenting import outlier_words
from andrum.kernel.downloads import MOST_ROWS, list_file
from andrum.kernel.errors import AndrumError
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month

PER_PAGE = 50


def own_unit(visit: Visit) -> Unit:
    """The unit where the visitor works with fees. Raises Http404 when there is none."""
    units = [unit for role in WORKERS for unit in units_of(visit.user, role)]
    if not units:
        raise Http404
    return units[0]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def recalculations(request: HttpRequest) -> HttpResponse:
    """All of them, and a new preview."""
    visit = visit_of(request)
    coming = Month(visit.today.year + 1, 1)
    form = MonthForm(request.POST or None, initial={"month": str(coming)})
    if request.method == "POST" and form.is_valid():
        try:
            made = start_recalculation(unit=own_unit(visit), month=form.cleaned_data["month"], by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Förhandsvisningen räknas nu. Ingenting beslutas förrän du godkänner."))
            return redirect("fees:recalculation", made.pk)
    rows = [{"it": row, "progress": progress_of(row)} for row in visible_recalculations(user=visit.user)[:20]]
    status = 422 if form.errors else 200
    return render(request, "fees/recalculations.html", {"form": form, "rows": rows}, status=status)


def _found(visit: Visit, recalculation_id: int) -> Recalculation:
    found = visible_recalculations(user=visit.user).filter(pk=recalculation_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@role_required(*WORKERS)
def recalculation(request: HttpRequest, recalculation_id: int) -> HttpResponse:
    """One of them: the sums, who stands out and why, and the button."""
    visit = visit_of(request)
    made = _found(visit, recalculation_id)
    state = request.GET.get("lage", "")
    state = state if state in ItemState.values else ""
    page = Paginator(items_of(made, user=visit.user, state=state), PER_PAGE).get_page(request.GET.get("sida", "1"))
    context = {
        "made": made, "progress": progress_of(made), "page": page, "state": state, "states": ItemState.choices,
        "rows": [_row(item) for item in page.object_list],
        "moving": made.state in {"previewing", "deciding"}, "problem": tariff_problem(Month.parse(made.month)),
    }  # fmt: skip
    return render(request, "fees/recalculation.html", context)


def _row(item: RecalculationItem) -> dict[str, object]:
    change = None if item.before_ore is None or item.after_ore is None else item.after_ore - item.before_ore
    return {"it": item, "change": change, "why": outlier_words(item.outliers)}


STEPS: dict[str, Callable[..., Recalculation]] = {
    "pausa": pause_recalculation, "fortsatt": resume_recalculation, "lagg-ner": drop_recalculation,
}  # fmt: skip


@require_POST
@role_required(*WORKERS)
def step(request: HttpRequest, recalculation_id: int, fee_step: str) -> HttpResponse:
    """Approve, pause, go on, or throw the preview away."""
    visit = visit_of(request)
    made = _found(visit, recalculation_id)
    if fee_step != "godkann" and fee_step not in STEPS:
        raise Http404
    shown = request.POST.get("antal", "")
    try:
        if fee_step == "godkann":
            approve_recalculation(
                recalculation=made, shown_count=int(shown) if shown.isascii() and shown.isdigit() else -1, by=visit.by,
                at=visit.at,
            )  # fmt: skip
        else:
            STEPS[fee_step](recalculation=made, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Klart."))
    return redirect("fees:recalculation", made.pk)


@require_safe
@role_required(*WORKERS)
def export(request: HttpRequest, recalculation_id: int, file_format: str) -> HttpResponse:
    """Everybody's fee before and after, as a file."""
    visit = visit_of(request)
    made = _found(visit, recalculation_id)
    items = items_of(made, user=visit.user)[:MOST_ROWS]
    head: list[str | int | date] = [
        _("Ärendenummer"), _("Vem"), _("Avgift nu"), _("Ny avgift"), _("Läge"), _("Avviker"),
    ]  # fmt: skip
    table = [head, *(_cells(item) for item in items)]
    note_fee_export(what="recalculation", rows=len(table) - 1, by=visit.by, at=visit.at)
    found = list_file(table, name=f"omrakning-{made.month}", file_format=file_format)
    return HttpResponse(found.content, headers=found.headers)


def _cells(item: RecalculationItem) -> list[str | int | date]:
    before = "" if item.before_ore is None else kronor(item.before_ore)
    after = "" if item.after_ore is None else kronor(item.after_ore)
    return [
        item.matter.reference, item.matter.applicant.name, before, after, str(item.get_state_display()),
        outlier_words(item.outliers),
    ]  # fmt: skip
