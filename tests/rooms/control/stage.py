"""Automated decisions as the automation leaves them, without the road there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from andrum.accounts.service import Role, Unit, User, add_membership, create_user
from andrum.applications.service import Application
from andrum.audit.service import MACHINE, SYSTEM
from andrum.automation.service import Mandate, Run, RunStep, publish_seed
from andrum.cases.service import decide, open_matter, open_matter_of
from andrum.control.actions.run_reviews import create_review
from andrum.control.models import Review, Stratum
from andrum.kernel.clock import swedish_day
from andrum.kernel.draws import is_drawn
from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.people.service import Person, register_person
from tests.cast import NOW, Cast

PLAIN_ORE = 1_000_000
RULES = "2026-11-01/abc"


def make_mandate(
    *, stops_on_error: bool = True, code: str = "continued", valid_from: date = date(2026, 1, 1)
) -> Mandate:
    return Mandate.objects.create(
        code=code, name="Fortsatt ansökan, fullt bifall", case_type="economic_assistance", outcomes=["granted"],
        max_amount_ore=3_000_000, valid_from=valid_from, decided_by_board_ref="SN 2025-12-10 § 120", state="on",
        stops_on_error=stops_on_error, changed_at=NOW, changed_by="Greta Nord",
    )  # fmt: skip


def make_person(number: int) -> Person:
    born = date(1970, 1, 1) + timedelta(days=number)
    return register_person(
        personal_number=made_up_number(born, 984), given_name="Prov", family_name=f"Person {number}",
        street="Storgatan 2", postal_code="123 45", city="Älvboda", by=SYSTEM, at=NOW,
    )  # fmt: skip


def make_reviewer(username: str, unit: Unit, role: str = Role.REVIEWER) -> User:
    user = create_user(username=username, name=username.title(), by=SYSTEM, at=NOW)
    add_membership(user=user, unit=unit, role=role, from_date=date(2020, 1, 1), by=SYSTEM, at=NOW)
    return user


@dataclass
class Stage:
    """Makes decisions, each a minute after the one before."""

    cast: Cast
    mandate: Mandate
    at: datetime = NOW
    persons: int = 0

    def person(self) -> Person:
        self.persons += 1
        return make_person(self.persons)

    def decided(
        self, person: Person, *, month: str = "2026-11", amount_ore: int = PLAIN_ORE, unit: Unit | None = None,
        language: str = "sv", differences: tuple[str, ...] = (), rules: str = RULES,
        calculation: dict[str, object] | None = None,
    ) -> Run:  # fmt: skip
        self.at += timedelta(minutes=1)
        matter = open_matter_of(person=person) or open_matter(
            applicant=person, unit=unit or self.cast.norr, by=SYSTEM, at=self.at
        )
        application = Application.objects.create(
            kind="continued", month=month, applicant=person, unit=matter.unit, matter=matter, state="signed",
            language=language, started_at=self.at, saved_at=self.at, signed_at=self.at, text="Ansökan",
            text_hash="0" * 64,
        )  # fmt: skip
        receipt = [{"group": "norm", "label": "Riksnorm", "amount": amount_ore, "rule": "norm.adults",
                    "provision": "12 kap. 7 § SoL (2025:400)", "detail": "En vuxen"}]  # fmt: skip
        decision = decide(
            matter=matter, month=month, outcome="granted", amount_ore=amount_ore, reasons="", how="automated",
            mandate_ref=self.mandate.reference, calculation=calculation or {"receipt": receipt}, rulebook_version=rules,
            applied_ore=amount_ore, by=MACHINE, at=self.at, key=f"run:{application.pk}",
        )  # fmt: skip
        run = Run.objects.create(
            application=application, matter=matter, month=month, state="decided", mandate=self.mandate,
            mandate_ref=self.mandate.reference, decision=decision, created_at=self.at, finished_at=self.at,
        )  # fmt: skip
        RunStep.objects.create(
            run=run, name="cross_check", at=self.at, inputs={"draw": self.evidence_draw(application)},
            versions={"limits": "automation@2025-07-01"},
            result={"differences": list(differences)}, sha256="0" * 64,
        )  # fmt: skip
        return run

    def evidence_draw(self, application: Application) -> dict[str, object]:
        seed, key = publish_seed(day=swedish_day(self.at), by=SYSTEM, at=self.at), f"evidence:{application.pk}"
        drawn = is_drawn(seed=seed.seed, key=key, share=Fraction(1, 20))
        return {"day": str(seed.day), "seed": seed.seed, "key": key, "share": "1/20", "drawn": drawn}

    def review(self, person: Person, **what: object) -> Review:
        run = self.decided(person, **what)  # type: ignore[arg-type]
        review = create_review(run_id=run.pk, by=SYSTEM, at=self.at)
        assert review is not None
        return review

    def plain_review(self, month: str = "2026-11") -> Review:
        """A decision without any risk: the same amount as the month before, decided automatically then too."""
        person = self.person()
        self.decided(person, month=str(Month.parse(month).shift(-1)))
        return self.review(person, month=month)


def plain_stratum(mandate: Mandate) -> Stratum:
    return Stratum.objects.get(mandate=mandate, risk="")
