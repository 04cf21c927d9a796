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
    return visible_matters(user=user, at=at).filter(pk__in=taking_part).select_related("applicant", "unit")
