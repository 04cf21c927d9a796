"""Receive from the care system that a service is granted or ends: once, and with the matter of fees that it needs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from andrum.accounts.service import Unit
from andrum.audit.service import Actor
from andrum.cases.service import Matter
from andrum.fees.actions.opening import open_fee_matter
from andrum.fees.actions.services import end_service, grant_service
from andrum.fees.domain.errors import FeeMatterError, ServiceChangedError
from andrum.fees.models import GrantedService
from andrum.kernel.identity import PersonalNumber
from andrum.kernel.words import marked as _
from andrum.people.service import Person, person_with_number, register_person

NOT_HERE = _("En annan enhet har hand om personens avgift.")
BY_HAND = _("Skicka med den enhetens nyckel, eller fråga förvaltningen.")


@dataclass(frozen=True, slots=True)
class Granted:
    """What the care system says: whose, what and how much from which day, and its own name of the decision."""

    reference: str
    personal_number: str
    given_name: str
    family_name: str
    kind: str
    from_date: date
    to_date: date | None = None
    measure: str = "whole"
    quantity: int | None = None
    level: str = ""


@transaction.atomic
def receive_service(*, granted: Granted, unit: Unit, by: Actor, at: datetime) -> tuple[GrantedService, bool]:
    """Keep the service, or end it when it is here and now has a last day. Gives it, and whether it is new.

    The same again is left as it is. Without a matter of fees one is opened; a review of the fee comes of it as of a
    service that is noted by hand. Somebody with a protected identity is received as anybody else, so that the answer
    tells nothing; the review is then for named staff alone.

    Raises:
        PersonalNumberError: when the number is none.
        FeeMatterError: when another unit has the person's matter of fees.
        ServiceChangedError: when the reference is known with another person or content.
        ServiceError: when the service cannot be kept as it stands.
    """
    matter = _matter(granted, unit, by=by, at=at)
    Matter.objects.select_for_update(no_key=True).values_list("pk").get(pk=matter.pk)  # the same message twice at once
    kept = GrantedService.objects.filter(source_ref=granted.reference, matter__unit=unit).order_by("pk").first()
    if kept is None:
        made = grant_service(
            matter=matter, kind=granted.kind, from_date=granted.from_date, to_date=granted.to_date,
            measure=granted.measure, quantity=granted.quantity, level=granted.level, source_ref=granted.reference,
            by=by, at=at,
        )  # fmt: skip
        return made, True
    if kept.matter_id != matter.pk or _content(kept) != _content(granted):
        raise ServiceChangedError
    if granted.to_date is not None and granted.to_date != kept.to_date:
        kept = end_service(service=kept, last_date=granted.to_date, by=by, at=at)
    return kept, False


def _content(one: GrantedService | Granted) -> tuple[object, ...]:
    return one.kind, one.from_date, one.measure, one.quantity, one.level


def _matter(granted: Granted, unit: Unit, *, by: Actor, at: datetime) -> Matter:
    number = PersonalNumber.parse(granted.personal_number)
    person = person_with_number(str(number)) or _new(number, granted, by=by, at=at)
    matter = open_fee_matter(person=person, unit=unit, by=by, at=at)
    if matter.unit_id != unit.pk:
        raise FeeMatterError(NOT_HERE, saved=_("Inget är sparat."), todo=BY_HAND)
    return matter


def _new(number: PersonalNumber, granted: Granted, *, by: Actor, at: datetime) -> Person:
    return register_person(
        personal_number=number, given_name=granted.given_name, family_name=granted.family_name, by=by, at=at
    )
