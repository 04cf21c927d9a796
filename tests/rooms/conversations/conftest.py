"""A matter about Tove, nine, whom Cilla of Norr talks about with Alva, her mother."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from andrum.accounts.service import User, actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.models import Matter
from andrum.cases.service import add_participant, open_matter
from andrum.conversations.models import Conversation
from andrum.conversations.service import (
    Heard,
    PersonPresent,
    end_conversation,
    hear,
    note_information,
    plan_conversation,
    start_conversation,
)
from andrum.kernel.identity import made_up_number
from andrum.people.service import register_person
from tests.cast import NOW, Cast

Page = Callable[..., HttpResponse]
TALK = (
    ("S1", "Vill du berätta hur ni har det hemma?"),
    ("M1", "Hon får frukost varje morgon och mormor hjälper oss på kvällarna."),
    ("S1", "Brukar någon dricka alkohol hemma?"),
    ("M1", "Han dricker för mycket, varje helg, och då slår han mig."),
    ("B1", "Jag vill bo hos mormor."),
    ("S1", "Jag ringer skolan på fredag."),
)
PERSONS = (
    PersonPresent("S1", "socialsekreterare", "Cilla Berg"), PersonPresent("M1", "mamma", "Alva Ek"),
    PersonPresent("B1", "barn", "Tove Ek"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def matter(cast: Cast) -> Matter:
    tove = register_person(
        personal_number=made_up_number(date(2017, 5, 5), 980), given_name="Tove", family_name="Ek", by=SYSTEM, at=NOW
    )
    opened = open_matter(
        kind="children_and_youth", applicant=tove, unit=cast.norr, assigned_to=cast.cilla, by=SYSTEM, at=NOW
    )
    add_participant(matter=opened, person=cast.alva_person, role="guardian", by=SYSTEM, at=NOW)
    return opened


def planned(
    matter: Matter, cast: Cast, *, way: str = "live", answer: str = "yes", at: datetime = NOW,
    persons: tuple[PersonPresent, ...] = PERSONS,
) -> Conversation:  # fmt: skip
    made = plan_conversation(
        matter=matter, framework="barn_och_unga", way=way, persons=persons, user=cast.cilla, setting="Hembesök",
        child_age=9, by=actor_of(cast.cilla), at=at,
    )  # fmt: skip
    if answer:
        note_information(conversation=made, language="sv", answer=answer, by=actor_of(cast.cilla), at=at)
    return made


def spoken_to_end(matter: Matter, cast: Cast, *, at: datetime = NOW, **how: Any) -> Conversation:
    by = actor_of(cast.cilla)
    made = planned(matter, cast, at=at, **how)
    start_conversation(conversation=made, by=by, at=at)
    for n, (who, text) in enumerate(TALK):
        heard = Heard(who, text, f"typed:{n}", "typed")
        hear(conversation=made, heard=heard, by=by, at=at + timedelta(seconds=n))
    end_conversation(conversation=made, by=by, at=at + timedelta(minutes=30))
    return made


@pytest.fixture
def conversation(matter: Matter, cast: Cast) -> Conversation:
    """One that has ended and waits to be reviewed."""
    return spoken_to_end(matter, cast)


@pytest.fixture
def page() -> Page:
    def ask(user: User, address: str, data: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
        client = Client()
        client.force_login(user)
        return client.get(address, **more) if data is None else client.post(address, data, **more)

    return ask
