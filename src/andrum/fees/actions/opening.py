"""Open the matter of fees for a person who is granted something."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from andrum.accounts.service import Unit, User
from andrum.audit.service import Actor, record
from andrum.cases.service import Matter, may_see_matter, open_matter, open_matter_of
from andrum.fees.domain.errors import FeeMatterError
from andrum.fees.queries.visible import KIND
from andrum.kernel.identity import PersonalNumber
from andrum.kernel.words import marked as _
from andrum.people.service import Person, person_with_number, register_person

NOT_HERE = _("Det går inte att öppna ett avgiftsärende här. Be din chef om hjälp.")
"""The same words whatever the cause: nothing is said of those whom one may not know of."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of it: the matter, whether it is new, and whether the one who asked may see it as it stands."""

    matter: Matter
    is_new: bool
    is_seen: bool


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


@transaction.atomic
def open_fee_matter_by_hand(
    *, personal_number: str, given_name: str, family_name: str, unit: Unit, user: User, by: Actor, at: datetime
) -> Opening:
    """The matter of fees of the person with the number, for one of the unit's staff to go on with.

    It lies in the unit's list, given to nobody. Somebody who is known already keeps the name they have.

    Raises:
        PersonalNumberError: when the number is none.
        FeeMatterError: when nobody the user may know of has the number and no name is given, or it cannot be done.
    """
    person = _person(
        personal_number=personal_number, given_name=given_name.strip(), family_name=family_name.strip(), user=user,
        by=by, at=at,
    )  # fmt: skip
    kept = open_matter_of(person=person, kind=KIND)
    if kept is None:
        return Opening(open_fee_matter(person=person, unit=unit, by=by, at=at), is_new=True, is_seen=True)
    is_seen = may_see_matter(user, kept, at)
    if not is_seen and (kept.unit_id != unit.pk or (kept.is_protected and not user.may_see_protected)):
        raise FeeMatterError(NOT_HERE)
    return Opening(kept, is_new=False, is_seen=is_seen)


def _person(*, personal_number: str, given_name: str, family_name: str, user: User, by: Actor, at: datetime) -> Person:
    number = PersonalNumber.parse(personal_number)
    person = person_with_number(str(number))
    is_hidden = person is not None and person.is_protected and not user.may_see_protected
    if (person is None or is_hidden) and not (given_name and family_name):
        raise FeeMatterError(
            _("Numret hör inte till någon som du ser i personregistret."), saved=_("Inget ärende är öppnat."),
            todo=_("Stämmer numret: skriv förnamn och efternamn också, så läggs personen till när ärendet öppnas."),
        )  # fmt: skip
    if is_hidden:
        raise FeeMatterError(NOT_HERE)
    return person or register_person(
        personal_number=number, given_name=given_name, family_name=family_name, by=by, at=at
    )
