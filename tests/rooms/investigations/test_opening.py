"""How an investigation begins, and its days (SoL 20 kap. 1-3 §§)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from andrum.audit.service import Actor, AuditEvent
from andrum.cases.service import Matter, Task
from andrum.investigations.domain.days import DeadlineState
from andrum.investigations.models import Investigation, Step
from andrum.investigations.queries.days import deadlines_of
from andrum.investigations.service import (
    InvestigationState,
    InvestigationStateError,
    LockedInvestigationError,
    ReasonMissingError,
    assess_protection,
    decide_prescreening,
    give_more_time,
    open_investigation,
    report_in,
    say_why_child_not_heard,
)
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import REASON, opened

DAY = date(2026, 11, 2)
WHY = "Barnet är hos mormor och mår bra."


@pytest.fixture
def reported(matter: Matter, cilla: Actor) -> Investigation:
    return report_in(matter=matter, reported_date=DAY, reason=REASON, by=cilla, at=NOW)


def assess(investigation: Investigation, by: Actor, **changes: Any) -> Step:
    values = {"needs_protection": False, "text": WHY, "day": DAY, "by": by, "at": NOW}
    return assess_protection(investigation=investigation, **values | changes)


def decide(investigation: Investigation, by: Actor, **changes: Any) -> Investigation:
    values = {"begins": True, "text": "Uppgifterna är sådana att de behöver utredas.", "day": DAY, "by": by, "at": NOW}
    return decide_prescreening(investigation=investigation, **values | changes)


def due(investigation: Investigation) -> dict[str, date | None]:
    return {one.code: one.due for one in deadlines_of(investigation)}


def open_task_days(matter: Matter) -> list[date | None]:
    return list(
        Task.objects.filter(matter=matter, done_at=None).order_by("due_date").values_list("due_date", flat=True)
    )


def test_a_report_begins_the_assessment_of_protection_and_the_prescreening(reported: Investigation, matter: Matter):
    assert reported.state == InvestigationState.PRESCREENING
    assert due(reported) == {"protection": DAY, "prescreening": date(2026, 11, 16)}
    assert open_task_days(matter) == [DAY, date(2026, 11, 16)]
    assert AuditEvent.objects.filter(kind="investigations.reported", matter=str(matter.pk)).count() == 1


def test_protection_is_assessed_once_and_its_task_is_done(reported: Investigation, cilla: Actor, matter: Matter):
    assess(reported, cilla)
    assert open_task_days(matter) == [date(2026, 11, 16)]
    with pytest.raises(InvestigationStateError, match="redan antecknat"):
        assess(reported, cilla)
    assert deadlines_of(reported)[0].state(DAY) is DeadlineState.DONE


def test_a_late_assessment_is_said_to_be_late(matter: Matter, cilla: Actor):
    found = report_in(matter=matter, reported_date=date(2026, 10, 12), reason=REASON, by=cilla, at=NOW)
    assess(found, cilla)
    states = [one.state(DAY) for one in deadlines_of(found)]
    assert states == [DeadlineState.DONE_LATE, DeadlineState.LATE]


def test_to_investigate_is_a_persons_decision_with_reasons_and_gives_four_months(reported: Investigation, cilla: Actor):
    assess(reported, cilla)
    found = decide(reported, cilla)
    assert (found.state, found.started_date) == (InvestigationState.OPEN, DAY)
    assert due(found)["investigation"] == date(2027, 3, 2)
    assert open_task_days(found.matter) == [date(2027, 3, 2)]


def test_nothing_is_decided_before_protection_is_assessed(reported: Investigation, cilla: Actor):
    with pytest.raises(InvestigationStateError, match="skyddsbedömningen saknas"):
        decide(reported, cilla)


def test_not_to_investigate_closes_and_locks_it(reported: Investigation, cilla: Actor, matter: Matter):
    assess(reported, cilla)
    found = decide(reported, cilla, begins=False)
    assert (found.state, found.finished_by) == (InvestigationState.NOT_OPENED, "Cilla Berg")
    assert open_task_days(matter) == []
    with pytest.raises(LockedInvestigationError):
        decide(found, cilla)


def test_after_one_that_was_not_opened_a_new_report_begins_anew(reported: Investigation, cilla: Actor, matter: Matter):
    assess(reported, cilla)
    decide(reported, cilla, begins=False)
    second = report_in(matter=matter, reported_date=DAY, reason=REASON, by=cilla, at=NOW)
    assert (second.number, second.follows) == (2, None)
    assert "prescreening" in due(second)
    assert deadlines_of(second)[0].done is None


@pytest.mark.parametrize("text", ["", "   ", "kort"])
def test_decisions_without_reasons_are_refused(reported: Investigation, cilla: Actor, text: str):
    with pytest.raises(ReasonMissingError):
        assess(reported, cilla, text=text)
    assess(reported, cilla)
    with pytest.raises(ReasonMissingError):
        decide(reported, cilla, text=text)


@pytest.mark.parametrize("day", [date(2026, 11, 3), date(2026, 11, 1)])
def test_a_day_ahead_or_before_the_report_is_refused(reported: Investigation, cilla: Actor, day: date):
    with pytest.raises(InvestigationStateError, match="Dagen stämmer inte"):
        assess(reported, cilla, day=day)


def test_more_time_is_a_decision_that_moves_the_day_and_the_task(investigation: Investigation, cilla: Actor):
    to = date(2027, 5, 2)
    give_more_time(investigation=investigation, to_date=to, text="Fadern är utomlands till april.", by=cilla, at=NOW)
    (deadline,) = deadlines_of(investigation)
    assert (deadline.due, deadline.extended) == (to, True)
    assert open_task_days(investigation.matter) == [to]


def test_more_time_must_be_later_and_have_reasons(investigation: Investigation, cilla: Actor):
    with pytest.raises(InvestigationStateError, match="förlängas"):
        give_more_time(investigation=investigation, to_date=date(2027, 3, 2), text=WHY, by=cilla, at=NOW)
    with pytest.raises(ReasonMissingError):
        give_more_time(investigation=investigation, to_date=date(2027, 4, 2), text=" ", by=cilla, at=NOW)


def test_a_prescreening_can_be_given_more_time(reported: Investigation, cilla: Actor):
    give_more_time(investigation=reported, to_date=date(2026, 11, 20), text=WHY, by=cilla, at=NOW)
    assert due(reported)["prescreening"] == date(2026, 11, 20)


def test_a_second_extension_counts_from_the_first(investigation: Investigation, cilla: Actor):
    for to in (date(2027, 4, 2), date(2027, 6, 2)):
        give_more_time(investigation=investigation, to_date=to, text=WHY, by=cilla, at=NOW)
    assert due(investigation)["investigation"] == date(2027, 6, 2)
    with pytest.raises(InvestigationStateError):
        give_more_time(investigation=investigation, to_date=date(2027, 5, 2), text=WHY, by=cilla, at=NOW)


def test_an_adults_investigation_has_no_day_in_law_and_gives_no_task(grown: Matter, cast: Cast, cilla: Actor):
    found = opened(grown, cast)
    (deadline,) = deadlines_of(found)
    assert (deadline.due, deadline.state(DAY)) == (None, DeadlineState.NO_DAY)
    assert open_task_days(grown) == []
    with pytest.raises(InvestigationStateError, match="förlängas"):
        give_more_time(investigation=found, to_date=date(2027, 4, 2), text=WHY, by=cilla, at=NOW)


def test_only_a_matter_about_a_child_has_a_prescreening(grown: Matter, cilla: Actor):
    with pytest.raises(InvestigationStateError, match="barn och unga"):
        report_in(matter=grown, reported_date=DAY, reason=REASON, by=cilla, at=NOW)


def test_economic_assistance_is_not_investigated_here(cast: Cast, cilla: Actor):
    from andrum.cases.service import open_matter

    matter = open_matter(applicant=cast.bo_person, unit=cast.norr, by=cilla, at=NOW)
    with pytest.raises(InvestigationStateError, match="kan inte utredas här"):
        open_investigation(matter=matter, started_date=DAY, reason=REASON, by=cilla, at=NOW)


def test_a_matter_has_one_investigation_at_a_time(investigation: Investigation, cast: Cast, matter: Matter):
    with pytest.raises(InvestigationStateError, match="pågår redan"):
        opened(matter, cast)
    assert Investigation.objects.count() == 1


@pytest.mark.parametrize(("reported", "started"), [(None, date(2026, 11, 3)), (date(2026, 11, 2), date(2026, 11, 1))])
def test_days_that_cannot_be_are_refused(matter: Matter, cilla: Actor, reported: date | None, started: date):
    with pytest.raises(InvestigationStateError, match="Dagarna stämmer inte"):
        open_investigation(matter=matter, started_date=started, reported_date=reported, reason=REASON, by=cilla, at=NOW)


def test_it_is_said_why_it_is_investigated(matter: Matter, cilla: Actor):
    with pytest.raises(ReasonMissingError):
        open_investigation(matter=matter, started_date=DAY, reason="oro", by=cilla, at=NOW)


def test_why_a_child_is_not_heard_is_kept_and_can_be_taken_back(investigation: Investigation, cilla: Actor):
    assert (
        say_why_child_not_heard(
            investigation=investigation, text=" Barnet är tre månader. ", by=cilla, at=NOW
        ).child_not_heard
        == "Barnet är tre månader."
    )
    assert say_why_child_not_heard(investigation=investigation, text="", by=cilla, at=NOW).child_not_heard == ""


def test_the_days_run_by_swedish_days(matter: Matter, cilla: Actor):
    late_evening = datetime.fromisoformat("2026-11-02T23:30:00+00:00")  # the third in Sweden
    found = report_in(matter=matter, reported_date=date(2026, 11, 3), reason=REASON, by=cilla, at=late_evening)
    assert due(found)["protection"] == date(2026, 11, 3)
    assert assess(found, cilla, day=date(2026, 11, 3), at=late_evening + timedelta(minutes=1)).day == date(2026, 11, 3)
