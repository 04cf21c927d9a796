"""Thirty inhabitants of Älvboda with home care: what they pay, a recalculation in preview, and a month invoiced."""

from dataclasses import dataclass
from datetime import date, datetime

from andrum.accounts.service import Role, Unit, User, actor_of, add_membership, create_unit, create_user
from andrum.audit.service import SYSTEM, Actor
from andrum.cases.service import FactValue, Matter, record_facts
from andrum.fees.actions.previewing import preview_items
from andrum.fees.service import (
    FeeDecision,
    FeeReview,
    ask_registers,
    decide_review,
    give_fee_mandate,
    grant_service,
    make_invoice_run,
    note_absence,
    note_authority,
    open_fee_matter,
    shown_hash_of,
    start_recalculation,
    switch_fee_mandate,
)
from andrum.kernel.clock import swedish_day
from andrum.kernel.identity import PersonalNumber, made_up_number
from andrum.kernel.periods import Month
from andrum.people.service import Person, register_person

SINCE = Month(2025, 10)
KRONA = 100
GIVEN = ("Svea", "Sten", "Alice", "Börje", "Dagny", "Einar", "Frida", "Gösta", "Hilma", "Ivar")
FAMILY = ("Lund", "Åker", "Ström")
WITH_USER = {0: "svea", 1: "sten", 2: "alice"}
STORIES = {
    "svea": "Har hemtjänst och larm; kan bekräfta det registren säger",
    "sten": "Har hemtjänst; registret och han säger olika om pensionen",
    "alice": "Har fått hemtjänst men har inte lämnat några uppgifter än",
    "sven": "Är god man för Svea och kan lämna uppgifter åt henne",
}


@dataclass(frozen=True, slots=True)
class Staff:
    """Those who work with fees."""

    unit: Unit
    officer: Actor
    manager: Actor


def make(at: datetime) -> None:
    """The unit and its people, everybody's fee, and what the machine may decide alone."""
    staff = _staff(at)
    matters = [_matter(staff, place, at) for place in range(len(GIVEN) * len(FAMILY))]
    for place, matter in enumerate(matters):
        if place != 2:
            _tell(matter, place, at)
            _decide(matter, staff, at)
    _speak_for(matters[0], staff, at)
    this = Month.of(swedish_day(at))
    for matter in matters[:2]:
        ask_registers(matter=matter, month=this, by=SYSTEM, at=at)
    _away(matters[3], this.shift(-1), staff, at)
    _mandate(staff, at)
    last = this.shift(-1)
    make_invoice_run(unit=staff.unit, month=last, issue_date=this.first_day, by=staff.officer, at=at)
    made = start_recalculation(unit=staff.unit, month=this, by=staff.officer, at=at)
    ids = list(made.items.values_list("pk", flat=True))
    preview_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=at)


def _staff(at: datetime) -> Staff:
    unit = create_unit(name="Avgiftsenheten", code="avgift", by=SYSTEM, at=at)
    users: dict[str, User] = {}
    for username, name, role, protected in (
        ("fia", "Fia Ros", Role.FEE_OFFICER, True), ("bengt", "Bengt Alm", Role.UNIT_MANAGER, False),
    ):  # fmt: skip
        users[username] = create_user(username=username, name=name, may_see_protected=protected, by=SYSTEM, at=at)
        add_membership(user=users[username], unit=unit, role=role, from_date=date(2024, 1, 1), by=SYSTEM, at=at)
    for reviewer in User.objects.filter(username="frank"):
        add_membership(user=reviewer, unit=unit, role=Role.REVIEWER, from_date=date(2024, 1, 1), by=SYSTEM, at=at)
    return Staff(unit, actor_of(users["fia"]), actor_of(users["bengt"]))


def _person(place: int, at: datetime) -> Person:
    born = date(1936 + place % 12, 1 + place % 12, 1 + place % 28)
    number = made_up_number(born, 980 + place % 20)
    given, family = GIVEN[place % len(GIVEN)], FAMILY[place // len(GIVEN)]
    if place in WITH_USER:
        create_user(username=WITH_USER[place], name=f"{given} {family}", personal_number=str(number), by=SYSTEM, at=at)
    return register_person(
        personal_number=number, given_name=given, family_name=family, street=f"Storgatan {place + 1}",
        postal_code="999 99", city="Älvboda", by=SYSTEM, at=at,
    )  # fmt: skip


def _matter(staff: Staff, place: int, at: datetime) -> Matter:
    matter = open_fee_matter(person=_person(place, at), unit=staff.unit, by=staff.officer, at=at)
    first = SINCE.first_day
    grant_service(
        matter=matter, kind="home_care", measure="minutes", quantity=60 * (4 + place * 3 % 40), from_date=first,
        by=staff.officer, at=at,
    )  # fmt: skip
    if place % 2 == 0:
        grant_service(matter=matter, kind="alarm", from_date=first, by=staff.officer, at=at)
    return matter


def _tell(matter: Matter, place: int, at: datetime) -> None:
    pension = 11_500 + place * 617 % 9_000
    values: dict[str, object] = {
        "fee.information": "given", "fee.incomes_told": True, "fee.relation": "single", "fee.housing.form": "rented",
        "fee.income.public_pension": {"amount": pension * KRONA, "times": 12, "net": True},
        "fee.housing.rent": (3_900 + place * 173 % 2_500) * KRONA, "fee.housing.electricity_included": False,
        "fee.housing.shared_by": 1,
    }  # fmt: skip
    facts = [FactValue(name, value, month=str(SINCE)) for name, value in values.items()]  # type: ignore[arg-type]  # JSON
    record_facts(matter=matter, facts=facts, by=SYSTEM, at=at)


def _decide(matter: Matter, staff: Staff, at: datetime) -> FeeDecision | None:
    review = FeeReview.objects.filter(matter=matter, closed_at__isnull=True).first()
    if review is None:
        return None
    return decide_review(review=review, reasons="", shown_hash=shown_hash_of(review), by=staff.officer, at=at)


def _speak_for(matter: Matter, staff: Staff, at: datetime) -> None:
    number: PersonalNumber = made_up_number(date(1963, 4, 5), 991)
    create_user(username="sven", name="Sven Lund", personal_number=str(number), by=SYSTEM, at=at)
    note_authority(
        matter=matter, personal_number=str(number), given_name="Sven", family_name="Lund", kind="god_man",
        evidence="Registerutdrag från överförmyndaren", from_date=date(2025, 1, 1), by=staff.officer, at=at,
    )  # fmt: skip


def _away(matter: Matter, month: Month, staff: Staff, at: datetime) -> None:
    note_absence(
        matter=matter, from_date=month.first_day, to_date=month.last_day, reason="hospital", by=staff.officer, at=at
    )


def _mandate(staff: Staff, at: datetime) -> None:
    mandate = give_fee_mandate(
        unit=staff.unit, code="confirmed", most_change_ore=300 * KRONA, valid_from=swedish_day(at).replace(day=1),
        decided_by_board_ref="SN 2026-08-20 § 91", by=staff.manager, at=at,
    )  # fmt: skip
    switch_fee_mandate(
        mandate=mandate, state="on", reason="Nämnden har beslutat att pröva under hösten.", by=staff.manager, at=at
    )
