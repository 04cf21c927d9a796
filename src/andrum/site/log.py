"""Which events of the log somebody may read. What is protected is left out, and leaves no hole to see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from andrum.accounts.service import Role, User, has_role, units_of
from andrum.audit.service import AuditEvent, events, head
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


def readable(user: User, hidden: Sequence[Q] | None = None) -> QuerySet[AuditEvent]:
    """The events a reader may see, newest first: all for reviewer and administrator, a manager the own units' matters.

    Events of protected persons, by them and in their matters are for named staff only; ``hidden`` are those, where
    they are known already.
    """
    found = events()
    if not has_role(user, Role.REVIEWER, Role.ADMINISTRATOR):
        own = Matter.objects.filter(unit__in=[unit.pk for unit in units_of(user, Role.UNIT_MANAGER)])
        found = found.filter(matter__in=_keys(own))
    if not user.may_see_protected:
        for each in protected() if hidden is None else hidden:
            found = found.exclude(each)
    return found


def protected() -> list[Q]:
    """Events in protected matters, of protected persons, and by them. Their keys are few, and an index finds each."""
    kinds = [kind for kind in Protection if kind != Protection.NONE]
    persons = dict(Person.objects.filter(protection__in=kinds).values_list("pk", "personal_number"))
    themselves = User.objects.filter(personal_number__in=persons.values()).values_list("pk", flat=True)
    matters = Matter.objects.filter(is_protected=True).order_by().values_list("pk", flat=True)
    return [
        Q(matter__in=[str(key) for key in matters]),
        Q(person__in=[str(key) for key in persons]),
        Q(actor_kind="citizen", actor_id__in=[str(key) for key in themselves]),
    ]


def how_many(user: User, wanted: Wanted, hidden: Sequence[Q] | None = None) -> int:
    """How many events match. How many there are in all the head knows; to count them is to read the whole log."""
    if wanted != Wanted() or not has_role(user, Role.REVIEWER, Role.ADMINISTRATOR):
        return matching(user, wanted, hidden).count()
    if user.may_see_protected:
        return head().count
    return head().count - AuditEvent.objects.filter(reduce(or_, protected() if hidden is None else hidden)).count()


def matching(user: User, wanted: Wanted, hidden: Sequence[Q] | None = None) -> QuerySet[AuditEvent]:
    """Readable events that match everything asked for. A matter or person that is not there matches nothing."""
    found = readable(user, hidden)
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
