"""The board of runs, and one run with its steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from andrum.accounts.service import Role, has_role, role_required, staff_required
from andrum.automation.actions.desk_reading import note_list_export, note_run_read
from andrum.automation.models import Run, RunState
from andrum.automation.queries.desk_mandates import working_mandates
from andrum.automation.queries.desk_runs import months_with_runs, visible_runs, waiting_runs
from andrum.automation.queries.words import KINDS, STATE_KINDS
from andrum.automation.service import retry_run
from andrum.automation.web.access import Visit, run_for, visit_of
from andrum.automation.web.exports import run_rows
from andrum.automation.web.run_pages import (
    board_rows,
    cause_rows,
    fault_rows,
    may_retry,
    reads_steps,
    shown_runs,
    shown_steps,
)
from andrum.kernel.clock import swedish_day
from andrum.kernel.downloads import MOST_ROWS, list_file
from andrum.kernel.errors import AndrumError
from andrum.runs.service import board_of_runs

OVERSEERS = (Role.UNIT_MANAGER, Role.OPERATOR, Role.BOARD)
STOPPERS = (Role.UNIT_MANAGER, Role.BOARD, Role.ADMINISTRATOR)
PER_PAGE = 50
MOST_WAITING = 20


def _chosen(request: HttpRequest, months: list[str]) -> dict[str, str]:
    month, kind, state = (request.GET.get(name, "") for name in ("manad", "slag", "lage"))
    return {
        "manad": month if month in months else "",
        "slag": kind if kind in KINDS and kind != "all" else "",
        "lage": state if state in RunState.values else "",
    }


def _of_month(visit: Visit, month: str) -> QuerySet[Run]:
    runs = visible_runs(user=visit.user, at=visit.at)
    return runs.filter(month=month) if month else runs


def _filtered(runs: QuerySet[Run], chosen: dict[str, str]) -> QuerySet[Run]:
    if chosen["slag"]:
        runs = runs.filter(application__kind=chosen["slag"])
    return runs.filter(state=chosen["lage"]) if chosen["lage"] else runs


@require_safe
@role_required(*OVERSEERS)
def run_board(request: HttpRequest) -> HttpResponse:
    """A row a kind of run, numbers that add up, what waits and why, why cases went to a person, the newest runs."""
    visit = visit_of(request)
    months = months_with_runs(visible_runs(user=visit.user, at=visit.at))
    chosen = _chosen(request, months)
    runs = _of_month(visit, chosen["manad"])
    waiting = waiting_runs(runs)
    board = board_of_runs(user=visit.user, at=visit.at, month=chosen["manad"])
    page = Paginator(_filtered(runs, chosen), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "visit": visit, "months": months, "chosen": chosen, "rows": board_rows(board),
        "faults": fault_rows(board), "causes": cause_rows(board),
        "may_note_time": has_role(visit.user, Role.UNIT_MANAGER),
        "waiting": shown_runs(waiting[:MOST_WAITING], visit), "more_waiting": max(0, waiting.count() - MOST_WAITING),
        "page": page, "shown": shown_runs(page.object_list, visit), "states": RunState.choices, "kinds": KINDS,
        "export_query": urlencode(chosen), "working": working_mandates(day=swedish_day(visit.at)),
        "may_stop": has_role(visit.user, *STOPPERS),
    }  # fmt: skip
    return render(request, "automation/run_board.html", context)


@require_safe
@role_required(*OVERSEERS)
def run_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same runs as a file."""
    visit = visit_of(request)
    chosen = _chosen(request, months_with_runs(visible_runs(user=visit.user, at=visit.at)))
    rows = run_rows(_filtered(_of_month(visit, chosen["manad"]), chosen)[:MOST_ROWS])
    note_list_export(what="runs", rows=len(rows) - 1, filters=chosen, by=visit.by, at=visit.at)
    found = list_file(rows, name="korningar", file_format=file_format)
    return HttpResponse(found.content, headers=found.headers)


@require_safe
@staff_required
def run_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run: each step with what went in, which versions, and what came out, in words."""
    visit = visit_of(request)
    run = run_for(visit, run_id)
    note_run_read(run=run, by=visit.by, at=visit.at)
    reads = reads_steps(visit, run)
    context = {
        "run": run, "reads": reads, "status": STATE_KINDS[RunState(run.state)],
        "steps": shown_steps(run, with_data=reads), "may_retry": may_retry(visit, run),
        "hand_overs": run.hand_overs.order_by("pk"), "sees_board": has_role(visit.user, *OVERSEERS),
    }  # fmt: skip
    return render(request, "automation/run.html", context)


@require_POST
@staff_required
def retry(request: HttpRequest, run_id: int) -> HttpResponse:
    """Try a waiting run again now."""
    visit = visit_of(request)
    run = run_for(visit, run_id)
    if not may_retry(visit, run):
        raise Http404
    try:
        retry_run(run=run, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Körningen görs om så snart det blir dess tur."))
    return redirect("automation:run", run_id)
