"""Fees that the machine decides are reviewed by the same rules as everything else that it decides."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from andrum.accounts.service import Role, create_unit
from andrum.audit.service import SYSTEM, AuditEvent, verify
from andrum.automation.service import publish_seed
from andrum.cases.service import Matter, open_tasks
from andrum.control import jobs
from andrum.control.actions.fee_reviews import create_fee_reviews
from andrum.control.actions.opinions import give_opinion
from andrum.control.actions.stopping import stop_fees_by_button
from andrum.control.models import Review, ShareChange, Stratum
from andrum.control.queries.figures import all_figures
from andrum.control.queries.missing import Lost, fees_without_mandate, fees_without_review, unreviewed_count
from andrum.control.queries.outcomes import outcomes_by_unit
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.reviews import queue_of
from andrum.control.queries.shares import share_at
from andrum.fees.models import FeeMandate, Recalculation, RecalculationItem
from andrum.fees.service import FeesDecided
from andrum.kernel.draws import is_drawn
from andrum.kernel.errors import NotAllowedError
from tests.cast import NOW
from tests.rooms.control.conftest import write_parameters
from tests.rooms.control.fee_stage import FEE_ORE, FeeStage, fee_mandate
from tests.rooms.control.stage import make_reviewer

LATER = NOW + timedelta(days=1)
WRONG = {"verdict": "wrong", "cause": "wrong_income", "words": "Pensionen räknades två gånger."}


def test_while_a_fee_mandate_is_new_every_fee_waits_for_a_person(fees: FeeStage):
    review = fees.plain_review()
    assert (review.state, review.share, review.stratum.risk, review.run) == ("waiting", 1, "", None)
    assert (review.stratum.fee_mandate, review.stratum.mandate) == (fees.mandate, None)
    assert review in queue_of(fees.rut, at=LATER)


def test_the_listener_takes_up_all_of_a_job_and_twice_is_once(fees: FeeStage):
    made = tuple(fees.decided(fees.person()).pk for _ in range(3))
    for _ in range(2):
        jobs.on_fees_decided(FeesDecided(made))
    assert set(Review.objects.values_list("decision", flat=True)) == set(made)
    assert AuditEvent.objects.filter(kind="control.review_created").count() == 3
    assert verify().ok


def test_as_many_questions_to_the_database_whether_few_or_many_are_taken_up(fees: FeeStage):
    def asked(count: int) -> int:
        made = [fees.decided(fees.person()).pk for _ in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert create_fee_reviews(decision_ids=made, by=SYSTEM, at=fees.at) == count
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    publish_seed(day=NOW.date(), by=SYSTEM, at=NOW)
    fees.review(fees.person())  # the stratum is made
    fees.mandate.refresh_from_db()
    one = asked(1)
    assert asked(12) - one <= 11  # a share for each instant of decision, and nothing else


def test_the_sweep_finds_what_a_dead_listener_lost(fees: FeeStage):
    made = [fees.decided(fees.person()).pk for _ in range(3)]
    assert unreviewed_count() == 3
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert jobs.sweep() == 3
        assert jobs.sweep() == 0
    assert set(Review.objects.values_list("decision", flat=True)) == set(made)


def test_a_fee_whose_mandate_is_not_there_stands_in_nobodys_way_and_is_told_of(fees: FeeStage, client: Client):
    lost = [fees.decided(fees.person()) for _ in range(2)]
    found = fees.decided(fees.person())
    new = create_unit(name="Nya", code="nya", by=SYSTEM, at=NOW)
    Matter.objects.filter(pk__in=[made.matter_id for made in lost]).update(unit=new)
    assert fees_without_review(limit=1) == [found.pk]
    assert fees_without_mandate() == [Lost("Nya", fees.mandate.reference, 2)]
    client.force_login(fees.rut)
    page = client.get("/kontroll/").content.decode()
    assert "2 avgifter som beslutades automatiskt hittar inte sitt mandat" in page
    assert "I Nya finns inget mandat" in page
    assert "1 automatiskt beslut väntar på att tas upp" in page


def test_found_late_or_at_once_the_draw_is_the_same_and_can_be_repeated(fees: FeeStage):
    at_once, late = fees.review(fees.person()), fees.decided(fees.person())
    create_fee_reviews(decision_ids=[late.pk], by=SYSTEM, at=NOW + timedelta(days=3))
    found = Review.objects.get(decision=late.pk)
    assert (found.seed_day, found.seed) == (at_once.seed_day, at_once.seed)
    assert found.is_drawn == is_drawn(seed=found.seed, key=f"control:decision:{late.pk}", share=found.share)


def test_parameters_that_cannot_be_used_lose_nothing(fees: FeeStage, folder: Path, caplog: pytest.LogCaptureFixture):
    made = fees.decided(fees.person())
    write_parameters(folder, status="okänd")
    jobs.on_fees_decided(FeesDecided((made.pk,)))
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert jobs.sweep() == 0
        assert "ControlParameterError" in caplog.text
        write_parameters(folder)
        assert jobs.sweep() == 1


@pytest.mark.parametrize(
    ("what", "risk"),
    [
        ({"fee_ore": FEE_ORE + 27_000}, "near_limit"),
        ({"differing": ("fee.income.public_pension",)}, "differences"),
        ({"differing": None}, "differences"),
        ({"fee_ore": FEE_ORE + 100, "rent": 5_100}, "changed_amount"),
        ({"children": True, "fee_ore": FEE_ORE}, "children"),
        ({"language": "en"}, "other_language"),
        ({"fee_ore": FEE_ORE + 100}, ""),
        ({"fee_ore": FEE_ORE, "rent": 5_100}, ""),
    ],
)
def test_a_risk_gives_a_stratum_of_its_own_and_the_years_amounts_alone_are_none(
    fees: FeeStage, what: dict[str, object], risk: str
):
    person = fees.person()
    fees.decided(person, month="2026-10")
    assert fees.review(person, **what).stratum.risk == risk


def test_the_first_automated_decision_of_a_person_and_the_first_with_new_rules_are_risks(fees: FeeStage, folder: Path):
    person = fees.person()
    assert "first_for_person" in fees.review(person, month="2026-09").risks
    write_parameters(folder, changed_rules_reviews=2)
    assert fees.review(person, month="2026-10").stratum.risk == "changed_rules"
    assert fees.review(person, month="2026-11").stratum.risk == ""
    assert fees.review(person, month="2026-12", rules="fee@2027").stratum.risk == "changed_rules"


def test_reviews_without_error_lower_the_share_and_some_are_then_not_drawn(fees: FeeStage):
    for _ in range(3):
        give_opinion(review_id=fees.plain_review().pk, verdict="right", by=fees.rut, at=fees.at)
    stratum = Stratum.objects.get(risk="", fee_mandate=fees.mandate)
    assert share_at(stratum, fees.at + timedelta(minutes=5)) == Fraction(1, 2)
    fees.at += timedelta(minutes=5)
    drawn = [fees.plain_review() for _ in range(12)]
    assert {review.state for review in drawn} == {"waiting", "not_drawn"}
    for review in drawn:
        assert review.is_drawn == is_drawn(seed=review.seed, key=review.key, share=Fraction(1, 2))


def test_a_confirmed_error_stops_the_fee_mandate_and_returns_the_stratum_to_all(fees: FeeStage):
    other = fee_mandate(fees.unit, fees.boss, code="confirmed")
    review = fees.plain_review()
    give_opinion(review_id=review.pk, **WRONG, by=fees.rut, at=LATER)
    give_opinion(review_id=review.pk, **WRONG, by=fees.boss, at=LATER)
    fees.mandate.refresh_from_db()
    other.refresh_from_db()
    assert (fees.mandate.state, other.state) == ("stopped", "on")
    assert ShareChange.objects.get(stratum__fee_mandate=fees.mandate).share == 1
    assert (
        AuditEvent.objects.filter(kind="control.mandate_stopped", subject=f"fee_mandate:{fees.mandate.pk}").count() == 1
    )
    assert [task.title for task in open_tasks(user=fees.boss, at=LATER)] == [
        "Ompröva beslutet: kontrollen har bekräftat ett fel"
    ]
    assert verify().ok


def test_the_fee_mandate_goes_on_when_the_board_has_not_said_that_errors_stop_it(fees: FeeStage):
    FeeMandate.objects.update(stops_on_error=False)
    review = fees.plain_review()
    for who in (fees.rut, fees.boss):
        give_opinion(review_id=review.pk, **WRONG, by=who, at=LATER)
    fees.mandate.refresh_from_db()
    review.refresh_from_db()
    assert (fees.mandate.state, review.outcome) == ("on", "wrong")


@pytest.mark.parametrize("approver", ["rut", "boss"])
def test_one_who_approved_the_recalculation_does_not_review_it_but_the_manager_may_settle(
    fees: FeeStage, approver: str
):
    review, gun, by = fees.plain_review(), make_reviewer("gun", fees.unit), getattr(fees, approver)
    made = Recalculation.objects.create(
        unit=fees.unit, month="2026-11", state="done", made_at=NOW, made_by="x", moved_at=NOW, approved_at=NOW,
        approved_by=by.name, approved_by_id=str(by.pk),
    )  # fmt: skip
    RecalculationItem.objects.create(
        recalculation=made, matter=review.matter, state="decided", decision=review.decision
    )
    assert (review in queue_of(fees.rut, at=LATER)) == (approver == "boss")
    give_opinion(review_id=review.pk, **WRONG, by=gun, at=LATER)
    assert review in queue_of(fees.boss, at=LATER)


def test_the_figures_of_the_mandate_count_fees_and_the_grants_of_the_units_do_not(fees: FeeStage):
    give_opinion(review_id=fees.plain_review().pk, verdict="right", by=fees.rut, at=LATER)
    fees.plain_review()
    figures = all_figures(parameters=parameters_on(NOW.date()), at=LATER)
    plain = next(row for row in figures if not row.stratum.risk)
    assert (plain.stratum.of_mandate, plain.ever.decided, plain.ever.right, plain.ever.waiting) == (
        fees.mandate, 2, 1, 1,
    )  # fmt: skip
    assert outcomes_by_unit(small_cell=5) == []


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.BOARD])
def test_a_fee_mandate_is_stopped_by_those_of_its_unit_alone(fees: FeeStage, cast, role: str):
    other, own = make_reviewer("oda", cast.norr, role), make_reviewer("ove", fees.unit, role)
    for who in (other, fees.rut):
        with pytest.raises(NotAllowedError):
            stop_fees_by_button(fee_mandate_id=fees.mandate.pk, reason="Nej", by=who, at=LATER)
    for _ in range(2):
        assert stop_fees_by_button(fee_mandate_id=fees.mandate.pk, reason="", by=own, at=LATER).state == "stopped"
    assert AuditEvent.objects.filter(kind="control.mandate_stopped").count() == 1
