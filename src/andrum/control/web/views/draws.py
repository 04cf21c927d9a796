"""Draws as anybody can repeat them: seed, key, lot, share, drawn or not."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from andrum.automation.service import DrawSeed
from andrum.control.actions.reading import note_export
from andrum.control.queries.draws import as_rows, draws_of_day, seed_of, seeds
from andrum.control.web.visits import sees_figures, tabs_for, visit_of
from andrum.kernel.downloads import csv_file

PER_PAGE = 31
MOST_SHOWN = 500


@require_safe
@sees_figures
def days(request: HttpRequest) -> HttpResponse:
    """Every published seed, newest first, and how a draw is repeated."""
    visit = visit_of(request)
    page = Paginator(seeds(), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "control/draws.html", {"tabs": tabs_for(visit.user, "draws"), "page": page})


def _seed_for(text: str) -> DrawSeed:
    try:
        found = seed_of(date.fromisoformat(text))
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


@require_safe
@sees_figures
def day(request: HttpRequest, day: str) -> HttpResponse:
    """The draws of one day."""
    visit = visit_of(request)
    seed = _seed_for(day)
    draws = draws_of_day(seed, user=visit.user)
    context = {
        "tabs": tabs_for(visit.user, "draws"), "seed": seed, "draws": draws[:MOST_SHOWN], "count": len(draws),
        "most": MOST_SHOWN,
    }  # fmt: skip
    return render(request, "control/draws_of_day.html", context)


@require_safe
@sees_figures
def day_csv(request: HttpRequest, day: str) -> HttpResponse:
    """The draws of one day as a file."""
    visit = visit_of(request)
    seed = _seed_for(day)
    draws = draws_of_day(seed, user=visit.user)
    note_export(what="draws", rows=len(draws), by=visit.by, at=visit.at)
    found = csv_file(as_rows(draws), name=f"lottning-{seed.day.isoformat()}")
    return HttpResponse(found.content, headers=found.headers)
