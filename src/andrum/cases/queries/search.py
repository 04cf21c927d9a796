"""Search: persons and matters, only those that the user may see."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from andrum.accounts.service import User
from andrum.cases.models import Matter, Participant
from andrum.cases.queries.visibility import visible_matters
from andrum.people.service import Person, matching_persons

MOST = 20
REFERENCE = re.compile(r"[A-ZÅÄÖ]{1,4}(-\d{0,4}(-\d{0,8})?)?")


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, at most twenty of each."""

    persons: list[Person]
    matters: list[Matter]
    has_more: bool


def find(*, user: User, text: str, at: datetime) -> Hits:
    """Persons by name or number and matters by reference, within what the user may see.

    A person is shown only when they take part in a matter that the user may see; a protected one never to others.
    """
    visible = visible_matters(user=user, at=at)
    matter = visible.order_by().filter(pk=OuterRef("matter"))
    takes_part = Participant.objects.filter(Exists(matter), person=OuterRef("pk"))
    persons = list(matching_persons(user=user, text=text).filter(Exists(takes_part))[: MOST + 1])
    matters: list[Matter] = []
    reference = text.strip().upper()
    if REFERENCE.fullmatch(reference) and any(letter.isdigit() for letter in reference):
        found = visible.filter(_starts_with(reference)).select_related("applicant", "unit", "assigned_to")
        matters = list(found[: MOST + 1])
    return Hits(persons[:MOST], matters[:MOST], len(persons) > MOST or len(matters) > MOST)


def _starts_with(reference: str) -> Q:
    """A prefix match that the index answers, on either database."""
    if connection.vendor == "sqlite":
        return Q(reference__gte=reference, reference__lt=f"{reference}\uffff")
    return Q(reference__startswith=reference)
