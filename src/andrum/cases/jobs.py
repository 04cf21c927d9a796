"""What the register does when a room below tells it something."""

from django.utils import timezone

from andrum.audit.service import SYSTEM
from andrum.cases.actions.matters import follow_protection
from andrum.cases.queries.matters import persons_not_followed
from andrum.people.service import Person, ProtectionChanged


def on_protection_changed(event: ProtectionChanged) -> None:
    """Let every matter that the person takes or took part in follow their protection."""
    person = Person.objects.filter(pk=event.person_id).first()
    if person is not None:
        follow_protection(person=person, by=SYSTEM, at=timezone.now())


def follow_missed_protection() -> int:
    """Let matters follow a protection that nobody heard of, because a process died. How many matters changed."""
    return sum(follow_protection(person=person, by=SYSTEM, at=timezone.now()) for person in persons_not_followed())
