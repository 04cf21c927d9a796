"""A matter: overview, timeline, decisions, persons, assignment, and «Öppna ändå»."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from andrum.accounts.service import Role, has_role, staff_required
from andrum.cases.actions.access import open_anyway
from andrum.cases.actions.reading import note_matter_read
from andrum.cases.domain.errors import AccessReasonError
from andrum.cases.models import Matter
from andrum.cases.queries.decisions import decisions_of
from andrum.cases.queries.facts import current_facts, months_with_facts
from andrum.cases.queries.matters import active_hold, participants_of
from andrum.cases.queries.parts import matter_tabs
from andrum.cases.queries.staff import caseworkers_of
from andrum.cases.queries.tasks import deadlines_of
from andrum.cases.queries.timeline import KINDS, PAGE, USUAL, timeline
from andrum.cases.queries.visibility import is_opened_anyway, may_open_anyway, visible_matters
from andrum.cases.web.access import Visit, matter_for, visit_of
from andrum.cases.web.entries import CHOICES, shown_entries
from andrum.cases.web.facts import fact_pairs
from andrum.cases.web.forms import AssignForm, EndForm, OpenAnywayForm, ParticipantForm
from andrum.cases.web.receipts import shown_receipt
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import NotAllowedError


def page_of(request: HttpRequest, visit: Visit, matter: Matter, part: str, **context: object) -> HttpResponse:
    """Render one part of a matter and note in the log that it was read."""
    note_matter_read(matter=matter, part=part, by=visit.by, at=visit.at)
    shown = {
        "matter": matter, "part": part, "tabs": matter_tabs(matter, part), "visit": visit,
        "hold": active_hold(matter, at=visit.at), "opened": is_opened_anyway(visit.user, matter, visit.at), **context,
    }  # fmt: skip
    return render(request, f"cases/{part}.html", shown)


@require_safe
@staff_required
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """What the matter is, what is due, and what the sources say."""
    visit = visit_of(request)
    if _should_ask_why(visit, reference):
        return redirect("cases:open_anyway", reference)
    matter = matter_for(visit, reference)
    months = months_with_facts(matter)
    chosen = request.GET.get("manad", "")
    month = chosen if chosen in months else (months[0] if months else "")
    participants = list(participants_of(matter))
    with_her = next((it.person.name for it in participants if it.role == "co_applicant" and not it.to_date), "")
    pairs = fact_pairs(
        current_facts(matter=matter, month=month), applicant=matter.applicant.name, co_applicant=with_her
    )
    return page_of(
        request, visit, matter, "matter", months=months, month=month, pairs=pairs,
        deadlines=deadlines_of(matter)[:5], participants=participants, decision=decisions_of(matter).first(),
        assign_form=_assign_form(visit, matter),
    )  # fmt: skip


def _should_ask_why(visit: Visit, reference: str) -> bool:
    if visible_matters(user=visit.user, at=visit.at).filter(reference=reference).exists():
        return False
    matter = Matter.objects.select_related("applicant").filter(reference=reference).first()
    return matter is not None and may_open_anyway(visit.user, matter)


def _assign_form(visit: Visit, matter: Matter) -> AssignForm | None:
    if not has_role(visit.user, Role.UNIT_MANAGER, unit=matter.unit):
        return None
    form = AssignForm(initial={"to": matter.assigned_to_id})
    form.fields["to"].queryset = caseworkers_of(matter)  # type: ignore[attr-defined]
    return form


@require_safe
@staff_required
def timeline_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that has happened, fifty at a time."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    kinds = [kind for kind in KINDS if kind in request.GET.getlist("visa")] or list(USUAL)
    entries = timeline(matter, kinds=kinds, before=_moment(request.GET.get("fore", "")), limit=PAGE)
    older = entries[-1].at.isoformat() if len(entries) >= PAGE else ""
    return page_of(
        request,
        visit,
        matter,
        "timeline",
        entries=shown_entries(matter, entries),
        kinds=kinds,
        choices=CHOICES,
        older=older,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


@require_safe
@staff_required
def decisions(request: HttpRequest, reference: str) -> HttpResponse:
    """All decisions of the matter."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    shown = [{"row": row, "receipt": shown_receipt(row.calculation)} for row in decisions_of(matter)]
    return page_of(request, visit, matter, "decisions", decisions=shown)


@require_safe
@staff_required
def participants(request: HttpRequest, reference: str) -> HttpResponse:
    """Who takes part, and since when."""
    visit = visit_of(request)
    matter = matter_for(visit, reference)
    return page_of(
        request, visit, matter, "participants", participants=participants_of(matter), form=ParticipantForm(),
        end_form=EndForm(initial={"last_date": swedish_day(visit.at)}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def open_anyway_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the reason, and open the matter for half an hour."""
    visit = visit_of(request)
    matter = Matter.objects.select_related("applicant").filter(reference=reference).first()
    if matter is None or not may_open_anyway(visit.user, matter):
        raise Http404
    form = OpenAnywayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_anyway(matter_reference=reference, reason=form.cleaned_data["reason"], by=visit.user, at=visit.at)
        except NotAllowedError:
            raise Http404 from None
        except AccessReasonError as error:
            form.add_error("reason", str(error))
        else:
            return redirect("cases:matter", reference)
    return render(request, "cases/open_anyway.html", {"reference": reference, "form": form})
