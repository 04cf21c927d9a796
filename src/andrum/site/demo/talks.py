"""The demo's conversations: an investigation about Tove with four that are signed, and one to play through live."""

from datetime import date, datetime, timedelta

from andrum.accounts.service import Role, User, actor_of, add_membership, create_unit
from andrum.audit.service import SYSTEM
from andrum.cases.service import Matter, add_participant, open_matter
from andrum.conversations.service import (
    Conversation,
    Heard,
    PersonPresent,
    accept_lines,
    end_conversation,
    hear,
    note_information,
    plan_conversation,
    sign_conversation,
    start_conversation,
    take_position,
)
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, register_person
from andrum.site.demo.people_part import SINCE
from andrum.site.demo.talk_texts import CHILD, FIRST, FOLLOW_UP, LIVE, SCHOOL

WORKER = PersonPresent("S1", "socialsekreterare", "Cilla Berg")
DAY = timedelta(days=1)


def make(at: datetime) -> None:
    """A unit for children and families, Tove's matter, and what has been said in it."""
    cilla, eva = User.objects.get(username="cilla"), User.objects.get(username="eva")
    unit = create_unit(name="Barn och familj", code="unga", by=SYSTEM, at=at)
    for user, role in ((cilla, Role.CASEWORKER), (eva, Role.UNIT_MANAGER)):
        add_membership(user=user, unit=unit, role=role, from_date=SINCE, by=SYSTEM, at=at)
    tove, sara = _person("Tove", date(2017, 4, 3), 991, at), _person("Sara", date(1988, 9, 21), 992, at)
    matter = open_matter(
        kind="children_and_youth", applicant=tove, unit=unit, assigned_to=cilla, by=SYSTEM, at=at - 70 * DAY
    )
    add_participant(matter=matter, person=sara, role="guardian", by=SYSTEM, at=at - 70 * DAY)
    mother = PersonPresent("M1", "mamma", sara.name, sara.pk)
    child = PersonPresent("B1", "barn", tove.name, tove.pk)
    teacher = PersonPresent("L1", "lärare", "Karin Blad")
    for days, text, who, setting in (
        (60, FIRST, mother, "Första samtalet, på kontoret"), (48, SCHOOL, teacher, "Samtal med läraren, på skolan"),
        (33, CHILD, child, "Barnsamtal, på skolan"), (12, FOLLOW_UP, mother, "Uppföljning, hembesök"),
    ):  # fmt: skip
        _signed(matter, text, who, setting, cilla, at - days * DAY)
    plan = plan_conversation(
        matter=matter, framework="barn_och_unga", way="live", persons=(WORKER, mother), user=cilla, child_age=9,
        setting="Uppföljning: spela upp ett inspelat samtal", script=script_of(LIVE), by=actor_of(cilla), at=at,
    )  # fmt: skip
    note_information(conversation=plan, language="sv", answer="yes", by=actor_of(cilla), at=at)


def _person(given: str, born: date, number: int, at: datetime) -> Person:
    return register_person(
        personal_number=made_up_number(born, number), given_name=given, family_name="Lindqvist", street="Strandvägen 4",
        postal_code="123 45", city="Älvboda", by=SYSTEM, at=at,
    )  # fmt: skip


def _signed(matter: Matter, text: str, who: PersonPresent, setting: str, cilla: User, at: datetime) -> Conversation:  # noqa: PLR0917 - a table
    by = actor_of(cilla)
    made = plan_conversation(
        matter=matter, framework="barn_och_unga", way="live", persons=(WORKER, who), user=cilla, child_age=9,
        setting=setting, by=by, at=at,
    )  # fmt: skip
    language = "sv-x-easy" if who.role == "barn" else "sv"
    note_information(conversation=made, language=language, answer="yes", by=by, at=at)
    start_conversation(conversation=made, by=by, at=at)
    seconds = 2.0
    for line in text.strip().splitlines():
        key, _colon, said = line.partition(": ")
        length = max(len(said) / 14, 1.0)
        heard = Heard(key, said, f"speech:0:{seconds:.1f}", "speech", seconds, seconds + length)
        hear(conversation=made, heard=heard, by=by, at=at + timedelta(seconds=seconds))
        seconds += length + 0.8
    end = at + timedelta(seconds=seconds)
    end_conversation(conversation=made, by=by, at=end)
    for found in made.lines.select_related("speaker"):
        if found.speaker.key == who.key:
            take_position(line=found, position="agrees", by=by, at=end)
    accept_lines(conversation=made, by=by, at=end)
    return sign_conversation(conversation=made, by=by, at=end + timedelta(minutes=20))


def script_of(text: str) -> str:
    """A script with times for the scripted recogniser, and from which second each one speaks."""
    rows, seconds = [], 2.0
    for line in text.strip().splitlines():
        key, _colon, said = line.partition(": ")
        length = max(len(said) / 14, 1.4)
        rows += [f"# {seconds - 0.3:.1f} {key}", f"[{seconds:.2f}-{seconds + length:.2f}] {said}"]
        seconds += length + 1.6
    return "\n".join(rows)
