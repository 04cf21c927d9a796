"""Which events of the log somebody may read. What is protected is left out, and leaves no hole to see."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from andrum.accounts.service import Role, User, has_role, units_of
from andrum.audit.service import AuditEvent, events
from andrum.cases.service import Matter
from andrum.kernel.clock import SWEDEN
from andrum.people.service import Person, Protection, person_with_number

READERS = (Role.REVIEWER, Role.UNIT_MANAGER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one looks for. Empty is everything."""

    matter: str = ""
    person: str = ""
    actor: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    filters: tuple[str, ...] = field(default=())


def _start_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, SWEDEN) if day else None


def _keys(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    keys: QuerySet[Any, Any] = rows.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return keys


def readable(user: User) -> QuerySet[AuditEvent]:
    """The events a reader may see, newest first: all for reviewer and administrator, a manager the own units' matters.

    Events of protected persons, by them and in their matters are for named staff only.
    """
    found = events()
    if not has_role(user, Role.REVIEWER, Role.ADMINISTRATOR):
        own = Matter.objects.filter(unit__in=[unit.pk for unit in units_of(user, Role.UNIT_MANAGER)])
        found = found.filter(matter__in=_keys(own))
    if not user.may_see_protected:
        protected = Person.objects.exclude(protection=Protection.NONE)
        found = found.exclude(matter__in=_keys(Matter.objects.filter(is_protected=True)))
        found = found.exclude(person__in=_keys(protected))
        themselves = User.objects.filter(personal_number__in=protected.order_by().values("personal_number"))
        found = found.exclude(actor_kind="citizen", actor_id__in=_keys(themselves))
    return found


def matching(user: User, wanted: Wanted) -> QuerySet[AuditEvent]:
    """Readable events that match everything asked for. A matter or person that is not there matches nothing."""
    found = readable(user)
    if wanted.matter:
        matter = Matter.objects.filter(reference=wanted.matter).first()
        found = found.filter(matter=str(matter.pk)) if matter else found.none()
    if wanted.person:
        person = person_with_number(wanted.person)
        found = found.filter(person=str(person.pk)) if person else found.none()
    if wanted.actor:
        found = found.filter(actor_name__icontains=wanted.actor)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    since, until = _start_of(wanted.since), _start_of(wanted.until + timedelta(days=1) if wanted.until else None)
    if since:
        found = found.filter(at__gte=since)
    return found.filter(at__lt=until) if until else found
