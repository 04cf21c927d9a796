"""Proposals a user may see: of units they manage; protected persons' by named staff alone."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import Matter
from andrum.kernel.clock import swedish_day
from andrum.people.service import Protection
from andrum.retention.models import Proposal, ProposalState


def visible_proposals(user: User) -> QuerySet[Proposal]:
    """The proposals of the manager's units, the one that must be finished first at the top.

    A file may hold matters of other units too: they are counted, and nothing of them is shown.
    """
    units = [unit.pk for unit in units_of(user, Role.UNIT_MANAGER)]
    rows = Proposal.objects.filter(unit__in=units).select_related("unit").order_by("finish_by_date", "pk")
    if user.may_see_protected:
        return rows
    hidden = Q(is_protected=True) | ~Q(applicant__protection=Protection.NONE)
    return rows.exclude(Exists(Matter.objects.filter(hidden, applicant=OuterRef("person"))))


def due_approved(at: datetime) -> QuerySet[Proposal]:
    """Approved proposals whose days of regret are out."""
    today = swedish_day(at)
    return Proposal.objects.filter(state=ProposalState.APPROVED, erase_from_date__lte=today).order_by("pk")


def ended_exemptions(at: datetime) -> QuerySet[Proposal]:
    """Exemptions whose last day has passed."""
    today = swedish_day(at)
    return Proposal.objects.filter(state=ProposalState.EXEMPTED, exempt_until_date__lt=today).order_by("pk")
