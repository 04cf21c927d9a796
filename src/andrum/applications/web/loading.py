"""Who asks, and which application they may see: everything else is not there."""

import uuid
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import User, actor_of
from andrum.applications.domain.pages import BY_SLUG, asked_page, asked_pages
from andrum.applications.domain.questions import Page
from andrum.applications.models import Application, State
from andrum.applications.queries.applications import applications_of
from andrum.audit.service import Actor
from andrum.people.service import Person, person_with_number


def user_of(request: HttpRequest) -> User:
    """The one who is signed in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def by_at(request: HttpRequest) -> tuple[Actor, datetime]:
    """Who does it, and when."""
    return actor_of(user_of(request)), timezone.now()


def person_of(request: HttpRequest) -> Person | None:
    """The person who is signed in, when the register knows them."""
    return person_with_number(user_of(request).personal_number)


def known_person(request: HttpRequest) -> Person:
    """The person who is signed in, or 404."""
    person = person_of(request)
    if person is None:
        raise Http404
    return person


def readable(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """An application that the visitor may read: own, or joint and signed by the applicant. Otherwise 404."""
    found = applications_of(known_person(request)).filter(pk=application_id).first()
    if found is None:
        raise Http404
    return found


def own(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """An application of the visitor's own, in whatever state. Otherwise 404."""
    application = readable(request, application_id)
    if application.applicant_id != known_person(request).pk:
        raise Http404
    return application


def own_draft(request: HttpRequest, application_id: uuid.UUID) -> Application:
    """A draft of the visitor's own. Otherwise 404."""
    application = own(request, application_id)
    if application.state != State.DRAFT:
        raise Http404
    return application


def page_of(application: Application, slug: str) -> Page:
    """The asked page with an address. Otherwise 404."""
    page = BY_SLUG.get(slug)
    if page is None or page.key not in {asked.key for asked in asked_pages(application.answers)}:
        raise Http404
    return asked_page(page, application.answers)
