"""Fill an empty database with signed applications that wait in the queue: ``python -m bench.seed COUNT``.

Each citizen was granted assistance by a person in October 2026 and has now signed a continued application for
November, by the real action. Registers answer as most citizens say; about every twentieth case differs in one of many
ways, and every twentieth continued application is drawn for the check of evidence, so that a tenth go to a person.
"""

# ruff: noqa: E402 - Django first
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid5

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from andrum.accounts.service import Unit, User, actor_of, add_membership, create_unit, create_user
from andrum.applications.actions.signing import sign_as_applicant
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application, Attachment
from andrum.applications.queries.signing import chosen_signer, text_to_sign
from andrum.audit.service import SYSTEM
from andrum.automation.service import give_mandate, switch_mandate
from andrum.cases.service import Decision, Matter, open_matter, record_fact
from andrum.kernel.periods import Month
from andrum.people.service import Person, searchable
from andrum.site.demo import answers
from andrum.site.demo.applications import picture
from andrum.site.demo.town import STAFF, UNITS
from bench.people import names_of, number_of

MONTH = Month(2026, 11)
"""In 2026 the amounts for one adult alone are confirmed, so an automated decision may rest on them."""
AT = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
IDS = UUID("5f0c6d0a-9f0e-4c57-9d0e-2f2f1d3c7a11")
BATCH = 200
RENT, BENEFIT = 6_200, 5_200
ODD_EVERY, NO_ACCOUNT_EVERY = 17, 40
ODD = (
    "income_differs", "wants_person", "register_error", "no_evidence", "safety", "not_job_seeker", "capital",
    "new_rent", "unknown_code",
)  # fmt: skip


@dataclass
class Case:
    """What one citizen says and what the registers say."""

    place: int
    said: dict[str, dict[str, object]]
    register: dict[str, object]
    unproved: set[str] = field(default_factory=set)


def case_of(place: int) -> Case:
    """The citizen's case by place: ordinary, or odd in one way."""
    odd = ODD[place // ODD_EVERY % len(ODD)] if place % ODD_EVERY == 3 else ""
    paid = {"payer": "FK", "code": "AS", "net_ore": BENEFIT * 100, "day": 25, "from": "2026-01"}
    benefit = BENEFIT - 1_700 if odd == "income_differs" else BENEFIT
    said = answers.alone(month=MONTH, place=place % 100, rent=RENT + place % 9 * 50, benefit=benefit)
    case = Case(place, dict(said), {"payments": [paid]})
    match odd:
        case "wants_person":
            case.said["talk"] = {"wants_person": "yes", "about": "Jag vill prata om hyran."}
        case "safety":
            case.said["safety"] = {"danger": "yes"}
        case "register_error":
            case.register["faults"] = {"SO": "error"}
        case "no_evidence":
            case.unproved = {"rent"}
        case "not_job_seeker":
            case.register["job_seeker"] = False
        case "capital":
            case.register["capital"] = {"income_ore": 900_000}
        case "new_rent":
            case.said["housing"] = {**case.said["housing"], "rent": 11_900 * 100}
        case "unknown_code":
            case.register["payments"] = [paid, {**paid, "code": "ÖÖ", "net_ore": 40_000}]
    return case


def seed(count: int) -> None:
    """Migrate, staff, mandate, registers, and ``count`` signed applications.

    Args:
        count: How many; each in a matter of its own.
    """
    call_command("migrate", verbosity=0)
    _hurry()
    units = staff()
    _mandate()
    registers: dict[str, object] = {}
    for first in range(0, count, BATCH):
        with transaction.atomic():
            for case, user, person in citizens(range(first, min(first + BATCH, count))):
                registers[person.personal_number] = case.register
                matter = granted_before(person, units[case.place % len(units)], case)
                sign(apply(case, person, matter), user)
    folder = Path(settings.DATA) / "registers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "persons.json").write_text(json.dumps({"persons": registers}))


def _hurry() -> None:
    """While seeding only: this connection need not wait for the disk. What is measured later runs in full sync."""
    hurry = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit = off"}
    with connection.cursor() as cursor:
        cursor.execute(hurry[connection.vendor])


def staff() -> list[Unit]:
    """The staff and units of the demo municipality; gives the units."""
    units = {code: create_unit(name=name, code=code, by=SYSTEM, at=AT) for code, name in UNITS}
    for member in STAFF:
        user = create_user(
            username=member.username, name=member.name, may_see_protected=member.protected, by=SYSTEM, at=AT
        )
        for code in member.units:
            add_membership(user=user, unit=units[code], role=member.role, from_date=date(2024, 1, 1), by=SYSTEM, at=AT)
    return list(units.values())


def _mandate() -> None:
    board = actor_of(User.objects.get(username="greta"))
    mandate = give_mandate(
        code="EB-FORTSATT", name="Fortsatt ansökan, fullt bifall", case_type="continued", outcomes=["granted"],
        max_amount_ore=2_000_000, valid_from=date(2026, 1, 1), decided_by_board_ref="SN 2025-12-16 § 7 (påhittad)",
        by=board, at=AT,
    )  # fmt: skip
    switch_mandate(mandate=mandate, state="on", reason="Nämnden har beslutat.", by=board, at=AT)


def citizens(places: range) -> Iterator[tuple[Case, User, Person]]:
    """Users and persons, written as rows; nothing of them is measured."""
    users, persons = [], []
    for place in places:
        number, (given, family) = number_of(place), names_of(place)
        user = User(username=f"medborgare{place}", name=f"{given} {family}", personal_number=str(number))
        user.set_unusable_password()
        users.append(user)
        persons.append(person_row(place))
    User.objects.bulk_create(users)
    Person.objects.bulk_create(persons)
    yield from zip((case_of(place) for place in places), users, persons, strict=True)


def person_row(place: int) -> Person:
    given, family = names_of(place)
    return Person(
        personal_number=str(number_of(place)), given_name=given, family_name=family, street=f"Älvgatan {place % 900}",
        postal_code="123 45", city="Älvboda", search_name=searchable(f"{family} {given}"),
    )  # fmt: skip


def granted_before(person: Person, unit: Unit, case: Case) -> Matter:
    """A matter, and October granted by a person: a row, since only November is measured."""
    matter = open_matter(applicant=person, unit=unit, by=SYSTEM, at=AT)
    members = [{"id": "a", "role": "applicant", "born": person.born.isoformat(), "days": 30}]
    Decision.objects.create(
        matter=matter, month=str(MONTH.shift(-1)), outcome="granted", amount_ore=400_000, how="person",
        decided_by_kind="person", decided_by_id="1", decided_by_name="Cilla Berg", rulebook_version="-",
        calculation={"household": {"members": members}, "amounts": {"deficit": 400_000}}, applied_ore=400_000,
        decided_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC), idempotency_key=f"seed:{case.place}",
    )  # fmt: skip
    if case.place % NO_ACCOUNT_EVERY:
        record_fact(
            matter=matter, name="payment.account", value=f"6000-{12_345_000 + case.place}", source="citizen",
            by=SYSTEM, at=AT,
        )  # fmt: skip
    return matter


def apply(case: Case, person: Person, matter: Matter) -> Application:
    """A whole, continued application with a file for each bill, ready to sign."""
    application = Application.objects.create(
        id=uuid5(IDS, str(case.place)), kind="continued", month=str(MONTH), applicant=person, unit=matter.unit,
        answers=case.said, started_at=AT, saved_at=AT,
    )  # fmt: skip
    rows = case.said["costs"]["items"]
    costs = [("costs", str(row["id"])) for row in rows] if isinstance(rows, list) else []
    Attachment.objects.bulk_create(
        Attachment(
            application=application, person=person, page=page, item=item, name=f"{page}-{item}.png",
            media_type="image/png", size=len(BILL), sha256=f"{case.place:064d}", content=BILL, added_at=AT,
        )
        for page, item in [("housing", "rent"), *costs]
        if item not in case.unproved
    )  # fmt: skip
    return application


BILL = picture("Faktura")


def sign(application: Application, user: User) -> Application:
    """Sign, by the action of the e-service."""
    confirmed: Mapping[str, str] = {"confirm": "yes"}
    return sign_as_applicant(
        application=application, shown_hash=text_hash(text_to_sign(application)), signer=chosen_signer(),
        proof=confirmed, by=actor_of(user), at=AT,
    )  # fmt: skip


if __name__ == "__main__":
    seed(int(sys.argv[1]))
