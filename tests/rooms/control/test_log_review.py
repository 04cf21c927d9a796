"""What was read, and what was opened anyway, is looked at by somebody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM, AuditEvent, record
from andrum.cases.actions.access import open_anyway
from andrum.cases.service import Task, assign, open_matter
from andrum.control import jobs
from andrum.control.actions.openings import review_opening
from andrum.control.actions.readings import draw_readings, review_reading
from andrum.control.domain.errors import OwnReviewError, ReviewClosedError, VerdictError
from andrum.control.models import LogDraw, LogReview, OpeningReview
from andrum.control.queries.openings import waiting_openings
from andrum.control.queries.readings import waiting_readings
from andrum.kernel.draws import lot
from andrum.kernel.errors import NotAllowedError
from tests.cast import NOW, Cast
from tests.rooms.control.conftest import write_parameters

DAY = date(2026, 11, 2)
AFTER = NOW + timedelta(days=1)
REASON = "Kollegan är sjuk och utbetalningen är i dag."


@pytest.fixture
def matter(cast: Cast, folder: Path):
    found = open_matter(applicant=cast.alva_person, unit=cast.norr, by=SYSTEM, at=NOW)
    return assign(matter=found, to=cast.kim, by=SYSTEM, at=NOW)


def read(who, matter, times: int = 1) -> None:
    for number in range(times):
        record(
            kind="cases.matter_read", by=actor_of(who), at=NOW + timedelta(minutes=number),
            subject=f"matter:{matter.pk}",
            matter=str(matter.pk), person=str(matter.applicant_id), details={"part": "overview"},
        )  # fmt: skip


def test_the_sample_of_a_day_is_the_lowest_lots_of_the_day_afters_seed(cast: Cast, matter):
    read(cast.cilla, matter, times=40)
    draw = draw_readings(day=DAY, by=SYSTEM, at=AFTER)
    taken = set(LogReview.objects.values_list("event_seq", flat=True))
    seqs = AuditEvent.objects.filter(kind="cases.matter_read").values_list("seq", flat=True)
    assert taken == set(sorted(seqs, key=lambda seq: lot(seed=draw.seed, key=f"control:log:{seq}"))[:5])
    assert (draw.read_events, draw.taken) == (40, 5)


def test_a_day_is_drawn_once_and_only_when_it_is_over(cast: Cast, matter):
    read(cast.cilla, matter, times=3)
    with pytest.raises(ValueError, match="not over"):
        draw_readings(day=DAY, by=SYSTEM, at=NOW)
    for _ in range(2):
        draw_readings(day=DAY, by=SYSTEM, at=AFTER)
    assert (LogDraw.objects.count(), LogReview.objects.count()) == (1, 3)


def test_the_sweep_draws_every_day_that_is_over(cast: Cast, matter):
    read(cast.cilla, matter)
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        jobs.sweep()
        jobs.sweep()
    assert list(LogDraw.objects.order_by("day").values_list("day", flat=True)) == [
        DAY + timedelta(days=number) for number in range(3)
    ]


def test_readings_of_protected_matters_and_of_openings_are_always_taken(cast: Cast, matter, folder: Path):
    write_parameters(folder, log_least=0, log_share="1/1000")
    open_anyway(matter_reference=matter.reference, reason=REASON, by=cast.cilla, at=NOW)
    read(cast.cilla, matter, times=3)
    draw_readings(day=DAY, by=SYSTEM, at=AFTER)
    assert set(LogReview.objects.values_list("reason", flat=True)) == {"opened_anyway"}
    assert LogReview.objects.count() == 3


def test_protected_readings_are_seen_by_named_reviewers_only(cast: Cast, matter):
    matter.is_protected = True
    matter.save()
    read(cast.kim, matter)
    draw_readings(day=DAY, by=SYSTEM, at=AFTER)
    assert LogReview.objects.get().reason == "protected"
    assert not waiting_readings(cast.frank).exists()
    with pytest.raises(NotAllowedError):
        review_reading(reading_id=LogReview.objects.get().pk, verdict="right", by=cast.frank, at=AFTER)


def test_a_reading_is_reviewed_once_and_never_by_the_one_who_read(cast: Cast, matter):
    read(cast.eva, matter)
    draw_readings(day=DAY, by=SYSTEM, at=AFTER)
    reading = LogReview.objects.get()
    assert not waiting_readings(cast.eva).exists()
    with pytest.raises(OwnReviewError):
        review_reading(reading_id=reading.pk, verdict="right", by=cast.eva, at=AFTER)
    with pytest.raises(VerdictError):
        review_reading(reading_id=reading.pk, verdict="wrong", by=cast.frank, at=AFTER)
    for _ in range(2):
        review_reading(reading_id=reading.pk, verdict="wrong", words="Inget ärende.", by=cast.frank, at=AFTER)
    with pytest.raises(ReviewClosedError):
        review_reading(reading_id=reading.pk, verdict="right", by=cast.frank, at=AFTER)
    assert AuditEvent.objects.filter(kind="control.reading_reviewed").count() == 1


@pytest.mark.parametrize("who", ["alva", "cilla", "dag", "greta", "hugo", "ida", "jon"])
def test_others_see_no_readings_and_no_openings(cast: Cast, matter, who: str):
    opened = open_anyway(matter_reference=matter.reference, reason=REASON, by=cast.cilla, at=NOW)
    read(cast.cilla, matter)
    draw_readings(day=DAY, by=SYSTEM, at=AFTER)
    user = getattr(cast, who)
    assert list(waiting_readings(user)) == []
    assert waiting_openings(user, at=AFTER) == []
    with pytest.raises(NotAllowedError):
        review_opening(opening_id=opened.pk, verdict="right", by=user, at=AFTER)


def test_every_opening_is_reviewed_once_and_finishes_the_managers_task(cast: Cast, matter):
    opened = open_anyway(matter_reference=matter.reference, reason=REASON, by=cast.cilla, at=NOW)
    assert [row.id for row in waiting_openings(cast.frank, at=AFTER)] == [opened.pk]
    for _ in range(2):
        review_opening(opening_id=opened.pk, verdict="right", by=cast.eva, at=AFTER)
    assert OpeningReview.objects.count() == 1
    assert Task.objects.get(pk=opened.notice_id).done_at == AFTER
    assert waiting_openings(cast.frank, at=AFTER) == []
    with pytest.raises(ReviewClosedError):
        review_opening(opening_id=opened.pk, verdict="wrong", words="Inget skäl.", by=cast.frank, at=AFTER)


def test_nobody_reviews_their_own_opening(cast: Cast, matter):
    opened = open_anyway(matter_reference=matter.reference, reason=REASON, by=cast.eva, at=NOW)
    assert waiting_openings(cast.eva, at=AFTER) == []
    with pytest.raises(OwnReviewError):
        review_opening(opening_id=opened.pk, verdict="right", by=cast.eva, at=AFTER)


def test_a_protected_opening_is_seen_by_named_staff_only(cast: Cast, matter):
    opened = open_anyway(matter_reference=matter.reference, reason=REASON, by=cast.cilla, at=NOW)
    matter.is_protected = True
    matter.save()
    assert waiting_openings(cast.frank, at=AFTER) == []
    with pytest.raises(NotAllowedError):
        review_opening(opening_id=opened.pk, verdict="right", by=cast.eva, at=AFTER)
