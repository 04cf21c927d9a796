"""The bounds, against direct computation and against the distributions of scipy."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from andrum.control.domain.bounds import finite_bound, process_bound, reviews_needed
from andrum.control.domain.errors import BoundError

ALPHA = Fraction(5, 100)
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@st.composite
def finite(draw: st.DrawFn) -> tuple[int, int, int]:
    population = draw(st.integers(1, 120))
    reviewed = draw(st.integers(0, population))
    return population, reviewed, draw(st.integers(0, reviewed))


@given(counts)
def test_the_process_bound_is_where_so_few_wrong_have_five_percent(count: tuple[int, int]):
    reviewed, wrong = count
    bound = process_bound(reviewed=reviewed, wrong=wrong)
    if wrong == reviewed:
        assert bound == 1
    else:
        assert binom.cdf(wrong, reviewed, bound) == pytest.approx(0.05, abs=1e-9)


@given(counts)
def test_more_wrong_raises_the_process_bound_and_more_reviews_lower_it(count: tuple[int, int]):
    reviewed, wrong = count
    bound = process_bound(reviewed=reviewed, wrong=wrong)
    assert bound >= wrong / reviewed
    assert process_bound(reviewed=reviewed + 1, wrong=wrong) <= bound
    assert process_bound(reviewed=reviewed + 1, wrong=wrong + 1) >= bound


@pytest.mark.parametrize(("reviewed", "share"), [(20, 0.03), (59, 0.05), (59, 0.2), (100, 0.5), (150, 0.015)])
def test_the_process_bound_holds_in_at_least_ninety_five_of_a_hundred_samples(reviewed: int, share: float):
    covered = sum(
        binom.pmf(wrong, reviewed, share)
        for wrong in range(reviewed + 1)
        if process_bound(reviewed=reviewed, wrong=wrong) >= share
    )
    assert covered >= 0.95 - 1e-12


@given(finite())
def test_the_finite_bound_is_what_trying_every_number_of_wrong_gives(case: tuple[int, int, int]):
    population, reviewed, wrong = case
    possible = [
        faulty
        for faulty in range(wrong, population - reviewed + wrong + 1)
        if Fraction(
            sum(comb(faulty, i) * comb(population - faulty, reviewed - i) for i in range(wrong + 1)),
            comb(population, reviewed),
        )
        > ALPHA
    ]
    assert finite_bound(population=population, reviewed=reviewed, wrong=wrong) == max(possible)


@given(finite(), st.data())
def test_the_finite_bound_holds_in_at_least_ninety_five_of_a_hundred_samples(
    case: tuple[int, int, int], data: st.DataObject
):
    population, reviewed, _ = case
    faulty = data.draw(st.integers(0, population))
    covered = sum(
        hypergeom.pmf(wrong, population, faulty, reviewed)
        for wrong in range(max(0, reviewed - (population - faulty)), min(reviewed, faulty) + 1)
        if finite_bound(population=population, reviewed=reviewed, wrong=wrong) >= faulty
    )
    assert covered >= 0.95 - 1e-9


@given(finite())
def test_reviewing_all_leaves_no_doubt_and_reviewing_none_leaves_all(case: tuple[int, int, int]):
    population, _, wrong = case
    assert finite_bound(population=population, reviewed=population, wrong=wrong) == wrong
    assert finite_bound(population=population, reviewed=0, wrong=0) == population


@given(finite())
def test_one_more_wrong_never_lowers_the_finite_bound(case: tuple[int, int, int]):
    population, reviewed, wrong = case
    if wrong < reviewed:
        less = finite_bound(population=population, reviewed=reviewed, wrong=wrong)
        assert finite_bound(population=population, reviewed=reviewed, wrong=wrong + 1) >= less


@given(st.integers(1, 60).map(lambda percent: Fraction(percent, 100)), st.integers(0, 4))
def test_the_reviews_needed_are_the_fewest_that_show_the_bound(bound: Fraction, wrong: int):
    needed = reviews_needed(bound=bound, wrong=wrong)
    assert process_bound(reviewed=needed, wrong=wrong) <= bound
    assert needed - 1 <= wrong or process_bound(reviewed=needed - 1, wrong=wrong) > bound


@pytest.mark.parametrize(
    ("percent", "wrong", "needed"), [(5, 0, 59), (2, 0, 149), (1, 0, 299), (5, 1, 93), (2, 1, 236), (1, 1, 473)]
)
def test_the_numbers_that_the_tables_give(percent: int, wrong: int, needed: int):
    assert reviews_needed(bound=Fraction(percent, 100), wrong=wrong) == needed


def test_a_large_population_is_counted_exactly():
    assert finite_bound(population=500, reviewed=100, wrong=0) == 13
    assert finite_bound(population=100_000, reviewed=299, wrong=0) < 1_000


@pytest.mark.parametrize(("reviewed", "wrong"), [(-1, 0), (3, 4), (3, -1)])
def test_counts_that_cannot_be_are_refused(reviewed: int, wrong: int):
    with pytest.raises(BoundError):
        process_bound(reviewed=reviewed, wrong=wrong)
    with pytest.raises(BoundError):
        finite_bound(population=2, reviewed=3, wrong=0)
    with pytest.raises(BoundError):
        reviews_needed(bound=Fraction(0))
