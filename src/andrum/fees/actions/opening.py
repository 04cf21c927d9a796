"""Open the matter of fees for a person who is granted something."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.service import Unit, User
from andrum.audit.service import Actor, record
from andrum.cases.service import Matter, open_matter, open_matter_of
from andrum.fees.queries.visible import KIND
from andrum.people.service import Person


@transaction.atomic
def open_fee_matter(*, person: Person, unit: Unit, by: Actor, at: datetime, assigned_to: User | None = None) -> Matter:
    """The person's matter of fees: the one that is open, or else a new one."""
    kept = open_matter_of(person=person, kind=KIND)
    if kept is not None:
        return kept
    matter = open_matter(kind=KIND, applicant=person, unit=unit, assigned_to=assigned_to, by=by, at=at)
    record(
        kind="fees.matter_opened", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
        person=str(person.pk),
    )  # fmt: skip
    return matter
