"""Fees as the machine leaves them, without the road there: a unit of fees, its mandate, and decisions within it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from andrum.accounts.service import Role, Unit, User, actor_of, create_unit
from andrum.audit.service import MACHINE, SYSTEM
from andrum.cases.service import Matter, decide
from andrum.control.actions.fee_reviews import create_fee_reviews
from andrum.control.models import Review
from andrum.fees.models import IncomeStatement
from andrum.fees.service import FeeDecision, FeeMandate, give_fee_mandate, open_fee_matter, switch_fee_mandate
from andrum.people.service import Person
from tests.cast import NOW
from tests.rooms.control.stage import make_person, make_reviewer

FEE_ORE = 200_000
RULES = "fee@2026"


def fee_mandate(unit: Unit, boss: User, *, code: str = "yearly", stops_on_error: bool = True) -> FeeMandate:
    made = give_fee_mandate(
        unit=unit, code=code, most_change_ore=30_000, valid_from=date(2026, 1, 1), decided_by_board_ref="SN § 9",
        stops_on_error=stops_on_error, by=actor_of(boss), at=NOW,
    )  # fmt: skip
    return switch_fee_mandate(mandate=made, state="on", reason="Nämnden", by=actor_of(boss), at=NOW)


@dataclass
class FeeStage:
    """Rut reviews in the unit of fees and Bengt manages it. Each decision is made a minute after the one before."""

    unit: Unit
    rut: User
    boss: User
    mandate: FeeMandate
    at: datetime = NOW
    matters: dict[int, Matter] = field(default_factory=dict)

    def person(self) -> Person:
        person = make_person(500 + len(self.matters))
        self.matters[person.pk] = open_fee_matter(person=person, unit=self.unit, by=SYSTEM, at=NOW)
        return person

    def decided(
        self, person: Person, *, fee_ore: int = FEE_ORE, month: str = "2026-11", rent: int = 5_000,
        differing: tuple[str, ...] | None = (), children: bool = False, rules: str = RULES, cause: str = "yearly",
        mandate: FeeMandate | None = None, language: str = "",
    ) -> FeeDecision:  # fmt: skip
        self.at += timedelta(minutes=1)
        matter, by_mandate = self.matters[person.pk], mandate or self.mandate
        before = FeeDecision.objects.filter(matter=matter).order_by("-pk").first()
        receipt = [{"group": "fee", "label": "Avgift", "amount": fee_ore, "rule": "fee", "provision": "SoL 32 kap."}]
        kept = {"outcome": "fee", "fee_ore": fee_ore, "receipt": receipt}
        calculation = {"what": f"{fee_ore} öre", "fee": kept, "to_month": ""}
        if differing is not None:
            calculation["differing"] = list(differing)
        key = f"fee:stage:{matter.pk}:{self.at.isoformat()}"
        if language:
            said = IncomeStatement.objects.create(
                matter=matter, from_month=month, language=language, started_by=person, started_at=NOW, saved_at=NOW
            )
            key = f"fee:statement:{said.pk}"
        decision = decide(
            matter=matter, month=month, outcome="fee_set", amount_ore=0, reasons="Nytt år", how="automated",
            mandate_ref=by_mandate.reference, calculation=calculation, rulebook_version=rules, applied_ore=None,
            by=MACHINE, at=self.at, key=key,
        )  # fmt: skip
        changes = [{"kind": "children"}] if children else []
        return FeeDecision.objects.create(
            decision=decision, matter=matter, from_month=month, fee_ore=fee_ore, cause=cause, replaces=before,
            basis={"month": month, "rent": rent, "person": {"changes": changes}},
        )  # fmt: skip

    def review(self, person: Person, **what: object) -> Review:
        made = self.decided(person, **what)  # type: ignore[arg-type]
        assert create_fee_reviews(decision_ids=[made.pk], by=SYSTEM, at=self.at) == 1
        return Review.objects.select_related("stratum").get(decision=made.pk)

    def plain_review(self) -> Review:
        """A fee without any risk: decided by the machine before too, and changed by the year's amounts alone."""
        person = self.person()
        self.decided(person, month="2026-10", fee_ore=FEE_ORE - 1_000)
        return self.review(person)


def make_fee_stage() -> FeeStage:
    unit = create_unit(name="Avgiftsenheten", code="avgift", by=SYSTEM, at=NOW)
    boss = make_reviewer("bengt", unit, Role.UNIT_MANAGER)
    return FeeStage(unit, make_reviewer("rut", unit), boss, fee_mandate(unit, boss))
