"""Lead times where some wait still: what is not known is not made up, and slow work does not look fast."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from andrum.control.domain.hand_over_reasons import Handed, ranked
from andrum.control.domain.lead_times import Waited, days_until, decided_within, lead_times, spread

NEW = "economic_assistance.new"
WAITED = st.builds(Waited, days=st.integers(0, 60), is_decided=st.booleans())
DECIDED = st.builds(Waited, days=st.integers(0, 60), is_decided=st.just(True))


def decided(*days: int) -> list[Waited]:
    return [Waited(day, is_decided=True) for day in days]


def waiting(*days: int) -> list[Waited]:
    return [Waited(day, is_decided=False) for day in days]


def test_all_decided_gives_the_plain_figures():
    times = lead_times(decided(0, 1, 1, 2, 3, 4, 5, 6, 7, 30))
    assert (times.received, times.decided, times.open) == (10, 10, 0)
    assert (times.median, times.ninth, times.by_next_day) == (3, 7, Fraction(3, 10))


def test_what_waits_is_not_left_out():
    assert lead_times([*decided(1), *waiting(20, 20, 20)]).median is None
    assert lead_times(decided(1)).median == 1


def test_one_that_came_today_says_nothing_of_the_next_day():
    assert decided_within([*decided(1, 1, 5, 5), *waiting(0, 0)], 1) == Fraction(1, 2)


def test_a_worked_example_of_kaplan_and_meier():
    """Days 1, 3, 3+, 5, 8+ (plus: not decided): 1-4/5=0.2, 1-4/5·3/4=0.4, 1-4/5·3/4·1/2=0.7."""
    rows = [*decided(1, 3, 5), *waiting(3, 8)]
    assert [decided_within(rows, day) for day in (0, 1, 3, 5, 60)] == [
        0, Fraction(1, 5), Fraction(2, 5), Fraction(7, 10), Fraction(7, 10),
    ]  # fmt: skip
    assert (days_until(rows, Fraction(1, 2)), days_until(rows, Fraction(9, 10))) == (5, None)


def test_nothing_is_nothing_and_not_zero():
    times = lead_times([])
    assert (times.median, times.ninth, times.by_next_day) == (None, None, None)


@given(st.lists(DECIDED, min_size=1, max_size=60), st.sampled_from([Fraction(1, 2), Fraction(9, 10)]))
def test_with_everything_decided_the_quantile_is_the_plain_one(rows, share):
    days = sorted(row.days for row in rows)
    assert days_until(rows, share) == next(day for at, day in enumerate(days, 1) if Fraction(at, len(days)) >= share)


@given(st.lists(WAITED, max_size=60), st.integers(0, 60))
def test_shares_lie_between_none_and_all_and_never_fall(rows, day):
    assert 0 <= decided_within(rows, day) <= decided_within(rows, day + 1) <= 1


@given(st.lists(WAITED, max_size=60))
def test_the_spread_holds_each_decided_one_once(rows):
    assert sum(number for _span, number in spread(rows)) == sum(row.is_decided for row in rows)


def handed(*codes: str, unit: int = 1) -> Handed:
    return Handed(NEW, unit, codes)


def test_reasons_are_ranked_by_the_time_that_solving_them_would_free():
    cases = [handed("refusal"), *[handed("evidence_missing")] * 2, handed("evidence_missing", "income_differs"),
             *[handed("income_differs", unit=2)] * 3]  # fmt: skip
    found = ranked(cases, {NEW: {1: 60}})
    assert [(row.code, row.cases, row.alone, row.minutes, row.unmeasured) for row in found] == [
        ("evidence_missing", 3, 2, 120, 0), ("income_differs", 4, 3, None, 3), ("refusal", 1, 1, 60, 0),
    ]  # fmt: skip
    assert [row.is_for_a_person for row in found] == [False, False, True]


def test_without_figures_they_are_ranked_by_number_and_no_minutes_are_said():
    found = ranked([handed("a"), handed("b"), handed("b")], {})
    assert [(row.code, row.minutes) for row in found] == [("b", None), ("a", None)]
