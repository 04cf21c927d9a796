"""What every view starts with: who asks, when, and whether the matter is theirs to see."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import User, actor_of
from andrum.audit.service import Actor
from andrum.cases.models import Matter
from andrum.cases.queries.visibility import visible_matters


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks. Raises Http404 for one who is not signed in."""
    if not isinstance(request.user, User):
        raise Http404
    return Visit(user=request.user, by=actor_of(request.user), at=timezone.now())


def matter_for(visit: Visit, reference: str) -> Matter:
    """The matter, when the visitor may see it. Raises Http404 otherwise, with nothing said of what is there."""
    matter = (
        visible_matters(user=visit.user, at=visit.at)
        .select_related("applicant", "unit", "assigned_to")
        .filter(reference=reference)
        .first()
    )
    if matter is None:
        raise Http404
    return matter
