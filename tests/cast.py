"""The persons of every test: fixed parts, one name each, everywhere. All numbers are from the range for test persons.

Alva applies, with Bo. Cilla is the caseworker of Norr; Dag works in Söder and must never see Norr's matters. Eva
manages Norr, Frank reviews, Greta sits on the board, Hugo administers, Ida runs the machines, Kim of Norr may see
protected identities. Jon is a stranger: a citizen with nothing to do with the matter.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from andrum.accounts.service import Role, Unit, User, add_membership, create_unit, create_user
from andrum.audit.service import SYSTEM
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, register_person

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
"""When tests happen unless they say otherwise: Monday 2 November 2026, ten o'clock in Sweden."""

ALVA_NUMBER = made_up_number(date(1985, 3, 2), 980)
BO_NUMBER = made_up_number(date(1983, 7, 14), 981)
JON_NUMBER = made_up_number(date(1990, 1, 1), 982)
STAFF = (
    ("cilla", "Cilla Berg", Role.CASEWORKER, "norr", False),
    ("dag", "Dag Holm", Role.CASEWORKER, "soder", False),
    ("eva", "Eva Lund", Role.UNIT_MANAGER, "norr", False),
    ("frank", "Frank Åberg", Role.REVIEWER, "norr", False),
    ("greta", "Greta Nord", Role.BOARD, "norr", False),
    ("hugo", "Hugo Ström", Role.ADMINISTRATOR, "norr", False),
    ("ida", "Ida Vik", Role.OPERATOR, "norr", False),
    ("kim", "Kim Sjö", Role.CASEWORKER, "norr", True),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, with their units. ``alva``, ``bo`` and ``jon`` are users; ``*_person`` is the same one as a person."""

    norr: Unit
    soder: Unit
    cilla: User
    dag: User
    eva: User
    frank: User
    greta: User
    hugo: User
    ida: User
    kim: User
    alva: User
    bo: User
    jon: User
    alva_person: Person
    bo_person: Person
    jon_person: Person


def make_cast() -> Cast:
    """Put everybody in the database."""
    units = {
        code: create_unit(name=name, code=code, by=SYSTEM, at=NOW)
        for code, name in (("norr", "Försörjningsstöd Norr"), ("soder", "Försörjningsstöd Söder"))
    }
    users = {}
    for username, name, role, unit, protected in STAFF:
        users[username] = create_user(username=username, name=name, may_see_protected=protected, by=SYSTEM, at=NOW)
        add_membership(user=users[username], unit=units[unit], role=role, from_date=date(2020, 1, 1), by=SYSTEM, at=NOW)
    persons = {}
    for username, number, given, family in (
        ("alva", ALVA_NUMBER, "Alva", "Ek"),
        ("bo", BO_NUMBER, "Bo", "Ek"),
        ("jon", JON_NUMBER, "Jon", "Kvist"),
    ):
        users[username] = create_user(
            username=username, name=f"{given} {family}", personal_number=str(number), by=SYSTEM, at=NOW
        )
        persons[f"{username}_person"] = register_person(
            personal_number=number, given_name=given, family_name=family, street="Storgatan 1", postal_code="123 45",
            city="Älvboda", by=SYSTEM, at=NOW,
        )  # fmt: skip
    return Cast(**units, **users, **persons)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in the database of one test."""
    return make_cast()
