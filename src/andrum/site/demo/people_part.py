"""Puts the units, the staff and the inhabitants of Älvboda in the database."""

from datetime import date, datetime

from andrum.accounts.service import add_membership, create_unit, create_user
from andrum.audit.service import SYSTEM
from andrum.kernel.identity import made_up_number
from andrum.people.service import register_person
from andrum.site.demo.town import CITIZENS, STAFF, UNITS

SINCE = date(2024, 1, 1)


def make(at: datetime) -> None:
    """Everybody who can sign in, and the persons behind the citizens."""
    units = {code: create_unit(name=name, code=code, by=SYSTEM, at=at) for code, name in UNITS}
    for member in STAFF:
        user = create_user(
            username=member.username, name=member.name, may_see_protected=member.protected, by=SYSTEM, at=at
        )
        for code in member.units:
            add_membership(user=user, unit=units[code], role=member.role, from_date=SINCE, by=SYSTEM, at=at)
    for place, citizen in enumerate(CITIZENS):
        number = made_up_number(citizen.born, citizen.birth_number)
        create_user(username=citizen.username, name=citizen.name, personal_number=str(number), by=SYSTEM, at=at)
        register_person(
            personal_number=number, given_name=citizen.given_name, family_name=citizen.family_name,
            street=f"Älvgatan {place + 1}", postal_code="123 45", city="Älvboda",
            protection="sekretessmarkering" if citizen.is_protected else "none", by=SYSTEM, at=at,
        )  # fmt: skip
