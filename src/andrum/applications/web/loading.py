"""Who asks, and which application they may see: everything else is not there."""

import uuid
from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import actor_of, visitor
from andrum.applications.domain.pages import BY_SLUG, asked_page, asked_pages
from andrum.applications.domain.questions import Page, items_of, text_of
from andrum.applications.models import Application, State
from andrum.applications.queries.applications import applications_of
from andrum.audit.service import Actor
from andrum.kernel.clock import swedish_day
from andrum.people.service import Person, person_with_number


def by_at(request: HttpRequest) -> tuple[Actor, datetime]:
    """Who does it, and when."""
    return actor_of(visitor(request)), timezone.now()


def today() -> date:
    """The day it is in Sweden."""
    return swedish_day(timezone.now())


def person_of(request: HttpRequest) -> Person | None:
    """The person who is signed in, when the register knows them."""
    number = visitor(request).personal_number
    return person_with_number(number) if number else None


def known_person(request: HttpRequest) -> Person:
    """The person who is signed in, or 404."""
    person = person_of(request)
    if person is None:
        raise Http404
    return person


def readable(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """An application that the visitor may read: own, or joint and signed by the applicant. Otherwise 404."""
    found = applications_of(known_person(request)).filter(pk=application_id).exclude(state=State.WITHDRAWN).first()
    if found is None:
        raise Http404
    return found


def own(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """An application of the visitor's own, in whatever state. Otherwise 404."""
    application = readable(request, application_id)
    if application.applicant_id != known_person(request).pk:
        raise Http404
    return application


def to_sign_with(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """An application that the visitor is co-applicant in. Otherwise 404."""
    application = readable(request, application_id)
    if application.co_applicant_id != known_person(request).pk:
        raise Http404
    return application


def page_of(application: Application, slug: str) -> Page:
    """The asked page with an address. Otherwise 404."""
    page = BY_SLUG.get(slug)
    if page is None or page.key not in {asked.key for asked in asked_pages(application.answers)}:
        raise Http404
    return asked_page(page, application.answers)


def item_of(application: Application, page: Page, item: str) -> str:
    """The item of a list page; empty for a new one, and for a page that is no list. Otherwise 404."""
    ids = {text_of(row, "id") for row in items_of(application.answers, page.key)} if page.is_list else set()
    if item and item not in ids:
        raise Http404
    return item
