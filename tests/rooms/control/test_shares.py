"""The share falls when enough has been shown, and only then."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from andrum.audit.service import SYSTEM, AuditEvent
from andrum.control.actions.opinions import give_opinion
from andrum.control.actions.run_reviews import create_review
from andrum.control.actions.strata import lower_share_if_earned
from andrum.control.models import Review, ShareChange
from andrum.control.queries.figures import figures_of
from andrum.control.queries.parameters import parameters_on
from andrum.control.queries.shares import share_at
from andrum.people.service import set_protection
from tests.cast import NOW
from tests.rooms.control.conftest import write_parameters
from tests.rooms.control.stage import Stage, plain_stratum
from tests.rooms.control.test_opinions import WRONG

LATER = NOW + timedelta(days=1)


def right(stage: Stage, review: Review) -> None:
    give_opinion(review_id=review.pk, verdict="right", by=stage.cast.frank, at=LATER)


def figures(stage: Stage, **who: object):
    return figures_of(plain_stratum(stage.mandate), parameters=parameters_on(date(2026, 11, 3)), at=LATER, **who)


def test_enough_reviews_without_error_lower_the_share_one_step(stage: Stage):
    reviews = [stage.plain_review() for _ in range(3)]
    for review in reviews[:2]:
        right(stage, review)
        assert share_at(plain_stratum(stage.mandate), LATER) == 1
    assert figures(stage).left == 1
    right(stage, reviews[2])
    assert share_at(plain_stratum(stage.mandate), LATER) == Fraction(1, 2)
    assert ShareChange.objects.count() == 1
    assert figures(stage).step.share == Fraction(1, 10)


def test_the_first_decisions_count_so_nobody_can_review_the_easy_ones_first(stage: Stage):
    reviews = [stage.plain_review() for _ in range(4)]
    for review in reviews[1:]:
        right(stage, review)
    assert share_at(plain_stratum(stage.mandate), LATER) == 1
    right(stage, reviews[0])
    assert share_at(plain_stratum(stage.mandate), LATER) == Fraction(1, 2)


def test_an_unclear_or_late_review_holds_the_share(stage: Stage):
    reviews = [stage.plain_review() for _ in range(4)]
    give_opinion(review_id=reviews[3].pk, verdict="unclear", words="Oklart.", by=stage.cast.frank, at=LATER)
    for review in reviews[:3]:
        right(stage, review)
    assert figures(stage).since.unknown == 1
    assert share_at(plain_stratum(stage.mandate), LATER) == 1
    late = LATER + timedelta(days=30)
    stage.plain_review()
    assert figures_of(
        plain_stratum(stage.mandate), parameters=parameters_on(late.date()), at=late
    ).since.unknown == 2  # fmt: skip


def test_unconfirmed_parameters_never_lower_a_share(stage: Stage, folder: Path):
    write_parameters(folder, status="derived")
    for _ in range(3):
        right(stage, stage.plain_review())
    assert share_at(plain_stratum(stage.mandate), LATER) == 1


def test_a_risk_is_always_reviewed(stage: Stage):
    for _ in range(5):
        right(stage, stage.review(stage.person()))
    review = stage.review(stage.person())
    assert (review.stratum.risk, review.share, review.is_drawn) == ("first_for_person", 1, True)
    assert ShareChange.objects.count() == 0


def lowered(stage: Stage) -> None:
    for _ in range(3):
        right(stage, stage.plain_review())
    stage.at = LATER + timedelta(hours=1)


def test_with_a_lower_share_the_lot_decides_and_those_not_drawn_need_no_review(stage: Stage):
    lowered(stage)
    reviews = [stage.plain_review() for _ in range(12)]
    states = {review.is_drawn: review.state for review in reviews}
    assert states == {True: "waiting", False: "not_drawn"}
    assert all(review.share == Fraction(1, 2) for review in reviews)


def test_a_decision_made_before_the_change_keeps_the_share_of_its_time(stage: Stage):
    person = stage.person()
    stage.decided(person, month="2026-10")
    early = stage.decided(person)
    lowered(stage)
    review = create_review(run_id=early.pk, by=SYSTEM, at=LATER + timedelta(days=2))
    assert review is not None
    assert review.share == 1


def test_an_error_brings_back_all_and_what_was_not_drawn_lately(stage: Stage):
    lowered(stage)
    reviews = [stage.plain_review() for _ in range(12)]
    drawn = next(review for review in reviews if review.is_drawn)
    at = stage.at + timedelta(hours=1)
    give_opinion(review_id=drawn.pk, **WRONG, by=stage.cast.frank, at=at)
    give_opinion(review_id=drawn.pk, **WRONG, by=stage.cast.eva, at=at)
    assert not Review.objects.filter(state="not_drawn").exists()
    assert Review.objects.filter(is_recalled=True, is_drawn=False, state="waiting").exists()
    assert share_at(plain_stratum(stage.mandate), at) == 1
    after = figures_of(plain_stratum(stage.mandate), parameters=parameters_on(at.date()), at=at)
    assert (after.since.decided, after.since.bound, after.ever.wrong) == (0, None, 1)


def test_asked_twice_the_share_falls_once(stage: Stage):
    lowered(stage)
    lower_share_if_earned(stratum=plain_stratum(stage.mandate), by=SYSTEM, at=LATER)
    assert ShareChange.objects.count() == 1
    assert AuditEvent.objects.filter(kind="control.share_changed").count() == 1


def test_protected_matters_are_not_in_the_counts_of_others(stage: Stage):
    review = stage.plain_review()
    stage.plain_review()
    set_protection(person=review.matter.applicant, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    review.matter.refresh_from_db()
    if not review.matter.is_protected:
        review.matter.is_protected = True
        review.matter.save()
    assert figures(stage, user=stage.cast.frank).ever.decided == 1
    assert figures(stage, user=stage.cast.kim).ever.decided == 2
    assert figures(stage).ever.decided == 2
