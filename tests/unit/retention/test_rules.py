"""When a file is to be removed: 16 kap. socialtjänstlagen, told by days."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andrum.retention.domain.errors import RetentionParameterError
from andrum.retention.domain.rules import OWN_FOLDER, Due, PersonFile, asks_of, due_of, rules_for, years_after

RULES = rules_for(date(2026, 11, 28))
DAYS = st.dates(date(1960, 1, 1), date(2040, 12, 31))


def file(**changes: object) -> PersonFile:
    usual: dict[str, object] = {
        "born": date(1980, 4, 3), "last_entry": date(2021, 3, 10), "kinds": frozenset({"economic_assistance"}),
        "is_open": False, "has_child_inquiry": False,
    }  # fmt: skip
    return PersonFile(**(usual | changes))  # type: ignore[arg-type]


def test_five_years_after_the_last_note_and_finished_the_calendar_year_after():
    assert due_of(file(), RULES) == Due(date(2026, 3, 10), date(2027, 12, 31), "16 kap. 1 §")


def test_a_file_with_an_open_matter_is_not_due():
    assert due_of(file(is_open=True), RULES) is None


def test_an_inquiry_about_a_child_is_kept_until_thirty():
    child = file(born=date(2010, 6, 2), has_child_inquiry=True, kinds=frozenset({"children_and_youth"}))
    assert due_of(child, RULES) == Due(date(2040, 6, 2), date(2041, 12, 31), "16 kap. 2 a §")


def test_a_report_that_was_not_investigated_goes_after_five_years():
    child = file(born=date(2010, 6, 2), kinds=frozenset({"children_and_youth"}))
    assert due_of(child, RULES) == Due(date(2026, 3, 10), date(2027, 12, 31), "16 kap. 1 §")


@pytest.mark.parametrize("day", [5, 15, 25])
def test_those_born_on_the_days_of_research_are_kept(day: int):
    assert due_of(file(born=date(1980, 4, day)), RULES) is None


def test_a_leap_day_becomes_the_first_of_march():
    assert years_after(date(2020, 2, 29), 5) == date(2025, 3, 1)


def test_what_a_person_must_look_for_follows_the_kinds_of_matter():
    assert asks_of({"economic_assistance"}, RULES) == ()
    assert len(asks_of({"children_and_youth", "adults"}, RULES)) == 3


@given(DAYS, DAYS, st.booleans())
def test_no_file_is_due_before_five_years_nor_an_inquiry_before_thirty(born: date, last: date, inquiry: bool):
    due = due_of(file(born=born, last_entry=last, has_child_inquiry=inquiry), RULES)
    if due is not None:
        assert due.from_date >= years_after(last, 5)
        assert not inquiry or due.from_date >= years_after(born, 30)
        assert due.finish_by.year == due.from_date.year + 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("value: 5,", "value: fem,"), ("[5, 15, 25]", "[0]"), ("values:", "varden:"), ("status: confirmed", "status:")],
)
def test_a_file_of_rules_that_cannot_be_used_says_what_to_do(tmp_path: Path, before: str, after: str):
    text = (OWN_FOLDER / "retention.2025-07-01.yaml").read_text().replace(before, after)
    (tmp_path / "retention.2026-01-01.yaml").write_text(text)
    with pytest.raises(RetentionParameterError) as caught:
        rules_for(date(2026, 11, 28), tmp_path)
    assert caught.value.todo
