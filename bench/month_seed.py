"""Fees that wait for their month, beside a database that is seeded: ``python -m bench.month_seed COUNT``.

Each person has home care and an alarm, has told of a pension and a rented flat, and has a fee decided for December.
"""

# ruff: noqa: E402 - Django first
import sys
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from andrum.accounts.service import Role, Unit, actor_of, add_membership, create_unit, create_user
from andrum.audit.service import SYSTEM, Actor
from andrum.cases.service import FactValue, record_facts
from andrum.dispatch.models import Outgoing
from andrum.fees.domain.result import basis_hash
from andrum.fees.queries.calculating import calculate
from andrum.fees.service import FeeReview, decide_review, grant_service, open_fee_matter
from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.people.service import Person, searchable
from bench.people import names_of

FIRST_BORN, BIRTHDAYS = date(1930, 1, 1), 9_000
"""Ages 72 to 96 in 2026: none of them is an applicant."""
BATCH = 200
STARTED, BEFORE = date(2025, 12, 1), Month(2025, 12)
AT = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


def fees(count: int) -> None:
    """A unit with its staff, and ``count`` persons whose fee can be worked out."""
    unit = create_unit(name="Avgifter", code="avgift", by=SYSTEM, at=AT)
    officer = SYSTEM
    for username, role in (("bengt", Role.UNIT_MANAGER), ("fia", Role.FEE_OFFICER)):
        user = create_user(username=username, name=username.title(), by=SYSTEM, at=AT)
        officer = actor_of(user)
        add_membership(user=user, unit=unit, role=role, from_date=date(2024, 1, 1), by=SYSTEM, at=AT)
    hurry = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit = off"}
    with connection.cursor() as cursor:
        cursor.execute(hurry[connection.vendor])
    for first in range(0, count, BATCH):
        with transaction.atomic():
            for place in range(first, min(first + BATCH, count)):
                _one(unit, place, officer)
    Outgoing.objects.filter(matter__unit=unit).update(state="cancelled")  # December's letters are not measured
    DBTaskResult.objects.filter(task_path="andrum.dispatch.jobs.deliver").delete()


def _one(unit: Unit, place: int, officer: Actor) -> None:
    number = made_up_number(FIRST_BORN + timedelta(days=place % BIRTHDAYS), 980 + place // BIRTHDAYS)
    given, family = names_of(place)
    person = Person.objects.create(
        personal_number=str(number), given_name=given, family_name=family, street=f"Älvgatan {place % 900}",
        postal_code="123 45", city="Älvboda", search_name=searchable(f"{family} {given}"),
    )  # fmt: skip
    matter = open_fee_matter(person=person, unit=unit, by=SYSTEM, at=AT)
    minutes = 60 * (10 + place % 50)
    grant_service(
        matter=matter, kind="home_care", measure="minutes", quantity=minutes, from_date=STARTED, by=SYSTEM, at=AT
    )
    grant_service(matter=matter, kind="alarm", from_date=STARTED, by=SYSTEM, at=AT)
    pension = {"amount": (14_000 + place % 90 * 100) * 100, "times": 12, "net": True}
    values: dict[str, object] = {
        "fee.information": "given", "fee.incomes_told": True, "fee.relation": "single", "fee.housing.form": "rented",
        "fee.income.public_pension": pension, "fee.housing.rent": (4_500 + place % 40 * 50) * 100,
        "fee.housing.electricity_included": False, "fee.housing.shared_by": 1,
    }  # fmt: skip
    facts = [FactValue(name, value, month=str(BEFORE)) for name, value in values.items()]
    record_facts(matter=matter, facts=facts, by=SYSTEM, at=AT)
    review = FeeReview.objects.get(matter=matter, closed_at__isnull=True)
    shown = basis_hash(calculate(matter, Month.parse(review.month)).result)
    decide_review(review=review, reasons="", shown_hash=shown, by=officer, at=AT)


if __name__ == "__main__":
    fees(int(sys.argv[1]))
