"""Reads of tasks: the worklist and a matter's deadlines."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from andrum.accounts.service import Role, User, units_of
from andrum.cases.models import Matter, Task
from andrum.cases.queries.visibility import visible_matters


def open_tasks(*, user: User, at: datetime) -> QuerySet[Task]:
    """What a user has to do, deadline first: their own, and the unassigned of the matters they may see."""
    managed = [unit.pk for unit in units_of(user, Role.UNIT_MANAGER)]
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    return (
        Task.objects.filter(Exists(matter), done_at__isnull=True)
        .filter(Q(assigned_to=user) | Q(assigned_to__isnull=True))
        .filter(Q(for_manager=False) | Q(unit__in=managed))
        .select_related("matter", "matter__applicant", "assigned_to")
        .order_by(F("due_date").asc(nulls_last=True), "pk")
    )


def deadlines_of(matter: Matter) -> QuerySet[Task]:
    """What is left to do in a matter, earliest first."""
    return (
        matter.tasks.filter(done_at__isnull=True)
        .select_related("assigned_to")
        .order_by(F("due_date").asc(nulls_last=True), "pk")
    )


def done_tasks_of(matter: Matter) -> QuerySet[Task]:
    """What has been done in a matter, latest first."""
    return matter.tasks.filter(done_at__isnull=False).order_by("-done_at", "-pk")
