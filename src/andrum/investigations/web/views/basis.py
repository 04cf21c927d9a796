"""The document on screen: filters, one line followed back, sorting, and a new compilation on demand."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.investigations.actions.keeping import keep_basis
from andrum.investigations.actions.placing import place
from andrum.investigations.actions.reading import note_read
from andrum.investigations.models import InvestigationState
from andrum.investigations.queries.compiled import compiled
from andrum.investigations.queries.document import line_of
from andrum.investigations.queries.material import area_names
from andrum.investigations.queries.written import waiting_asides
from andrum.investigations.web.access import WORKERS, investigation_for, visit_of
from andrum.investigations.web.presenting import (
    Shower,
    Wish,
    area_choices,
    shown_deadlines,
    shown_missing,
    shown_parts,
    speakers_of,
    way_back,
    wish_of,
)
from andrum.kernel.errors import AndrumError


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def basis(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """The whole document as the case is now. Words that are searched for are sent as a form."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    found = compiled(one, today=visit.today)
    wish = wish_of(request.GET, request.POST.get("q", ""), found.basis)
    parts = shown_parts(found, wish, visit)
    note_read(investigation=one, part="basis", by=visit.by, at=visit.at)
    context = {
        "one": one, "found": found, "parts": parts, "wish": wish, "deadlines": shown_deadlines(found.deadlines, visit),
        "missing": shown_missing(found.missing), "areas": area_choices(found.basis.names),
        "speakers": list(enumerate(speakers_of(found.basis))), "new": len(found.basis.new_keys),
        "hits": sum(part.count for part in parts), "asides": list(waiting_asides(one)),
        "is_prescreening": one.state == InvestigationState.PRESCREENING,
        "has_protection": any(step.kind == "protection" for step in found.steps),
        "followed_by": getattr(one, "followed_by", None), "is_filtered": not wish.is_everything,
    }  # fmt: skip
    return render(request, "investigations/basis.html", context)


@require_safe
@role_required(*WORKERS)
def line(request: HttpRequest, investigation_id: int, line_key: str) -> HttpResponse:
    """One line: the words, who said them and how, the ways back, and where it stands in a difference."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    found = compiled(one, today=visit.today)
    entry = found.basis.entry(line_key)
    if entry is None:
        raise Http404
    shower = Shower(found, Wish())
    differences = [pair for pair in found.basis.differences if entry in (pair.first, pair.second)]
    changes = [pair for pair in found.basis.changes if entry in (pair.earlier, pair.later)]
    note_read(investigation=one, part="line", by=visit.by, at=visit.at)
    context = {
        "one": one, "entry": entry, "line": line_of(entry), "ways": way_back(one, entry, found),
        "area": shower.names.get(entry.area, ""), "areas": area_choices(found.basis.names),
        "pairs": [*(shower.difference(pair) for pair in differences), *(shower.change(pair) for pair in changes)],
        "minutes": None if entry.second is None else f"{int(entry.second) // 60}:{int(entry.second) % 60:02d}",
    }  # fmt: skip
    return render(request, "investigations/line.html", context)


@require_POST
@role_required(*WORKERS)
def sort_line(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """Put a line under an area."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    key, area = request.POST.get("rad", "")[:60], request.POST.get("omrade", "")[:60]
    try:
        place(investigation=one, entry_key=key, area=area, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        name = next((found.name for found in area_names(one.framework) if found.id == area), "")
        said = _("Raden står nu under %(area)s.") % {"area": name} if name else _("Raden står nu bland de osorterade.")
        messages.success(request, said)
    return redirect("investigations:basis", one.pk)


@require_POST
@role_required(*WORKERS)
def keep(request: HttpRequest, investigation_id: int) -> HttpResponse:
    """Keep the basis as the case is now."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    try:
        kept = keep_basis(investigation=one, cause="asked", by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Sammanställning %(number)d är sparad. Det du har skrivit är orört.") % {"number": kept.number},
        )
    return redirect("investigations:basis", one.pk)
