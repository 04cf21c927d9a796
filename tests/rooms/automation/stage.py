"""Sets the stage for runs: applications as they are made, registers that answer as told, a mandate that is on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from andrum.accounts.service import actor_of
from andrum.applications.actions.signing import sign_as_applicant
from andrum.applications.domain.questions import Answers
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application
from andrum.applications.queries.intake import last_signed
from andrum.applications.queries.signing import chosen_signer, text_to_sign
from andrum.audit.service import MACHINE
from andrum.automation.actions.deciding import decide_hand_over
from andrum.automation.actions.hand_overs import take_hand_over
from andrum.automation.actions.mandates import give_mandate, switch_mandate
from andrum.automation.actions.runs import advance, start_run
from andrum.automation.domain.register_answers import (
    AgencyAnswer,
    CapitalIncome,
    JobSeeker,
    Payment,
    Permits,
    RegisterAnswer,
    SocialInsurance,
    StudySupport,
    Supplier,
    UnemploymentFund,
    Vehicles,
)
from andrum.automation.models import Mandate, Run
from andrum.kernel.periods import Month
from tests.cast import Cast

OCTOBER = datetime(2026, 10, 2, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
"""In 2026 the amounts for one adult alone are confirmed, so an automated decision may rest on them."""


def quiet_answer(number: str, *, payments: tuple[Payment, ...] = ()) -> RegisterAnswer:
    """All seven agencies answer; nothing is paid but what is told."""
    return RegisterAnswer(
        person_number=number, answered_at=NOVEMBER, correlation_id="test",
        af=AgencyAnswer(JobSeeker(is_job_seeker=True)), csn=AgencyAnswer(StudySupport()),
        fk=AgencyAnswer(SocialInsurance((Supplier("FK", payments=payments), Supplier("PM")))),
        skv=AgencyAnswer(CapitalIncome()), so=AgencyAnswer(UnemploymentFund()), tns=AgencyAnswer(Vehicles()),
        miv=AgencyAnswer(Permits()),
    )  # fmt: skip


def activity_support(month: int, ore: int) -> Payment:
    """Aktivitetsstöd paid on the 25th of a month of 2026."""
    return Payment(payer="FK", code="AS", paid=date(2026, month, 25), net_ore=ore)


@dataclass
class ToldRegisters:
    """Registers that answer exactly as told. ``trouble`` is raised instead of an answer."""

    answers: dict[str, RegisterAnswer] = field(default_factory=dict)
    trouble: Exception | None = None
    asked: int = 0

    def ask(self, *, person_number: str, **_rest: object) -> RegisterAnswer:
        """The told answer; a quiet one with unchanged activity support otherwise."""
        self.asked += 1
        if self.trouble is not None:
            raise self.trouble
        paid = tuple(activity_support(month, 520_000) for month in (8, 9, 10))
        return self.answers.get(person_number) or quiet_answer(person_number, payments=paid)


def answers_for(month: Month, *, benefit_ore: int = 520_000, rent_ore: int = 620_000) -> Answers:
    """A whole application of one person: rent, electricity, activity support, a small account."""
    paid, due = f"{month.shift(-1)}-25", f"{month}-28"
    return {
        "contact": {"phone": "0701740605", "email": "", "language": "sv", "interpreter": "no"},
        "co_applicant": {"has_partner": "no"},
        "children": {"items": []},
        "others": {"has_others": "no"},
        "housing": {"form": "rented", "rent": rent_ore, "rooms": 1, "due": due, "shares_rent": "no"},
        "incomes": {"items": [
            {"id": "i1", "kind": "activity_support", "member": "a", "amount": benefit_ore, "paid": paid}]},
        "incomes_abroad": {"items": []},
        "costs": {"items": []},
        "assets": {"items": [{"id": "b1", "kind": "bank_account", "what": "Bank", "member": "a", "amount": 12_000}]},
        "payout": {"how": "bank", "clearing": "6000", "number": "123456789"},
        "self_support": {"situation": "unemployed", "plan": "Söker arbete varje vecka."},
        "safety": {"danger": "no"},
        "talk": {"wants_person": "no"},
    }  # fmt: skip


def apply(cast: Cast, at: datetime, answers: Mapping[str, object] | None = None, *, proved: bool = True) -> Application:
    """Alva signs an application for the month of ``at``; with ``proved`` the rent has a file."""
    month = Month.of(at.date())
    previous = last_signed(cast.alva_person)
    application = Application.objects.create(
        kind="continued" if previous else "new", month=str(month), applicant=cast.alva_person, previous=previous,
        unit=cast.norr, answers=answers or answers_for(month), started_at=at, saved_at=at,
    )  # fmt: skip
    if proved:
        _prove(application, at)
    return sign_as_applicant(
        application=application, shown_hash=text_hash(text_to_sign(application)), signer=chosen_signer(),
        proof={"confirm": "yes"}, by=actor_of(cast.alva), at=at,
    )  # fmt: skip


def _prove(application: Application, at: datetime) -> None:
    from andrum.applications.models import Attachment

    Attachment.objects.create(
        application=application, page="housing", item="rent", name="hyresavi.pdf", media_type="application/pdf",
        person=application.applicant, size=4, sha256="0" * 64, content=b"%PDF", added_at=at,
    )  # fmt: skip


def run_of(application: Application, at: datetime) -> Run:
    """Start the run if nobody has, and take it as far as it goes."""
    start_run(application=application, by=MACHINE, at=at)
    return advance(run_id=Run.objects.get(application=application).pk, by=MACHINE, at=at)


def granted_before(cast: Cast) -> None:
    """October was granted by Cilla, after a new application."""
    run = run_of(apply(cast, OCTOBER), OCTOBER)
    prepared = run.hand_overs.get(closed_at__isnull=True)
    take_hand_over(hand_over=prepared, by=actor_of(cast.cilla), at=OCTOBER)
    decide_hand_over(
        hand_over=prepared, outcome="granted", amount_ore=prepared.proposal["amount_ore"],
        reasons=prepared.proposal["reasons"], by=actor_of(cast.cilla), at=OCTOBER,
    )  # fmt: skip


def mandate_on(cast: Cast, *, max_ore: int = 2_000_000) -> Mandate:
    """The out-of-the-box mandate, given by the board and switched on."""
    mandate = give_mandate(
        code="continued_full_grant", name="Fortsatt ansökan, fullt bifall", case_type="continued",
        outcomes=["granted"], max_amount_ore=max_ore, valid_from=date(2024, 1, 1), valid_to=None,
        decided_by_board_ref="Socialnämnden 2024-01-16 § 7 (påhittad)", by=actor_of(cast.greta), at=OCTOBER,
    )  # fmt: skip
    return switch_mandate(
        mandate=mandate, state="on", reason="Nämnden har beslutat.", by=actor_of(cast.greta), at=OCTOBER
    )


@pytest.fixture
def registers(monkeypatch: pytest.MonkeyPatch) -> ToldRegisters:
    """Registers that answer as told; nobody is drawn for the check of evidence."""
    told = ToldRegisters()
    monkeypatch.setattr("andrum.automation.queries.looking.is_drawn", lambda **_of_whom: False)
    monkeypatch.setattr("andrum.automation.queries.asking.registers", lambda: told)
    return told


def with_fk_error(answer: RegisterAnswer) -> RegisterAnswer:
    """The same answer, but Försäkringskassan gives an error."""
    from andrum.automation.domain.register_answers import AgencyError

    return replace(answer, fk=AgencyAnswer(error=AgencyError("FK", "TIMEOUT")))
