"""Right, wrong or unclear: who may say so, and what follows."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from andrum.accounts.service import Role, add_membership
from andrum.audit.service import SYSTEM, AuditEvent, verify
from andrum.automation.service import Mandate
from andrum.cases.service import assign, open_tasks
from andrum.control.actions.opinions import give_opinion
from andrum.control.domain.errors import OwnReviewError, ReviewClosedError, VerdictError
from andrum.control.models import Opinion, Review, ShareChange
from andrum.control.queries.reviews import opinions_shown_to, queue_of
from andrum.kernel.errors import NotAllowedError
from tests.cast import NOW
from tests.rooms.control.conftest import write_parameters
from tests.rooms.control.stage import Stage, make_mandate, make_reviewer, plain_stratum

LATER = NOW + timedelta(days=1)
WRONG = {"verdict": "wrong", "cause": "wrong_income", "words": "Sjukpenningen räknades två gånger."}


def state_of(review: Review) -> tuple[str, str]:
    review.refresh_from_db()
    return review.state, review.outcome


def test_right_closes_the_review_and_sent_twice_is_once(stage: Stage):
    review = stage.plain_review()
    for _ in range(2):
        give_opinion(review_id=review.pk, verdict="right", by=stage.cast.frank, at=LATER)
    assert state_of(review) == ("closed", "right")
    assert Opinion.objects.count() == 1
    assert AuditEvent.objects.filter(kind="control.opinion_given").count() == 1


def test_a_second_reviewer_comes_too_late_and_changes_nothing(stage: Stage):
    review, gun = stage.plain_review(), make_reviewer("gun", stage.cast.norr)
    give_opinion(review_id=review.pk, verdict="right", by=stage.cast.frank, at=LATER)
    with pytest.raises(ReviewClosedError):
        give_opinion(review_id=review.pk, **WRONG, by=gun, at=LATER)
    assert state_of(review) == ("closed", "right")


def test_wrong_needs_cause_and_words_and_unclear_needs_words(stage: Stage):
    review = stage.plain_review()
    for answer in (
        {"verdict": "wrong"}, {"verdict": "wrong", "cause": "wrong_income"}, {"verdict": "wrong", "words": "Fel."},
        {"verdict": "wrong", "cause": "hittepå", "words": "Fel."}, {"verdict": "unclear", "words": "  "},
        {"verdict": "kanske"}, {"verdict": ""},
    ):  # fmt: skip
        with pytest.raises(VerdictError):
            give_opinion(review_id=review.pk, **answer, by=stage.cast.frank, at=LATER)
    assert state_of(review) == ("waiting", "")


def test_a_confirmed_error_stops_the_mandate_and_returns_the_stratum_to_all(stage: Stage):
    review = stage.plain_review()
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
    assert state_of(review) == ("confirm", "")
    stage.mandate.refresh_from_db()
    assert stage.mandate.state == "on"
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.eva, at=LATER + timedelta(hours=1))
    assert state_of(review) == ("closed", "wrong")
    stage.mandate.refresh_from_db()
    assert stage.mandate.state == "stopped"
    stratum = plain_stratum(stage.mandate)
    assert stratum.counted_from == LATER + timedelta(hours=1)
    assert ShareChange.objects.get(stratum=stratum).share == 1
    assert [task.title for task in open_tasks(user=stage.cast.eva, at=LATER)] == [
        "Ompröva beslutet: kontrollen har bekräftat ett fel"
    ]
    assert verify().ok


def test_a_later_version_of_the_mandate_is_stopped_too_and_another_mandate_goes_on(stage: Stage):
    review = stage.plain_review()
    stage.mandate.state = "off"
    stage.mandate.save()
    later, other = make_mandate(valid_from=date(2026, 6, 1)), make_mandate(code="other")
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.eva, at=LATER)
    states = [Mandate.objects.get(pk=mandate.pk).state for mandate in (stage.mandate, later, other)]
    assert states == ["off", "stopped", "on"]


def test_the_mandate_goes_on_when_the_board_has_not_said_that_errors_stop_it(stage: Stage):
    stage.mandate.stops_on_error = False
    stage.mandate.save()
    review = stage.plain_review()
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.eva, at=LATER)
    stage.mandate.refresh_from_db()
    assert (stage.mandate.state, state_of(review)) == ("on", ("closed", "wrong"))


def test_two_errors_stop_the_mandate_once(stage: Stage):
    reviews = [stage.plain_review() for _ in range(2)]
    for review in reviews:
        give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
        give_opinion(review_id=review.pk, **WRONG, by=stage.cast.eva, at=LATER)
    assert AuditEvent.objects.filter(kind="control.mandate_stopped").count() == 1
    assert AuditEvent.objects.filter(kind="control.error_confirmed").count() == 2


def test_nobody_confirms_their_own_finding(stage: Stage):
    review = stage.plain_review()
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
    assert review not in queue_of(stage.cast.frank, at=LATER)
    with pytest.raises(OwnReviewError):
        give_opinion(review_id=review.pk, verdict="right", by=stage.cast.frank, at=LATER)


@pytest.mark.parametrize(("confirmed_by", "gun_may", "eva_may"), [
    ("reviewer", True, False), ("unit_manager", False, True), ("either", True, True),
])  # fmt: skip
def test_the_parameter_says_who_confirms(stage: Stage, folder: Path, confirmed_by: str, gun_may: bool, eva_may: bool):
    gun = make_reviewer("gun", stage.cast.norr)
    review = stage.plain_review()
    write_parameters(folder, confirmed_by=confirmed_by)
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
    assert (review in queue_of(gun, at=LATER), review in queue_of(stage.cast.eva, at=LATER)) == (gun_may, eva_may)


def test_unclear_goes_blind_to_a_second_reviewer(stage: Stage):
    gun = make_reviewer("gun", stage.cast.norr)
    review = stage.plain_review()
    give_opinion(review_id=review.pk, verdict="unclear", words="Hyresavin syns inte.", by=stage.cast.frank, at=LATER)
    review.refresh_from_db()
    assert opinions_shown_to(gun, review) == []
    assert len(opinions_shown_to(stage.cast.frank, review)) == 1
    give_opinion(review_id=review.pk, verdict="right", by=gun, at=LATER)
    assert state_of(review) == ("closed", "right")
    assert len(opinions_shown_to(gun, review)) == 2


def test_unclear_then_wrong_is_confirmed_by_a_third(stage: Stage):
    gun = make_reviewer("gun", stage.cast.norr)
    review = stage.plain_review()
    give_opinion(review_id=review.pk, verdict="unclear", words="Oklart.", by=stage.cast.frank, at=LATER)
    give_opinion(review_id=review.pk, **WRONG, by=gun, at=LATER)
    assert state_of(review) == ("confirm", "")
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.eva, at=LATER)
    assert state_of(review) == ("closed", "wrong")


def test_the_manager_settles_what_two_reviewers_do_not_agree_on(stage: Stage):
    gun = make_reviewer("gun", stage.cast.norr)
    review = stage.plain_review()
    give_opinion(review_id=review.pk, **WRONG, by=stage.cast.frank, at=LATER)
    give_opinion(review_id=review.pk, verdict="right", by=gun, at=LATER)
    assert state_of(review) == ("manager", "")
    with pytest.raises(VerdictError, match="avgöra"):
        give_opinion(review_id=review.pk, verdict="unclear", words="Vet inte.", by=stage.cast.eva, at=LATER)
    give_opinion(review_id=review.pk, verdict="right", by=stage.cast.eva, at=LATER)
    assert state_of(review) == ("closed", "right")


def test_one_reviewer_and_one_manager_are_enough_to_finish_anything(stage: Stage):
    for first, last in (({"verdict": "unclear", "words": "Oklart."}, WRONG), (WRONG, {"verdict": "right"})):
        review = stage.plain_review()
        give_opinion(review_id=review.pk, **first, by=stage.cast.frank, at=LATER)
        give_opinion(review_id=review.pk, **last, by=stage.cast.eva, at=LATER)
        assert state_of(review)[0] == "closed"


def test_one_who_has_worked_with_the_matter_does_not_review_it(stage: Stage):
    review = stage.plain_review()
    add_membership(
        user=stage.cast.frank, unit=stage.cast.norr, role=Role.CASEWORKER, from_date=NOW.date(), by=SYSTEM, at=NOW
    )
    assign(matter=review.matter, to=stage.cast.frank, by=SYSTEM, at=NOW)
    assert review not in queue_of(stage.cast.frank, at=LATER)
    with pytest.raises(OwnReviewError):
        give_opinion(review_id=review.pk, verdict="right", by=stage.cast.frank, at=LATER)


@pytest.mark.parametrize("who", ["alva", "cilla", "dag", "greta", "hugo", "ida", "jon"])
def test_others_cannot_review(stage: Stage, who: str):
    review = stage.plain_review()
    with pytest.raises(NotAllowedError):
        give_opinion(review_id=review.pk, verdict="right", by=getattr(stage.cast, who), at=LATER)


def test_the_manager_does_not_take_first_reviews(stage: Stage):
    review = stage.plain_review()
    with pytest.raises(OwnReviewError):
        give_opinion(review_id=review.pk, verdict="right", by=stage.cast.eva, at=LATER)


def test_a_reviewer_of_another_unit_sees_nothing(stage: Stage):
    review, other = stage.plain_review(), make_reviewer("gun", stage.cast.soder)
    assert list(queue_of(other, at=LATER)) == []
    with pytest.raises(NotAllowedError):
        give_opinion(review_id=review.pk, verdict="right", by=other, at=LATER)


CHANGES = (
    "UPDATE control_opinion SET verdict = 'right'",
    "DELETE FROM control_opinion",
    "UPDATE control_review SET is_drawn = NOT is_drawn",
    "UPDATE control_review SET state = 'waiting', outcome = '', closed_at = NULL",
    "DELETE FROM control_review",
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_what_was_found(stage: Stage, change: str):
    from django.db import connection

    review = stage.plain_review()
    give_opinion(review_id=review.pk, verdict="right", by=stage.cast.frank, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
