"""Write analysis, assessment and proposal: saved as it is typed, versions with their authors, two at once told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import role_required
from andrum.investigations.actions.reading import note_read
from andrum.investigations.actions.writing import MAX_CHARACTERS, Saved, save_part, settle_aside
from andrum.investigations.models import Investigation, PartVersion, WrittenPart
from andrum.investigations.queries.compiled import compiled
from andrum.investigations.queries.written import versions_of, waiting_asides, written_parts
from andrum.investigations.web.access import WORKERS, Visit, investigation_for, visit_of
from andrum.investigations.web.presenting import Wish, shown_parts
from andrum.kernel.clock import SWEDEN
from andrum.kernel.errors import AndrumError

GUIDES = {
    "purpose": _lazy("Vilka frågor ska utredningen svara på?"),
    "analysis": _lazy("Vad betyder det som har kommit fram? Skilj på det som är sagt och det du drar för slutsats."),
    "assessment": _lazy("Vilka behov finns, och hur bedömer du dem? Vad är bäst för ett barn, och vad säger barnet?"),
    "proposal": _lazy("Vad föreslår du att nämnden eller den som har delegation beslutar?"),
}


def _base(request: HttpRequest) -> int:
    text = request.POST.get("base", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _part(part: str) -> str:
    if part not in WrittenPart.values:
        raise Http404
    return part


def _save(request: HttpRequest, one: Investigation, part: str, visit: Visit) -> Saved:
    text = request.POST.get("text", "")
    saved = save_part(investigation=one, part=part, text=text, base=_base(request), by=visit.by, at=visit.at)
    if not saved.is_conflict:
        for aside in waiting_asides(one, part).filter(pk__in=_settles(request)):
            settle_aside(version=aside, by=visit.by, at=visit.at)
    return saved


def _settles(request: HttpRequest) -> list[int]:
    """The text beside that was on the screen when this was saved: what was needed of it is in the saved text."""
    text = request.POST.get("bredvid", "")
    return [int(text)] if text.isdecimal() and len(text) < 16 else []


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WORKERS)
def write(request: HttpRequest, investigation_id: int, part: str) -> HttpResponse:
    """The text, with the lines of the basis beside it to read while one writes."""
    visit = visit_of(request)
    one, part = investigation_for(visit, investigation_id), _part(part)
    error, sent = "", ""
    if request.method == "POST":
        try:
            saved = _save(request, one, part, visit)
        except AndrumError as refused:
            error, sent = str(refused), request.POST.get("text", "")
        else:
            if not saved.is_conflict:
                messages.success(request, _("Texten är sparad."))
                return redirect("investigations:basis", one.pk)
    note_read(investigation=one, part=part, by=visit.by, at=visit.at)
    found = compiled(one, today=visit.today)
    aside = waiting_asides(one, part).last()
    context = {
        "one": one, "part": part, "written": found.written[part], "guide": GUIDES[part], "error": error,
        "aside": aside, "draft": sent or (aside.text if aside else found.written[part].text), "most": MAX_CHARACTERS,
        "parts": [shown for shown in shown_parts(found, Wish(), visit) if shown.count or shown.kind == "silent"],
        "title": next((s.title for s in found.plan.sections if s.part == part), found.written[part].title),
        "others": [other for other in found.written.values() if other.part != part],
    }  # fmt: skip
    return render(request, "investigations/write.html", context, status=409 if request.method == "POST" else 200)


@require_POST
@role_required(*WORKERS)
def autosave(request: HttpRequest, investigation_id: int, part: str) -> HttpResponse:
    """Save what is typed. Answers with the revision that the next save builds on, or 409 when it met another's."""
    visit = visit_of(request)
    one, part = investigation_for(visit, investigation_id), _part(part)
    try:
        saved = _save(request, one, part, visit)
    except AndrumError as error:
        return JsonResponse({"message": str(error)}, status=400)
    clock = f"{visit.at.astimezone(SWEDEN):%H.%M}"
    if saved.is_conflict:
        said = _("%(who)s har skrivit i samma del sedan du öppnade den. Din text är sparad bredvid. Jämför texterna.")
        return JsonResponse({"message": said % {"who": saved.version.written_by}}, status=409)
    return JsonResponse({"revision": saved.revision, "message": _("Sparat kl. %(time)s") % {"time": clock}})


@require_safe
@role_required(*WORKERS)
def versions(request: HttpRequest, investigation_id: int, part: str) -> HttpResponse:
    """Every version of a part, newest first."""
    visit = visit_of(request)
    one, part = investigation_for(visit, investigation_id), _part(part)
    note_read(investigation=one, part=f"{part}:versions", by=visit.by, at=visit.at)
    context = {
        "one": one, "part": part, "written": written_parts(one)[part], "versions": versions_of(one, part),
    }  # fmt: skip
    return render(request, "investigations/versions.html", context)


@require_POST
@role_required(*WORKERS)
def settle(request: HttpRequest, investigation_id: int, version_id: int) -> HttpResponse:
    """Leave what stands as it is; the text beside stays among the versions."""
    visit = visit_of(request)
    one = investigation_for(visit, investigation_id)
    version = PartVersion.objects.filter(pk=version_id, part__investigation=one).select_related("part").first()
    if version is None:
        raise Http404
    try:
        settle_aside(version=version, by=visit.by, at=visit.at)
    except AndrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Det som stod får stå. Den andra texten finns kvar bland versionerna."))
    return redirect("investigations:basis", one.pk)
