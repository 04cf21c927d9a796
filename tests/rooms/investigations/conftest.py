"""A matter about Leo, twelve years old, with two guardians; Cilla of Norr has it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from andrum.accounts.service import User, actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import Matter, add_participant, open_matter
from andrum.investigations.models import Investigation
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, register_person
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import opened

Page = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def someone(number: int, given: str, born: date) -> Person:
    return register_person(
        personal_number=made_up_number(born, number), given_name=given, family_name="Ek", by=SYSTEM, at=NOW
    )


@pytest.fixture
def leo(cast: Cast) -> Person:
    return someone(990, "Leo", date(2014, 5, 4))


@pytest.fixture
def matter(cast: Cast, leo: Person) -> Matter:
    found = open_matter(
        kind="children_and_youth", applicant=leo, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=NOW
    )
    for person in (someone(991, "Sara", date(1986, 1, 2)), someone(992, "Per", date(1984, 3, 4))):
        add_participant(matter=found, person=person, role="guardian", by=SYSTEM, at=NOW)
    return found


@pytest.fixture
def grown(cast: Cast) -> Matter:
    """A matter about Alva as an adult."""
    return open_matter(
        kind="adults", applicant=cast.alva_person, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=NOW
    )


@pytest.fixture
def investigation(matter: Matter, cast: Cast) -> Investigation:
    return opened(matter, cast)


@pytest.fixture
def cilla(cast: Cast):
    return actor_of(cast.cilla)


@pytest.fixture
def page() -> Page:
    def ask(user: User | None, address: str, data: dict[str, Any] | None = None, **headers: Any) -> Any:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client.get(address, headers=headers) if data is None else client.post(address, data, headers=headers)

    return ask
