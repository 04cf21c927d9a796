"""Reads of matters and those in them."""

from datetime import datetime

from django.db.models import Case, F, QuerySet, When

from andrum.cases.models import HandlingTimes, Hold, Matter, Participant, ParticipantRole
from andrum.people.service import Person


def open_matter_of(*, person: Person, kind: str = "economic_assistance") -> Matter | None:
    """The person's open matter of a kind as applicant, if there is one."""
    return Matter.objects.filter(applicant=person, kind=kind, state="open").select_related("unit", "applicant").first()


def participants_of(matter: Matter) -> QuerySet[Participant]:
    """Those who take part, now first; applicant and co-applicant before children."""
    place = Case(*(When(role=role, then=at) for at, role in enumerate(ParticipantRole.values)), default=9)
    return matter.participants.select_related("person").order_by(
        F("to_date").desc(nulls_first=True), place, "from_date", "pk"
    )


def handling_times(unit_id: int) -> HandlingTimes:
    """The unit's times; the defaults when it has set none."""
    return HandlingTimes.objects.filter(unit_id=unit_id).first() or HandlingTimes(unit_id=unit_id)


def active_hold(matter: Matter, *, at: datetime) -> Hold | None:
    """The lock that is in force at the instant, if any."""
    return Hold.objects.filter(matter=matter, until__gt=at).first()


def persons_not_followed() -> list[Person]:
    """Protected persons who take or took part in a matter that is not protected, though it must be."""
    bare = Participant.objects.filter(matter__is_protected=False).values("person")
    return list(Person.objects.exclude(protection="none").filter(pk__in=bare).order_by("pk"))
