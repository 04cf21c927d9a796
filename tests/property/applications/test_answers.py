"""Whatever is typed or sent is read clean or met with words; the reading never breaks and never guesses."""

import json
from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from andrum.applications.domain.carrying import carry_all, changed_pages
from andrum.applications.domain.cleaning import clean_line, clean_text
from andrum.applications.domain.errors import AttachmentError
from andrum.applications.domain.files import check, clean_name
from andrum.applications.domain.household import declared
from andrum.applications.domain.incoming import as_typed, read_answers
from andrum.applications.domain.pages import BY_KEY, PAGES
from andrum.applications.domain.reading import read
from andrum.kernel.periods import Month
from andrum.law.service import HouseholdError, load_household
from tests.rooms.applications.answers import alone, pdf, picture

NOVEMBER, TODAY = Month(2026, 11), date(2026, 11, 2)
words = st.text(max_size=60) | st.sampled_from(
    ["yes", "no", "rented", "salary", "all", "some", "1 250,50", "2026-11-30"]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)


@given(page=st.sampled_from(PAGES), data=st.data())
def test_reading_a_page_never_breaks_and_never_keeps_what_is_not_asked(page, data):
    typed = {field.name: data.draw(words, label=field.name) for field in page.fields}
    reading = read(page, typed, month=NOVEMBER, today=TODAY)
    assert set(reading.answer) <= set(typed)
    assert set(reading.errors) <= set(typed)
    json.dumps(reading.answer)


@given(page=st.sampled_from(PAGES), data=st.data())
def test_a_clean_answer_read_again_is_the_same(page, data):
    typed = {field.name: data.draw(words, label=field.name) for field in page.fields}
    first = read(page, typed, month=NOVEMBER, today=TODAY)
    again = {field.name: as_typed(field, first.answer.get(field.name)) for field in page.fields}
    second = read(page, again, month=NOVEMBER, today=TODAY)
    assert all(second.answer[name] == value for name, value in first.answer.items())


@given(ore=st.integers(min_value=0, max_value=1_000_000_000))
def test_an_amount_is_read_to_the_ore(ore):
    page = BY_KEY["housing"]
    rent = next(field for field in page.fields if field.name == "rent")
    typed = {"form": "rented", "rent": as_typed(rent, ore), "shares_rent": "no"}
    assert read(page, typed, month=NOVEMBER, today=TODAY).answer["rent"] == ore


@given(text=st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    assert "\x00" not in clean_text(text)


@given(name=st.text(max_size=200))
def test_a_file_name_is_always_safe(name):
    kept = clean_name(name)
    assert len(kept) <= 100
    assert not set(kept) & set('<>:"/\\|?*%;\x00')


@given(
    whole=st.sampled_from([pdf(), picture(), picture("JPEG")]), cut=st.integers(0, 400), extra=st.binary(max_size=40)
)
def test_a_file_cut_off_or_added_to_is_received_whole_or_refused_in_words(whole, cut, extra):
    with suppress(AttachmentError):
        kept = check("fil", whole[: len(whole) - cut] + extra)
        assert len(kept.content) <= len(whole) + len(extra)


@given(said=st.dictionaries(st.sampled_from([*BY_KEY, "x"]), anything, max_size=6))
def test_answers_from_another_system_never_break_the_reading(said):
    answers, hinders = read_answers(said, month=NOVEMBER, today=TODAY)
    json.dumps(answers)
    assert hinders


@given(keys=st.sets(st.sampled_from(list(alone()))))
def test_the_rulebook_reads_every_half_filled_application(keys):
    answers = {key: answer for key, answer in alone().items() if key in keys}
    try:
        load_household(
            declared(answers, month="2026-11", kind="new", born=date(1985, 3, 2), co_born=None, proved=frozenset())
        )
    except HouseholdError as hinder:
        raise AssertionError(str(hinder)) from hinder


@given(months=st.integers(1, 3))
def test_carrying_over_changes_nothing_but_days(months):
    again = carry_all({}, alone(), months=months)
    assert changed_pages(again | {"self_support": {}, "safety": {}, "talk": {}}, alone()) == []
