"""Everyone is recalculated: a preview first, then a person approves, and each is decided once whatever dies."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from andrum.audit.service import SYSTEM, verify
from andrum.cases.service import Matter
from andrum.dispatch.service import Outgoing
from andrum.fees.actions import recalculating
from andrum.fees.actions.mandates import give_fee_mandate, switch_fee_mandate
from andrum.fees.actions.previewing import preview_items, start_recalculation
from andrum.fees.actions.recalculating import (
    approve_recalculation,
    decide_items,
    drop_recalculation,
    pause_recalculation,
    resume_recalculation,
    resume_stalled,
)
from andrum.fees.actions.run_kinds import FeeRuns
from andrum.fees.domain.errors import RecalculationError
from andrum.fees.domain.outliers import outliers
from andrum.fees.domain.settings_file import OutlierRule
from andrum.fees.models import FeeDecision, FeeReview, ItemState, Recalculation, RecalculationItem
from andrum.fees.queries.calculating import calculate
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.recalculations import progress_of, with_incomes_before
from andrum.fees.queries.run_kinds import RECALCULATION
from andrum.kernel.identity import made_up_number
from andrum.kernel.periods import Month
from andrum.runs.service import pause_kind, resume_kind
from tests.rooms.fees.stage import NOW, Unitful, a_matter, actor, somebody, told
from tests.rooms.fees.test_deciding import decided

LATER = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
NEXT = Month(2026, 12)


@dataclass(frozen=True, slots=True)
class Many:
    """Three with a fee decided in January, and one that nothing is known of."""

    steady: list[Matter]
    unknown: Matter


@pytest.fixture
def many(there: Unitful) -> Many:
    steady = []
    for place, pension in enumerate((14_000, 15_000, 40_000)):
        matter = a_matter(there.unit, somebody("Person", str(place), made_up_number(date(1941, 1, 1), 980 + place)))
        told(matter, pension_kr=pension)
        decided(matter, there.fia)
        steady.append(matter)
    unknown = a_matter(there.unit, somebody("Okänd", "Person", made_up_number(date(1942, 1, 1), 985)))
    return Many(steady, unknown)


def previewed(there: Unitful, month: Month = NEXT) -> Recalculation:
    made = start_recalculation(unit=there.unit, month=month, by=actor(there.fia), at=LATER)
    ids = list(made.items.values_list("pk", flat=True))
    preview_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER)
    made.refresh_from_db()
    return made


def as_if_old(matters: list[Matter], ore: int = 1_00) -> None:
    """Let earlier decisions say one krona less, as the year before would."""
    on = " ON fees_feedecision" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS fees_decision_locked{on}")
    for matter in matters:
        row = fee_of(matter, NEXT)
        FeeDecision.objects.filter(pk=row.pk).update(fee_ore=row.fee_ore - ore)


def test_a_preview_decides_nothing(there: Unitful, many: Many):
    before = FeeDecision.objects.count()
    made = previewed(there)
    progress = progress_of(made)
    assert made.state == "preview"
    assert (progress.unchanged, progress.outlier, progress.ready) == (3, 1, 0)
    assert FeeDecision.objects.count() == before


def test_what_cannot_be_worked_out_goes_to_a_person(there: Unitful, many: Many):
    made = previewed(there)
    item = made.items.get(matter=many.unknown)
    assert (item.state, item.outliers[0]) == (ItemState.OUTLIER, "not_computable")


def test_those_that_only_the_year_changes_are_decided_with_letters_when_a_person_approves(there: Unitful, many: Many):
    as_if_old(many.steady)
    made = previewed(there)
    assert progress_of(made).ready == 3
    letters = Outgoing.objects.count()
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    ids = list(made.items.values_list("pk", flat=True))
    decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER)
    made.refresh_from_db()
    assert made.state == "done"
    assert (progress_of(made).decided, progress_of(made).handed) == (3, 1)
    assert Outgoing.objects.count() == letters + 3
    new = fee_of(many.steady[0], NEXT)
    assert (new.cause, new.decision.decided_by_name, new.decision.how) == ("yearly", "Bengt Chef", "person")
    assert "outlier" in FeeReview.objects.get(matter=many.unknown).reasons
    assert verify().ok


def test_the_board_of_runs_shows_it_and_its_pause_holds(there: Unitful, many: Many):
    as_if_old(many.steady)
    made, boss = previewed(there), actor(there.boss)
    board = FeeRuns()
    assert board.counts(user=there.boss, at=LATER, month="") == {RECALCULATION: {}}
    approve_recalculation(recalculation=made, shown_count=3, by=boss, at=LATER)
    ids = list(made.items.values_list("pk", flat=True))
    pause_kind(kind=RECALCULATION, reason="Vi väntar på nämnden", by=boss, at=LATER)
    decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER)
    assert board.counts(user=there.boss, at=LATER, month=str(NEXT)) == {RECALCULATION: {"waiting": 4}}
    resume_kind(kind=RECALCULATION, reason="Nämnden har sagt ja", by=boss, at=LATER)
    assert resume_stalled(by=SYSTEM, at=LATER) == 1
    decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER)
    assert board.counts(user=there.boss, at=LATER, month="") == {RECALCULATION: {"decided": 3, "handed_over": 1}}
    assert board.finished(user=there.boss, at=LATER, since=NOW)[RECALCULATION].many == 3
    assert board.done_by_unit(user=there.boss, at=LATER, month="") == {RECALCULATION: {}}


def test_a_job_that_runs_again_decides_nothing_twice(there: Unitful, many: Many):
    as_if_old(many.steady)
    made = previewed(there)
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    ids = list(made.items.values_list("pk", flat=True))
    decide_items(recalculation_id=made.pk, item_ids=ids[:2], by=SYSTEM, at=LATER)
    for _round in range(3):
        decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER)
    assert FeeDecision.objects.filter(cause="yearly").count() == 3
    assert Outgoing.objects.filter(decision__idempotency_key__startswith="fee:item").count() == 3


def test_within_a_mandate_that_is_on_the_decision_is_automated(there: Unitful, many: Many):
    as_if_old(many.steady)
    mandate = give_fee_mandate(
        unit=there.unit, code="yearly", most_change_ore=10_000, valid_from=date(2026, 12, 1),
        decided_by_board_ref="SN 2026-11-01 § 9", by=actor(there.boss), at=LATER,
    )  # fmt: skip
    switch_fee_mandate(mandate=mandate, state="on", reason="Nämnden har beslutat", by=actor(there.boss), at=LATER)
    made = previewed(there)
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    first, *rest = made.items.filter(state="ready").values_list("pk", flat=True)
    decide_items(recalculation_id=made.pk, item_ids=[first], by=SYSTEM, at=LATER)
    switch_fee_mandate(mandate=mandate, state="stopped", reason="Något är fel", by=actor(there.boss), at=LATER)
    decide_items(recalculation_id=made.pk, item_ids=rest, by=SYSTEM, at=LATER)
    how = list(
        RecalculationItem.objects.filter(decision__isnull=False).order_by("pk").values_list("decision__how", flat=True)
    )
    assert how == ["automated", "person", "person"]


def test_what_has_changed_since_the_preview_goes_to_a_person(there: Unitful, many: Many):
    as_if_old(many.steady)
    made = previewed(there)
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    told(many.steady[0], pension_kr=14_500, month=NEXT)
    decide_items(recalculation_id=made.pk, item_ids=list(made.items.values_list("pk", flat=True)), by=SYSTEM, at=LATER)
    item = made.items.get(matter=many.steady[0])
    assert (item.state, item.outliers) == (ItemState.HANDED, ["changed_since"])


def test_what_changes_between_the_calculation_and_the_lock_goes_to_a_person_too(
    there: Unitful, many: Many, monkeypatch: pytest.MonkeyPatch
):
    as_if_old(many.steady)
    made = previewed(there)
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    calculated = recalculating._calculated

    def calculated_and_then(item_id: int) -> object:
        ahead = calculated(item_id)
        if made.items.get(pk=item_id).matter == many.steady[0]:
            told(many.steady[0], pension_kr=14_500, month=NEXT)
        return ahead

    monkeypatch.setattr(recalculating, "_calculated", calculated_and_then)
    decide_items(recalculation_id=made.pk, item_ids=list(made.items.values_list("pk", flat=True)), by=SYSTEM, at=LATER)
    assert made.items.get(matter=many.steady[0]).outliers == ["changed_since"]
    assert made.items.get(matter=many.steady[1]).state == ItemState.DECIDED


def test_each_fee_is_worked_out_once_when_nothing_happens(there: Unitful, many: Many, monkeypatch: pytest.MonkeyPatch):
    as_if_old(many.steady)
    made = previewed(there)
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    worked_out: list[Matter] = []

    def calculated(matter: Matter, month: Month) -> object:
        worked_out.append(matter)
        return calculate(matter, month)

    monkeypatch.setattr(recalculating, "calculate", calculated)
    decide_items(recalculation_id=made.pk, item_ids=list(made.items.values_list("pk", flat=True)), by=SYSTEM, at=LATER)
    assert sorted(matter.pk for matter in worked_out) == sorted(matter.pk for matter in many.steady)


def test_a_large_change_stands_out_by_the_listed_rule(there: Unitful, many: Many):
    as_if_old(many.steady[:1], ore=50_000)
    made = previewed(there)
    assert "change_above_kr" in made.items.get(matter=many.steady[0]).outliers


def test_a_pause_stops_and_what_is_left_is_done_after(there: Unitful, many: Many):
    as_if_old(many.steady)
    made = previewed(there)
    approve_recalculation(recalculation=made, shown_count=3, by=actor(there.boss), at=LATER)
    ids = list(made.items.values_list("pk", flat=True))
    pause_recalculation(recalculation=made, by=actor(there.boss), at=LATER)
    assert decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER) == 0
    resume_recalculation(recalculation=made, by=actor(there.boss), at=LATER)
    assert decide_items(recalculation_id=made.pk, item_ids=ids, by=SYSTEM, at=LATER) == 4


def test_lost_jobs_are_started_again(there: Unitful, many: Many):
    made = start_recalculation(unit=there.unit, month=NEXT, by=actor(there.fia), at=NOW)
    DBTaskResult.objects.all().delete()
    assert resume_stalled(by=SYSTEM, at=LATER) == 1
    assert DBTaskResult.objects.filter(task_path="andrum.fees.jobs.preview").count() == 1
    assert made.items.filter(state="waiting").count() == 4


def test_only_a_whole_preview_can_be_approved_and_only_as_it_was_shown(there: Unitful, many: Many):
    made = previewed(there)
    with pytest.raises(RecalculationError, match="Antalet"):
        approve_recalculation(recalculation=made, shown_count=7, by=actor(there.boss), at=LATER)
    drop_recalculation(recalculation=made, by=actor(there.boss), at=LATER)
    with pytest.raises(RecalculationError):
        approve_recalculation(recalculation=made, shown_count=0, by=actor(there.boss), at=LATER)


def test_a_month_has_one_recalculation(there: Unitful, many: Many):
    previewed(there)
    with pytest.raises(RecalculationError, match="redan"):
        start_recalculation(unit=there.unit, month=NEXT, by=actor(there.fia), at=LATER)


def test_the_preview_says_how_old_the_incomes_are_and_old_ones_go_to_a_person(there: Unitful, many: Many):
    as_if_old(many.steady)
    told(many.steady[0], pension_kr=14_000, month=Month(2026, 11))
    made = previewed(there)
    ages = {item.matter_id: item.explanation["incomes_from"] for item in made.items.all()}
    assert [ages[matter.pk] for matter in (*many.steady, many.unknown)] == ["2026-11", "2026-01", "2026-01", ""]
    assert [with_incomes_before(made, Month(2026, month)) for month in (1, 2, 12)] == [0, 2, 3]


def test_incomes_older_than_the_municipality_allows_go_to_a_person():
    rules = [OutlierRule("incomes_older_than_months", 24)]
    hit = [outliers(rules, before_ore=1, after_ore=1, income_age=age) for age in (0, 24, 25)]
    assert hit == [[], [], ["incomes_older_than_months"]]


def test_a_year_whose_amounts_are_not_known_is_not_recalculated(there: Unitful, many: Many):
    with pytest.raises(RecalculationError, match="2027"):
        start_recalculation(unit=there.unit, month=Month(2027, 1), by=actor(there.fia), at=LATER)
    assert not Recalculation.objects.exists()
