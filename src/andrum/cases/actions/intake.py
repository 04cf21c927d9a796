"""What staff start by hand from a personal number, with nothing said of those they may not know of."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.service import Unit, User
from andrum.audit.service import Actor
from andrum.cases.actions.matters import add_participant, open_matter
from andrum.cases.domain.errors import MatterStateError
from andrum.cases.models import Matter, Participant
from andrum.kernel.words import marked as _
from andrum.people.service import Person, register_person

NOT_HERE = _("Det går inte att göra här. Be din chef om hjälp.")


def _person(*, personal_number: str, given_name: str, family_name: str, user: User, by: Actor, at: datetime) -> Person:
    person = register_person(
        personal_number=personal_number, given_name=given_name.strip(), family_name=family_name.strip(), by=by, at=at
    )
    if person.is_protected and not user.may_see_protected:
        raise MatterStateError(NOT_HERE)
    return person


@transaction.atomic
def open_matter_by_hand(
    *, personal_number: str, given_name: str, family_name: str, unit: Unit, user: User, by: Actor, at: datetime,
    kind: str = "economic_assistance",
) -> Matter:  # fmt: skip
    """Open a matter of a kind for a person who came on paper or in person, and give it to the one who opens it.

    Somebody who is known already keeps the name they have.

    Raises:
        PersonalNumberError: when the number is none.
        MatterStateError: when it cannot be done; the words are the same whatever the cause.
    """
    person = _person(
        personal_number=personal_number, given_name=given_name, family_name=family_name, user=user, by=by, at=at
    )
    try:
        return open_matter(kind=kind, applicant=person, unit=unit, assigned_to=user, by=by, at=at)
    except MatterStateError:
        raise MatterStateError(NOT_HERE) from None


@transaction.atomic
def add_participant_by_hand(
    *, matter: Matter, personal_number: str, given_name: str, family_name: str, role: str, user: User, by: Actor,
    at: datetime,
) -> Participant:  # fmt: skip
    """Let a person take part in a matter, known before or not.

    Raises:
        PersonalNumberError: when the number is none.
        MatterStateError: when it cannot be done by this user.
    """
    person = _person(
        personal_number=personal_number, given_name=given_name, family_name=family_name, user=user, by=by, at=at
    )
    return add_participant(matter=matter, person=person, role=role, by=by, at=at)
