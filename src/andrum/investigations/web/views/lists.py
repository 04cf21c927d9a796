"""The investigations one may see, with the nearest day first; and what is investigated in one matter."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import role_required
from andrum.investigations.actions.reading import note_export, note_search
from andrum.investigations.domain.days import Deadline, DeadlineState, late_of, next_of
from andrum.investigations.models import Framework, Investigation
from andrum.investigations.queries.days import deadlines_in
from andrum.investigations.queries.visible import Wish, wished
from andrum.investigations.web.access import WORKERS, Visit, visit_of
from andrum.investigations.web.forms import ListForm, SearchForm
from andrum.investigations.web.presenting import STATE_KINDS
from andrum.kernel.downloads import MOST_ROWS, list_file

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """An investigation with its next day."""

    it: Investigation
    next: Deadline | None
    state: DeadlineState | None
    left: int | None

    @property
    def kind(self) -> str:
        """The kind of status that the day has."""
        return STATE_KINDS[self.state] if self.state is not None else ""

    @property
    def over(self) -> int:
        """How many days too late it is."""
        return -self.left if self.left is not None and self.left < 0 else 0


def rows_of(visit: Visit, wish: Wish) -> list[Row]:
    """The wished investigations, nearest day first, those without a day last."""
    found = list(wished(user=visit.user, at=visit.at, wish=wish)[:MOST_ROWS])
    days = deadlines_in(found)
    rows = [_row(one, days[one.pk], visit.today) for one in found]
    return sorted(rows, key=lambda row: (row.next.due if row.next and row.next.due else date.max, row.it.pk))


def _row(one: Investigation, deadlines: tuple[Deadline, ...], today: date) -> Row:
    late = late_of(deadlines, today)
    following = None if one.is_closed else (late[0] if late else next_of(deadlines))
    state = following.state(today) if following else None
    return Row(one, following, state, following.days_left(today) if following else None)


def _wish(request: HttpRequest) -> Wish:
    form = ListForm(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    return Wish(
        whose=chosen.get("vilka") or "alla", which=chosen.get("lage") or "pagar", framework=chosen.get("omrade") or ""
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def investigations(request: HttpRequest) -> HttpResponse:
    """The list, fifty a page; a search is sent as a form, so that no name stands in an address."""
    visit = visit_of(request)
    wish = _wish(request)
    form = SearchForm(request.POST or None)
    searched = request.method == "POST"
    if searched and form.is_valid():
        wish = Wish(which="alla", text=form.cleaned_data["q"])
    rows = rows_of(visit, wish) if not searched or form.is_valid() else []
    if searched and form.is_valid():
        note_search(text=wish.text, hits=len(rows), by=visit.by, at=visit.at)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida", "1"))
    filters = {"vilka": wish.whose, "lage": wish.which, "omrade": wish.framework}
    context = {
        "page": page, "wish": wish, "form": form, "searched": searched, "whose": ListForm.WHOSE,
        "which": ListForm.WHICH, "frameworks": Framework.choices, "export_query": urlencode(filters),
        "late": sum(row.state is DeadlineState.LATE for row in rows),
        "soon": sum(row.state is DeadlineState.SOON for row in rows),
    }  # fmt: skip
    return render(request, "investigations/list.html", context)


@require_safe
@role_required(*WORKERS)
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same list as a file; personal numbers are left out."""
    visit = visit_of(request)
    wish = _wish(request)
    rows = rows_of(visit, wish)
    head: list[str | int | date] = [
        _("Ärendenummer"), _("Vem"), _("Område"), _("Läge"), _("Anmälan"), _("Inledd"), _("Nästa"), _("Senast"),
        _("Handläggare"),
    ]  # fmt: skip
    table = [head, *(_cells(row) for row in rows)]
    filters = {"vilka": wish.whose, "lage": wish.which, "omrade": wish.framework}
    note_export(what="investigations", rows=len(rows), filters=filters, by=visit.by, at=visit.at)
    found = list_file(table, name="utredningar", file_format=file_format)
    return HttpResponse(found.content, headers=found.headers)


def _cells(row: Row) -> list[str | int | date]:
    one = row.it
    worker = one.matter.assigned_to
    return [
        one.matter.reference, one.matter.applicant.name, str(one.get_framework_display()),
        str(one.get_state_display()), one.reported_date or "", one.started_date or "",
        row.next.words if row.next else "", (row.next.due if row.next else None) or "", worker.name if worker else "",
    ]  # fmt: skip
