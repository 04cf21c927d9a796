"""When each thing must be done, and what is late."""

from datetime import date
from pathlib import Path

import pytest

from andrum.investigations.domain.days import Deadline, DeadlineState, late_of, months_after, next_of
from andrum.investigations.domain.errors import InvestigationParameterError
from andrum.investigations.domain.parameters import OWN_FOLDER, days_for, plan_for

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 11, 2), 4, date(2027, 3, 2)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 9, 30), 4, date(2027, 1, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int, last: date):
    assert months_after(start, months) == last


def test_a_childs_times_are_those_of_the_law_and_say_where_they_stand():
    days = days_for("barn_och_unga", DAY)
    due = {code: rule.due(DAY) for code, rule in days.rules.items()}
    assert due == {
        "protection": date(2026, 11, 2),
        "prescreening": date(2026, 11, 16),
        "investigation": date(2027, 3, 2),
    }
    assert [rule.section for rule in days.rules.values()] == [f"20 kap. {n} § socialtjänstlagen" for n in (1, 2, 3)]
    assert days.version == "days@2025-07-01"


@pytest.mark.parametrize("framework", ["vuxna", "aldre"])
def test_where_the_law_sets_no_day_there_is_none_and_not_a_guess(framework: str):
    rule = days_for(framework, DAY).rule("investigation")
    assert rule is not None
    assert rule.due(DAY) is None
    assert "ingen dag" in rule.note
    assert days_for(framework, DAY).rule("prescreening") is None


@pytest.mark.parametrize(
    ("due", "done", "today", "state"),
    [
        (date(2026, 11, 16), None, date(2026, 11, 16), DeadlineState.SOON),
        (date(2026, 11, 16), None, date(2026, 11, 17), DeadlineState.LATE),
        (date(2027, 3, 2), None, date(2026, 11, 17), DeadlineState.OPEN),
        (date(2026, 11, 16), date(2026, 11, 16), date(2026, 12, 24), DeadlineState.DONE),
        (date(2026, 11, 16), date(2026, 11, 17), date(2026, 12, 24), DeadlineState.DONE_LATE),
        (None, None, date(2026, 12, 24), DeadlineState.NO_DAY),
        (None, date(2026, 11, 17), date(2026, 12, 24), DeadlineState.DONE),
    ],
)
def test_a_deadline_says_how_it_stands(due: date | None, done: date | None, today: date, state: DeadlineState):
    assert Deadline("x", "X", "§", due, done).state(today) is state


def test_the_next_thing_is_the_undone_one_with_the_earliest_day():
    first = Deadline("a", "A", "§", date(2026, 11, 2), done=date(2026, 11, 2))
    second = Deadline("b", "B", "§", date(2026, 11, 16))
    third = Deadline("c", "C", "§", date(2027, 3, 2))
    assert next_of((third, first, second)) is second
    assert late_of((third, first, second), date(2026, 11, 20)) == (second,)
    assert second.days_left(date(2026, 11, 20)) == -4
    assert first.days_left(date(2026, 11, 20)) is None
    assert next_of((first,)) is None


def test_a_municipality_sets_its_own_time_where_the_law_sets_none(tmp_path: Path):
    own = (OWN_FOLDER / "days.2025-07-01.yaml").read_text()
    cut = own.index("  aldre:")
    changed = own[:cut] + own[cut:].replace("      section:", "      days: 60\n      section:", 1)
    (tmp_path / "days.2026-01-01.yaml").write_text(changed.replace("2025-07-01", "2026-01-01"))
    rule = days_for("aldre", DAY, tmp_path).rule("investigation")
    assert rule is not None
    assert rule.due(DAY) == date(2027, 1, 1)
    assert days_for("aldre", date(2025, 12, 1), tmp_path).version == "days@2025-07-01"


def test_before_the_law_there_are_no_times():
    with pytest.raises(InvestigationParameterError, match="ingen fil days"):
        days_for("barn_och_unga", date(2025, 6, 30))


def _day_file(change: str, to: str) -> str:
    return (OWN_FOLDER / "days.2025-07-01.yaml").read_text().replace(change, to)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[", "inte att läsa"),
        ("- 1", "inga fält"),
        (_day_file("status: confirmed\nnote", "status: sure\nnote"), "status är okänd"),
        (_day_file("reference:", "x:"), "reference saknas"),
        (_day_file("days: 14", "days: fjorton"), "prescreening är inget helt tal"),
        (_day_file("months: 4", "months: true"), "investigation är inget helt tal"),
        (_day_file("days: 14", "days: -1"), "prescreening är inget helt tal"),
        (_day_file("      section: 20 kap. 2 § socialtjänstlagen\n", ""), "prescreening saknar words eller section"),
        (_day_file("  barn_och_unga:", "  barn:"), "området barn_och_unga saknas"),
        (_day_file("    investigation:", "    utredning:"), "saknar investigation"),
        ("a" * 200_001, "för stor"),
    ],
)
def test_a_file_with_a_fault_says_which_and_how_to_mend_it(tmp_path: Path, text: str, fault: str):
    (tmp_path / "days.2026-01-01.yaml").write_text(text)
    with pytest.raises(InvestigationParameterError, match=fault) as told:
        days_for("barn_och_unga", DAY, tmp_path)
    assert told.value.todo


def test_a_file_with_no_day_in_its_name_is_told_of(tmp_path: Path):
    (tmp_path / "days.nu.yaml").write_text("x: 1")
    with pytest.raises(InvestigationParameterError, match="dagen i filnamnet"):
        days_for("barn_och_unga", DAY, tmp_path)


@pytest.mark.parametrize("framework", ["barn_och_unga", "vuxna", "aldre"])
def test_every_area_of_the_framework_has_its_heading(framework: str):
    from andrum.language.service import factor_set

    assert set(plan_for(framework, DAY).areas) == {area.id for area in factor_set(framework).areas}


@pytest.mark.parametrize("kind", ["silent", "differences", "decision", "communication"])
def test_no_municipality_can_leave_out_what_shows_what_is_missing(tmp_path: Path, kind: str):
    lines = (OWN_FOLDER / "document.2025-07-01.yaml").read_text().splitlines()
    kept = [line for line in lines if f"kind: {kind}," not in line]
    (tmp_path / "document.2026-01-01.yaml").write_text("\n".join(kept))
    with pytest.raises(InvestigationParameterError, match=f"saknar {kind}"):
        plan_for("vuxna", DAY, tmp_path)


@pytest.mark.parametrize(
    ("change", "to", "fault"),
    [
        ("kind: how", "kind: hur", "okänd kind"),
        ("part: analysis", "part: summary", "okänd part"),
        ("id: anledning", "id: uppgifter", "samma id"),
        ('title: "Hur utredningen har gjorts"', 'title: ""', "saknar id, kind eller title"),
        ("areas: [halsa, utbildning, kanslor_beteende, sociala_relationer]", "areas: []", "saknar areas"),
        ("    title: Beslutsunderlag, utredning om barns behov av skydd eller stöd\n", "", "saknar title"),
    ],
)
def test_headings_with_a_fault_are_told_of(tmp_path: Path, change: str, to: str, fault: str):
    text = (OWN_FOLDER / "document.2025-07-01.yaml").read_text()
    assert change in text
    (tmp_path / "document.2026-01-01.yaml").write_text(text.replace(change, to))
    with pytest.raises(InvestigationParameterError, match=fault):
        plan_for("barn_och_unga", DAY, tmp_path)
