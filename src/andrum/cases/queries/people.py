"""Reads of persons as the register shows them: only those in matters that the user may see."""

from datetime import datetime

from django.db.models import QuerySet

from andrum.accounts.service import User
from andrum.cases.models import Matter, Participant
from andrum.cases.queries.visibility import visible_matters
from andrum.people.service import Person, visible_persons


def person_for(*, user: User, person_id: int, at: datetime) -> Person | None:
    """The person, when the user may see them in at least one matter."""
    if not matters_with(user=user, person_id=person_id, at=at).exists():
        return None
    return visible_persons(user=user).filter(pk=person_id).first()


def matters_with(*, user: User, person_id: int, at: datetime) -> QuerySet[Matter]:
    """The matters that the person takes or took part in and that the user may see, newest first."""
    taking_part = Participant.objects.filter(person_id=person_id).values("matter")
    return (
        visible_matters(user=user, at=at).filter(pk__in=taking_part).select_related("applicant", "unit", "assigned_to")
    )


def household_of(*, user: User, person_id: int, at: datetime) -> QuerySet[Participant]:
    """Those who take part now, beside the person, in open matters that the user may see."""
    matters = matters_with(user=user, person_id=person_id, at=at).filter(state="open").order_by().values("pk")
    others = Participant.objects.filter(matter__in=matters, to_date__isnull=True).exclude(person_id=person_id)
    return others.select_related("person", "matter").order_by("role", "person__family_name", "person__given_name", "pk")
