"""The invoice basis of each month, and its files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import role_required
from andrum.fees.actions.invoicing import make_invoice_run, note_run_taken_out
from andrum.fees.models import InvoiceRun
from andrum.fees.queries.invoices import bases_in, names_the_protected, run_csv, run_file, visible_runs
from andrum.fees.web.access import WORKERS, Visit, visit_of
from andrum.fees.web.forms import RunForm
from andrum.fees.web.views.recalculation import own_unit
from andrum.kernel.errors import AndrumError

PER_PAGE = 50
FILES = {"zip": (run_file, "application/zip"), "csv": (run_csv, "text/csv; charset=utf-8")}


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def runs(request: HttpRequest) -> HttpResponse:
    """All runs, and a new one."""
    visit = visit_of(request)
    last = visit.month.shift(-1)
    form = RunForm(request.POST or None, initial={"month": str(last), "issue_date": visit.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = make_invoice_run(unit=own_unit(visit), **form.cleaned_data, by=visit.by, at=visit.at)
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Underlaget är gjort. Ladda ner filen och lämna den till faktureringen."))
            return redirect("fees:invoice_run", made.pk)
    context = {"form": form, "runs": visible_runs(user=visit.user)[:36]}
    return render(request, "fees/invoice_runs.html", context, status=422 if form.errors else 200)


def _found(visit: Visit, invoice_id: int) -> InvoiceRun:
    found = visible_runs(user=visit.user).filter(pk=invoice_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
@role_required(*WORKERS)
def run(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """What a run holds."""
    visit = visit_of(request)
    made = _found(visit, invoice_id)
    rows = bases_in(made)
    if not visit.user.may_see_protected:
        rows = rows.filter(matter__is_protected=False)
    is_kept_back = not visit.user.may_see_protected and names_the_protected(made)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida", "1"))
    return render(request, "fees/invoice_run.html", {"made": made, "page": page, "is_kept_back": is_kept_back})


@require_safe
@role_required(*WORKERS)
def download(request: HttpRequest, invoice_id: int, file_format: str) -> HttpResponse:
    """The file of a run, the same each time."""
    visit = visit_of(request)
    made = _found(visit, invoice_id)
    if not visit.user.may_see_protected and names_the_protected(made):
        raise Http404
    make, media_type = FILES[file_format]
    note_run_taken_out(run=made, file_format=file_format, by=visit.by, at=visit.at)
    name = f"avgifter-{made.month}-{made.number}.{file_format}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return HttpResponse(make(made), content_type=media_type, headers=headers)
