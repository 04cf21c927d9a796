"""Every automated decision is taken up to control, once, by the listener or by the sweep."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from andrum.audit.service import SYSTEM, head_before, verify
from andrum.automation.service import DrawSeed, RunDecided, publish_seed
from andrum.control import jobs
from andrum.control.actions.run_reviews import create_review, create_reviews
from andrum.control.domain.days import midnight
from andrum.control.models import Review
from andrum.control.queries.missing import unreviewed_count
from tests.cast import NOW
from tests.rooms.control.conftest import write_parameters
from tests.rooms.control.stage import PLAIN_ORE, Stage


def test_while_a_mandate_is_new_every_decision_waits_for_a_person(stage: Stage):
    reviews = [stage.plain_review() for _ in range(4)]
    assert {(review.state, review.is_drawn, review.share) for review in reviews} == {("waiting", True, 1)}
    assert {review.stratum.risk for review in reviews} == {""}
    assert all(review.due_date == date(2026, 11, 9) for review in reviews)


def test_the_listener_takes_up_the_decision_and_twice_is_once(stage: Stage):
    run = stage.decided(stage.person())
    event = RunDecided(run.pk, run.decision_id, run.matter_id, run.month, stage.mandate.pk)
    jobs.on_runs_decided([event])
    jobs.on_runs_decided([event, event])
    assert Review.objects.filter(run=run).count() == 1


def test_taken_up_together_or_one_by_one_they_are_drawn_the_same(stage: Stage):
    runs = [stage.decided(stage.person(), amount_ore=ore) for ore in (PLAIN_ORE, PLAIN_ORE + 1, 2_700_000)]
    with transaction.atomic():
        one_by_one = [seen(create_review(run_id=run.pk, by=SYSTEM, at=NOW)) for run in runs]
        transaction.set_rollback(True)
    assert create_reviews(run_ids=[run.pk for run in runs], by=SYSTEM, at=NOW) == len(runs)
    assert [seen(Review.objects.get(run=run)) for run in runs] == one_by_one
    assert verify().ok


def seen(review: Review | None) -> tuple[object, ...]:
    assert review is not None
    return review.risks, review.stratum.risk, review.is_drawn, review.seed, review.share, review.due_date


def test_of_many_taken_up_together_the_first_are_the_first(stage: Stage):
    """The rules of a version count as changed for the first decisions made with them, however many come at once."""
    person = stage.person()
    runs = [stage.decided(person), stage.decided(person, month="2026-12")]
    create_reviews(run_ids=[run.pk for run in runs], by=SYSTEM, at=NOW)
    assert ["first_for_person" in Review.objects.get(run=run).risks for run in runs] == [True, False]


def test_the_sweep_finds_what_a_dead_listener_lost(stage: Stage):
    runs = [stage.decided(stage.person()) for _ in range(3)]
    assert unreviewed_count() == 3
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert jobs.sweep() == 3
        assert jobs.sweep() == 0
    assert set(Review.objects.values_list("run", flat=True)) == {run.pk for run in runs}
    assert verify().ok


def test_found_late_or_at_once_the_draw_is_the_same(stage: Stage):
    at_once = stage.review(stage.person())
    late_run = stage.decided(stage.person())
    late = create_review(run_id=late_run.pk, by=SYSTEM, at=NOW + timedelta(days=3))
    assert late is not None
    assert (late.seed_day, late.seed) == (at_once.seed_day, at_once.seed)


def test_a_draw_can_be_repeated_by_hand(stage: Stage):
    review = stage.review(stage.person())
    first = int(hashlib.sha256(f"{review.seed}|{review.key}".encode()).hexdigest()[:16], 16)
    assert (first / 2**64 < review.share) == review.is_drawn
    assert review.key == f"control:decision:{review.decision_id}"


def test_the_seed_is_the_head_of_the_log_of_the_day_before_and_is_published_once(stage: Stage):
    stage.review(stage.person())
    day = date(2026, 11, 2)
    first = DrawSeed.objects.get(day=day)
    assert first.seed == head_before(midnight(day)).hash
    assert publish_seed(day=day, by=SYSTEM, at=NOW + timedelta(days=1)).pk == first.pk


def test_parameters_that_cannot_be_used_stop_nothing_else_and_lose_nothing(
    stage: Stage, folder: Path, caplog: pytest.LogCaptureFixture
):
    run = stage.decided(stage.person())
    write_parameters(folder, status="okänd")
    jobs.on_runs_decided([RunDecided(run.pk, run.decision_id, run.matter_id, run.month, stage.mandate.pk)])
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert jobs.sweep() == 0
        assert "ControlParameterError" in caplog.text
        write_parameters(folder)
        assert jobs.sweep() == 1


def test_a_run_that_handed_over_has_no_review(stage: Stage):
    assert create_review(run_id=999, by=SYSTEM, at=NOW) is None


@pytest.mark.parametrize(
    ("what", "risk"),
    [
        ({"amount_ore": 2_700_000}, "near_limit"),
        ({"differences": ("sjukpenning",)}, "differences"),
        ({"amount_ore": PLAIN_ORE + 1}, "changed_amount"),
        ({"language": "en"}, "other_language"),
    ],
)
def test_a_risk_gives_a_stratum_of_its_own(stage: Stage, what: dict[str, object], risk: str):
    person = stage.person()
    stage.decided(person, month="2026-10")
    review = stage.review(person, **what)
    assert review.stratum.risk == risk
    assert review.risks[0] == risk


def test_the_first_automated_decision_of_a_person_is_a_risk(stage: Stage):
    assert stage.review(stage.person()).stratum.risk == "first_for_person"


def test_the_first_decisions_with_new_rules_are_a_risk(stage: Stage, folder: Path):
    write_parameters(folder, changed_rules_reviews=3)
    person = stage.person()
    stage.decided(person, month="2026-09")
    stage.decided(person, month="2026-10")
    assert stage.review(person, month="2026-11").stratum.risk == "changed_rules"
    assert stage.review(person, month="2026-12").stratum.risk == ""
    assert stage.review(person, month="2027-01", rules="2027-01-01/def").stratum.risk == "changed_rules"


def test_a_child_in_the_household_is_a_risk(stage: Stage):
    from andrum.cases.service import add_participant, open_matter_of

    person, child = stage.person(), stage.person()
    stage.decided(person, month="2026-10")
    matter = open_matter_of(person=person)
    assert matter is not None
    add_participant(matter=matter, person=child, role="child", from_date=date(2026, 1, 1), by=SYSTEM, at=NOW)
    assert stage.review(person).stratum.risk == "children"
