"""What every page starts with: who asks, when, and whether the investigation is theirs to see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import Role, User, actor_of, visitor
from andrum.audit.service import Actor
from andrum.cases.service import Matter, visible_matters
from andrum.investigations.models import Investigation
from andrum.investigations.queries.visible import visible_investigations
from andrum.kernel.clock import swedish_day

WORKERS = (Role.CASEWORKER, Role.UNIT_MANAGER)
"""Those who investigate."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime

    @property
    def today(self) -> date:
        """The day in Sweden."""
        return swedish_day(self.at)


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks. Raises Http404 for one who is not signed in."""
    user = visitor(request)
    return Visit(user=user, by=actor_of(user), at=timezone.now())


def investigation_for(visit: Visit, investigation_id: int) -> Investigation:
    """The investigation, when the visitor may see its matter. Raises Http404 otherwise, with nothing said of it."""
    found = visible_investigations(user=visit.user, at=visit.at).filter(pk=investigation_id).first()
    if found is None:
        raise Http404
    return found


def matter_for(visit: Visit, reference: str) -> Matter:
    """The matter, when the visitor may see it. Raises Http404 otherwise."""
    rows = visible_matters(user=visit.user, at=visit.at).select_related("applicant", "unit", "assigned_to")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
