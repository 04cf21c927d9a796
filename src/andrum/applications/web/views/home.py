"""Mina sidor, and where an application begins."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from andrum.accounts.service import citizen_required, visitor
from andrum.applications.actions.drafts import move_to_month, start_application
from andrum.applications.domain.carrying import may_carry
from andrum.applications.domain.errors import ApplicationMonthError
from andrum.applications.domain.months import open_months
from andrum.applications.domain.pages import PAGES
from andrum.applications.domain.progress import Stage
from andrum.applications.models import Application, State
from andrum.applications.queries.applications import applications_of
from andrum.applications.queries.intake import last_signed, months_to_apply_for
from andrum.applications.queries.outcomes import Standing, matters_of, messages_for, standings_of
from andrum.applications.web.loading import by_at, own, person_of, readable, today
from andrum.applications.web.presenting import first_unready, stage_words, summary_sections
from andrum.kernel.periods import Month, MonthError
from andrum.people.service import Person, register_person

SHOWN = 24
"""So many months of applications are shown."""


@require_safe
@citizen_required
def my_pages(request: HttpRequest) -> HttpResponse:
    """What is going on, and what to do next."""
    person = person_of(request)
    standings = _standings(person) if person else []
    cards = [
        {"standing": standing, "status": stage_words(standing.stage), "address": _address(standing)}
        for standing in standings
    ]
    return render(
        request,
        "applications/my_pages.html",
        {
            "name": visitor(request).get_short_name(),
            "cards": cards,
            "to_do": [
                card
                for card, standing in zip(cards, standings, strict=True)
                if standing.stage in (Stage.NEEDS_YOU, Stage.SIGN, Stage.DRAFT)
            ],
            "months": months_to_apply_for(person, today=today()) if person else open_months(today()),
            "notes": messages_for(person)[:10] if person else [],
            "has_matter": bool(person and matters_of(person).exists()),
        },
    )


def _standings(person: Person) -> list[Standing]:
    rows = applications_of(person).exclude(state=State.WITHDRAWN).defer("answers", "unfinished", "text")[:SHOWN]
    return standings_of(rows, person, today=today())


def _address(standing: Standing) -> str:
    return {Stage.DRAFT: "applications:draft", Stage.SIGN: "applications:co_applicant"}.get(
        standing.stage, "applications:status"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def start(request: HttpRequest) -> HttpResponse:
    """Choose a month and begin."""
    person = person_of(request)
    if request.method == "POST":
        by, at = by_at(request)
        applicant = person or _registered(request)
        application = start_application(
            applicant=applicant, month=_month(request), language=get_language() or "sv", by=by, at=at
        )
        return redirect("applications:draft", application.pk)
    previous = last_signed(person) if person else None
    return render(
        request,
        "applications/start.html",
        {
            "months": months_to_apply_for(person, today=today()) if person else open_months(today()),
            "drafts": applications_of(person).filter(state=State.DRAFT, applicant=person) if person else [],
            "previous": previous,
        },
    )


def _month(request: HttpRequest) -> Month:
    try:
        return Month.parse(request.POST.get("month", ""))
    except MonthError:
        raise ApplicationMonthError(
            _("Välj vilken månad du ansöker för."), todo=_("Gå tillbaka och välj månad.")
        ) from None


def _registered(request: HttpRequest) -> Person:
    by, at = by_at(request)
    user = visitor(request)
    given, _space, family = user.name.strip().rpartition(" ")
    return register_person(
        personal_number=user.personal_number, given_name=given, family_name=family or user.username,
        language=user.language, by=by, at=at,
    )  # fmt: skip


@require_safe
@citizen_required
def go_on(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Go on where one was: last month first, then the first unanswered question, then the summary."""
    application = readable(request, application_id)
    if application.state != State.DRAFT:
        return redirect("applications:status", application.pk)
    if has_passed(application):
        return render(request, "applications/passed.html", {"application": application, "months": _free(application)})
    if application.previous is not None and not application.answers and request.GET.get("fragor") != "alla":
        return _ask_what_changed(request, application, application.previous)
    page = first_unready(application)
    if page is None:
        return redirect("applications:summary", application.pk)
    return redirect("applications:question", application.pk, page.slug)


def _ask_what_changed(request: HttpRequest, application: Application, previous: Application) -> HttpResponse:
    carried = {page.key for page in PAGES if may_carry(page, previous.answers)}
    sections = [row for row in summary_sections(previous, []) if row["key"] in carried]
    return render(
        request,
        "applications/what_changed.html",
        {"application": application, "previous": previous, "sections": sections},
    )


def has_passed(application: Application) -> bool:
    """True when the draft is for a month that cannot be applied for any more."""
    return Month.parse(application.month) < open_months(today())[0]


def _free(application: Application) -> list[Month]:
    return months_to_apply_for(application.applicant, today=today())


@require_POST
@citizen_required
def move(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Let a draft be for another month."""
    by, at = by_at(request)
    move_to_month(application=own(request, application_id), month=_month(request), by=by, at=at)
    messages.success(request, _("Utkastet gäller nu den nya månaden. Kontrollera datum och belopp."))
    return redirect("applications:summary", application_id)
