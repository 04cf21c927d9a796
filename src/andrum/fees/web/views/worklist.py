"""What waits for a fee officer, shortest time first."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from andrum.accounts.service import role_required
from andrum.fees.actions.reading import note_fee_export
from andrum.fees.models import FeeReview, ReviewReason
from andrum.fees.queries.calculating import tariff_problem
from andrum.fees.queries.visible import visible_fee_matters, visible_reviews
from andrum.fees.web.access import WORKERS, Visit, visit_of
from andrum.fees.web.forms import WishForm
from andrum.fees.web.presenting import reason_words
from andrum.kernel.downloads import MOST_ROWS, list_file
from andrum.kernel.money import kronor

PER_PAGE = 50


def _wished(visit: Visit, reason: str) -> list[FeeReview]:
    rows = visible_reviews(user=visit.user, at=visit.at).filter(closed_at__isnull=True)
    found = list(rows.defer("proposal")[:MOST_ROWS])
    return [row for row in found if not reason or reason in row.reasons]


def _reason(request: HttpRequest) -> str:
    form = WishForm(request.GET)
    return str(form.cleaned_data["skal"]) if form.is_valid() else ""


@require_safe
@role_required(*WORKERS)
def worklist(request: HttpRequest) -> HttpResponse:
    """The list, fifty a page; with ``?skal=`` only one reason."""
    visit = visit_of(request)
    reason = _reason(request)
    rows = _wished(visit, reason)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida", "1"))
    shown = [
        {"it": row, "why": reason_words(row.reasons), "is_late": row.due_date < visit.today} for row in page.object_list
    ]
    has_fees = visible_fee_matters(user=visit.user, at=visit.at).exists()
    context = {
        "page": page, "rows": shown, "reason": reason, "reasons": ReviewReason.choices,
        "late": sum(row.due_date < visit.today for row in rows),
        "problem": tariff_problem(visit.month) if has_fees else None,
    }  # fmt: skip
    return render(request, "fees/worklist.html", context)


@require_safe
@role_required(*WORKERS)
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same list as a file; personal numbers are left out."""
    visit = visit_of(request)
    rows = _wished(visit, _reason(request))
    head: list[str | int | date] = [
        _("Ärendenummer"), _("Vem"), _("Varför"), _("Från och med"), _("Avgift nu"), _("Förslag"), _("Senast"),
    ]  # fmt: skip
    table = [head, *(_cells(row) for row in rows)]
    note_fee_export(what="fee_reviews", rows=len(rows), by=visit.by, at=visit.at)
    found = list_file(table, name="avgifter", file_format=file_format)
    return HttpResponse(found.content, headers=found.headers)


def _cells(row: FeeReview) -> list[str | int | date]:
    before = "" if row.before_ore is None else kronor(row.before_ore)
    proposed = "" if row.proposed_ore is None else kronor(row.proposed_ore)
    return [
        row.matter.reference, row.matter.applicant.name, "; ".join(reason_words(row.reasons)), row.month, before,
        proposed, row.due_date,
    ]  # fmt: skip
