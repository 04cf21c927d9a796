"""The door of the room."""

from andrum.people.actions import register_person, set_protection, update_contact
from andrum.people.domain import ProtectionChanged
from andrum.people.models import Person, Protection
from andrum.people.queries import matching_persons, person_with_number, searchable, visible_persons

__all__ = [
    "Person", "Protection", "ProtectionChanged", "matching_persons", "person_with_number", "register_person",
    "searchable", "set_protection", "update_contact", "visible_persons",
]  # fmt: skip
