"""Writes of persons."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.kernel.events import publish
from andrum.kernel.identity import PersonalNumber
from andrum.people.domain import ProtectionChanged
from andrum.people.models import Person, Protection
from andrum.people.queries import searchable

CONTACT = {"street", "postal_code", "city", "phone", "email", "language"}


@transaction.atomic
def register_person(
    *, personal_number: PersonalNumber | str, given_name: str, family_name: str, by: Actor, at: datetime,
    street: str = "", postal_code: str = "", city: str = "", phone: str = "", email: str = "", language: str = "sv",
    protection: str = Protection.NONE,
) -> Person:  # fmt: skip
    """Add a person; one already there is returned as they are. Raises PersonalNumberError."""
    number = personal_number if isinstance(personal_number, PersonalNumber) else PersonalNumber.parse(personal_number)
    person, is_new = Person.objects.get_or_create(
        personal_number=str(number),
        defaults={
            "given_name": given_name, "family_name": family_name, "street": street, "postal_code": postal_code,
            "city": city, "phone": phone, "email": email, "language": language, "protection": protection,
            "search_name": searchable(f"{family_name} {given_name}"),
        },
    )  # fmt: skip
    if is_new:
        record(kind="people.person_registered", by=by, at=at, subject=f"person:{person.pk}", person=str(person.pk))
    return person


@transaction.atomic
def update_contact(*, person: Person, by: Actor, at: datetime, **contact: str) -> Person:
    """Change how to reach a person. Only what differs is changed; nothing is done when nothing differs."""
    changed = sorted(name for name, value in contact.items() if name in CONTACT and getattr(person, name) != value)
    for name in changed:
        setattr(person, name, contact[name])
    if changed:
        person.save(update_fields=changed)
        record(kind="people.contact_changed", by=by, at=at, subject=f"person:{person.pk}", person=str(person.pk),
               details={"fields": changed})  # fmt: skip
    return person


@transaction.atomic
def set_protection(*, person: Person, protection: str, by: Actor, at: datetime) -> Person:
    """Protect a person, or end the protection; tells the rooms above. Nothing is done when nothing differs.

    Raises:
        ValueError: when there is no such protection.
    """
    if person.protection == Protection(protection):
        return person
    person.protection = Protection(protection)
    person.save(update_fields=["protection"])
    record(kind="people.protection_changed", by=by, at=at, subject=f"person:{person.pk}", person=str(person.pk),
           details={"protection": str(person.protection)})  # fmt: skip
    publish(ProtectionChanged(person_id=person.pk))
    return person
