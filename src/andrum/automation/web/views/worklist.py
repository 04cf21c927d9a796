"""The worklist, on screen and as a file."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import role_required
from andrum.automation.actions.desk_reading import note_list_export, note_worklist_search
from andrum.automation.models import HandOver
from andrum.automation.queries.desk_worklist import (
    SOON_DAYS,
    Wish,
    as_rows,
    find_hand_overs,
    late_and_soon,
    reason_codes,
    that_fit,
    worklist,
)
from andrum.automation.queries.words import reason_sentences, short_reason
from andrum.automation.web.access import WORKERS, Visit, visit_of
from andrum.automation.web.exports import worklist_rows
from andrum.automation.web.forms import SearchForm, WishForm
from andrum.cases.service import open_tasks
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import MOST_ROWS, list_file

PER_PAGE = 50
MOST_HITS = 50


def _wish(request: HttpRequest) -> Wish:
    form = WishForm(request.GET)
    form.is_valid()
    values = form.cleaned_data
    return Wish(
        whose=values.get("vilka") or "alla", when=values.get("nar") or "alltid", reason=values.get("skal") or ""
    )


def _query(wish: Wish) -> dict[str, str]:
    return {"vilka": wish.whose, "nar": wish.when, "skal": wish.reason}


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def work(request: HttpRequest) -> HttpResponse:
    """What waits for a person, shortest time first. A search is posted, so that no name ends up in an address."""
    visit = visit_of(request)
    if request.method == "POST":
        return _search(request, visit)
    wish = _wish(request)
    everything = worklist(user=visit.user, at=visit.at)
    today = swedish_day(visit.at)
    fitting = as_rows(that_fit(everything, wish, user=visit.user, today=today))
    page = Paginator(fitting, PER_PAGE).get_page(request.GET.get("sida"))
    late, soon = late_and_soon(everything, today)
    context = {
        **_frame(visit, everything), "page": page, "rows": [_row(it, visit) for it in page.object_list], "wish": wish,
        "export_query": urlencode(_query(wish)),
        "reasons": [(code, short_reason(code)) for code in reason_codes(everything)],
        "late": late, "soon": soon,
    }  # fmt: skip
    return render(request, "automation/worklist.html", context)


def _frame(visit: Visit, everything: QuerySet[HandOver]) -> dict[str, object]:
    waiting = everything.order_by().values("matter")
    tasks = open_tasks(user=visit.user, at=visit.at).exclude(kind="decision_due", matter__in=waiting)
    return {
        "whose": WishForm.WHOSE, "when": WishForm.WHEN, "wish": Wish(), "tasks": tasks[:10],
        "today": swedish_day(visit.at), "task_count": tasks.count(),
    }  # fmt: skip


def _search(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = SearchForm(request.POST)
    found: list[HandOver] = []
    if form.is_valid():
        text = form.cleaned_data["q"]
        found = list(as_rows(find_hand_overs(user=visit.user, at=visit.at, text=text))[:MOST_HITS])
        note_worklist_search(text=text, hits=len(found), by=visit.by, at=visit.at)
    context = {
        **_frame(visit, worklist(user=visit.user, at=visit.at)),
        "searched": True, "form": form, "rows": [_row(it, visit) for it in found],
        "words": form.cleaned_data.get("q", "") if form.is_valid() else "",
    }  # fmt: skip
    return render(request, "automation/worklist.html", context)


def _row(hand_over: HandOver, visit: Visit) -> dict[str, object]:
    today = swedish_day(visit.at)
    sentences = reason_sentences(hand_over.reasons)
    is_late = hand_over.due_date < today
    return {
        "it": hand_over, "why": sentences[0] if sentences else "", "more": max(0, len(sentences) - 1),
        "status": "stop" if is_late else "worry" if hand_over.due_date <= today + timedelta(days=SOON_DAYS) else "",
        "is_late": is_late, "is_today": hand_over.due_date == today,
        "who": hand_over.taken_by or hand_over.matter.assigned_to,
    }  # fmt: skip


@require_safe
@role_required(*WORKERS)
def work_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same list as a file, at most ten thousand rows."""
    visit = visit_of(request)
    wish = _wish(request)
    rows = worklist_rows(worklist(user=visit.user, at=visit.at, wish=wish)[:MOST_ROWS])
    note_list_export(what="worklist", rows=len(rows) - 1, filters=_query(wish), by=visit.by, at=visit.at)
    found = list_file(rows, name="arbete", file_format=file_format)
    return HttpResponse(found.content, headers=found.headers)
