"""What every page of the desk starts with: who asks, when, and whether the case is theirs to see."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import Role, User, actor_of, visitor
from andrum.audit.service import Actor
from andrum.automation.models import HandOver, Run
from andrum.automation.queries.desk_runs import visible_runs
from andrum.automation.queries.desk_worklist import visible_hand_overs

WORKERS = (Role.CASEWORKER, Role.UNIT_MANAGER)
"""Those who work with prepared cases."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks. Raises Http404 for one who is not signed in."""
    user = visitor(request)
    return Visit(user=user, by=actor_of(user), at=timezone.now())


def hand_over_for(visit: Visit, hand_over_id: int) -> HandOver:
    """The prepared case, when the visitor may see its matter. Raises Http404 otherwise, with nothing said of it."""
    found = visible_hand_overs(user=visit.user, at=visit.at).filter(pk=hand_over_id).first()
    if found is None:
        raise Http404
    return found


def run_for(visit: Visit, run_id: int) -> Run:
    """The run, when the visitor may know of it. Raises Http404 otherwise."""
    found = visible_runs(user=visit.user, at=visit.at).filter(pk=run_id).first()
    if found is None:
        raise Http404
    return found
