"""Fills an empty database with signed, continued applications that wait in the queue. Run in a process of its own."""

# ruff: noqa: E402, T201 - Django first; this is a program
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from andrum.accounts.service import User, actor_of, create_user
from andrum.applications.actions.signing import sign_as_applicant
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application, Attachment
from andrum.applications.queries.signing import chosen_signer, text_to_sign
from andrum.audit.service import SYSTEM
from andrum.automation.service import give_mandate, switch_mandate
from andrum.cases.service import decide, open_matter
from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.people.service import Person, register_person
from tests.cast import Cast, make_cast
from tests.rooms.automation.stage import answers_for

MONTH = Month(2026, 11)
AT = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
EVERY = 5
"""Every fifth says another income than the register has, so that it goes to a person."""


def seed(count: int) -> None:
    """Staff, a mandate that is on, registers that answer, and ``count`` signed applications."""
    call_command("migrate", verbosity=0)
    cast = make_cast()
    mandate = give_mandate(
        code="continued_full_grant", name="Fortsatt ansökan, fullt bifall", case_type="continued",
        outcomes=["granted"], max_amount_ore=5_000_000, valid_from=date(2026, 1, 1),
        decided_by_board_ref="SN 2025-12-16 § 7 (påhittad)", by=actor_of(cast.greta), at=AT,
    )  # fmt: skip
    switch_mandate(mandate=mandate, state="on", reason="Nämnden har beslutat.", by=actor_of(cast.greta), at=AT)
    persons = {}
    for number in range(count):
        born = date(1975 + number % 20, 1 + number % 12, 1 + number % 28)
        personal_number = made_up_number(born, 980 + number % 18)
        persons[str(personal_number)] = {
            "payments": [{"payer": "FK", "code": "AS", "net_ore": 520_000, "day": 25, "from": "2026-08"}]
        }
        user = create_user(
            username=f"p{number}", name=f"Prov {number}", personal_number=str(personal_number), by=SYSTEM, at=AT
        )
        person = register_person(
            personal_number=personal_number, given_name="Prov", family_name=f"Person {number}", street="Gatan 1",
            postal_code="123 45", city="Älvboda", by=SYSTEM, at=AT,
        )  # fmt: skip
        _apply(cast, user, person, benefit_ore=250_000 if number % EVERY == 0 else 520_000)
    folder = Path(settings.DATA) / "registers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "persons.json").write_text(json.dumps({"persons": persons}))


def _apply(cast: Cast, user: User, person: Person, *, benefit_ore: int) -> None:
    matter = open_matter(applicant=person, unit=cast.norr, by=SYSTEM, at=AT)
    members = [{"id": "a", "role": "applicant", "born": person.born.isoformat(), "days": 30}]
    decide(
        matter=matter, month=str(MONTH.shift(-1)), outcome="granted", amount_ore=400_000, reasons="", how="person",
        calculation={"household": {"members": members}, "amounts": {"deficit": 400_000}}, rulebook_version="-",
        applied_ore=400_000, by=actor_of(cast.cilla), at=AT, key=f"seed:{matter.pk}",
    )  # fmt: skip
    application = Application.objects.create(
        kind="continued", month=str(MONTH), applicant=person, unit=cast.norr, started_at=AT, saved_at=AT,
        answers=answers_for(MONTH, benefit_ore=benefit_ore),
    )  # fmt: skip
    Attachment.objects.create(
        application=application, person=person, page="housing", item="rent", name="hyresavi.pdf",
        media_type="application/pdf", size=4, sha256="0" * 64, content=b"%PDF", added_at=AT,
    )  # fmt: skip
    sign_as_applicant(
        application=application, shown_hash=text_hash(text_to_sign(application)), signer=chosen_signer(),
        proof={"confirm": "yes"}, by=actor_of(user), at=AT,
    )  # fmt: skip


if __name__ == "__main__":
    seed(int(sys.argv[1]))
    print("seeded")
