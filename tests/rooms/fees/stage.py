"""Svea, eighty-six, has home care and an alarm; Fia of the fee unit works with fees; Sven speaks for Svea."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from andrum.accounts.service import Role, Unit, User, actor_of, add_membership, create_unit, create_user
from andrum.audit.service import SYSTEM
from andrum.cases.service import FactValue, Matter, record_facts
from andrum.fees.actions.facts import keep_register_incomes
from andrum.fees.domain.register import IncomeAnswer, SourceAnswer
from andrum.fees.service import grant_service, open_fee_matter
from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.people.service import Person, register_person

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
JANUARY = Month(2026, 1)
NOVEMBER = Month(2026, 11)
SVEA_NUMBER = made_up_number(date(1940, 1, 1), 980)
SVEN_NUMBER = made_up_number(date(1965, 5, 5), 981)


@dataclass(frozen=True, slots=True)
class Unitful:
    """Those who work with fees, and those who pay them."""

    unit: Unit
    fia: User
    boss: User
    named: User
    svea: Person
    svea_user: User
    sven_user: User


def make_unit() -> Unitful:
    """Put everybody in the database."""
    unit = create_unit(name="Avgiftsenheten", code="avgift", by=SYSTEM, at=NOW)
    users = {}
    for username, name, role, protected in (
        ("fia", "Fia Ros", Role.FEE_OFFICER, False), ("boss", "Bengt Chef", Role.UNIT_MANAGER, False),
        ("named", "Nina Särskild", Role.FEE_OFFICER, True),
    ):  # fmt: skip
        users[username] = create_user(username=username, name=name, may_see_protected=protected, by=SYSTEM, at=NOW)
        add_membership(user=users[username], unit=unit, role=role, from_date=date(2020, 1, 1), by=SYSTEM, at=NOW)
    svea = somebody("Svea", "Åberg", SVEA_NUMBER)
    svea_user = create_user(username="svea", name="Svea Åberg", personal_number=str(SVEA_NUMBER), by=SYSTEM, at=NOW)
    sven_user = create_user(username="sven", name="Sven Åberg", personal_number=str(SVEN_NUMBER), by=SYSTEM, at=NOW)
    return Unitful(unit=unit, svea=svea, svea_user=svea_user, sven_user=sven_user, **users)


def somebody(given: str, family: str, number: object) -> Person:
    """One who lives in Älvboda."""
    return register_person(
        personal_number=str(number), given_name=given, family_name=family, street="Storgatan 1", postal_code="123 45",
        city="Älvboda", by=SYSTEM, at=NOW,
    )  # fmt: skip


def a_matter(unit: Unit, person: Person, *, services: bool = True) -> Matter:
    """A matter of fees, with home care and an alarm since January."""
    matter = open_fee_matter(person=person, unit=unit, by=SYSTEM, at=NOW)
    if services:
        grant_service(
            matter=matter, kind="home_care", measure="minutes", quantity=60 * 40, from_date=date(2026, 1, 1), by=SYSTEM,
            at=NOW,
        )  # fmt: skip
        grant_service(matter=matter, kind="alarm", from_date=date(2026, 1, 1), by=SYSTEM, at=NOW)
    return matter


def told(
    matter: Matter, *, pension_kr: int = 14_000, rent_kr: int = 5_500, month: Month = JANUARY, **more: object
) -> None:
    """What the person says, whole: alone, a pension after tax, a rented flat."""
    values: dict[str, object] = {
        "fee.information": "given", "fee.incomes_told": True, "fee.relation": "single", "fee.housing.form": "rented",
        "fee.income.public_pension": {"amount": pension_kr * 100, "times": 12, "net": True},
        "fee.housing.rent": rent_kr * 100, "fee.housing.electricity_included": False, "fee.housing.shared_by": 1,
        **more,
    }  # fmt: skip
    facts = [FactValue(name, value, month=str(month)) for name, value in values.items()]
    record_facts(matter=matter, facts=facts, by=SYSTEM, at=NOW)


def registers_say(matter: Matter, month: Month = JANUARY, at: datetime = NOW, **kronor: int) -> None:
    """What the Pensions Agency says; the others answer with nothing."""
    incomes = {kind: {"amount": amount * 100, "times": 12, "net": True} for kind, amount in kronor.items()}
    answer = IncomeAnswer(
        (SourceAnswer("PEM", "data", incomes), SourceAnswer("FK", "data"), SourceAnswer("SKV", "data"))
    )
    keep_register_incomes(matter=matter, month=month, answer=answer, by=SYSTEM, at=at)


def actor(user: User):
    """The one who acts, as the log knows them."""
    return actor_of(user)
