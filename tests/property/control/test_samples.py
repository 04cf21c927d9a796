"""A sample follows from the seed alone."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from andrum.control.domain.samples import lowest_lots, sample_size

seeds = st.text("0123456789abcdef", min_size=8, max_size=64)
numbers = st.sets(st.integers(1, 10_000), max_size=60)


@given(numbers, seeds, st.integers(0, 70))
def test_the_order_in_which_things_came_changes_nothing(found: set[int], seed: str, size: int):
    forward = lowest_lots({n: f"k:{n}" for n in sorted(found)}, seed=seed, size=size)
    backward = lowest_lots({n: f"k:{n}" for n in sorted(found, reverse=True)}, seed=seed, size=size)
    assert forward == backward
    assert len(forward) == min(size, len(found))


@given(numbers, seeds, st.integers(0, 69))
def test_a_larger_sample_holds_the_smaller(found: set[int], seed: str, size: int):
    keys = {n: f"k:{n}" for n in found}
    larger = lowest_lots(keys, seed=seed, size=size + 1)
    assert set(lowest_lots(keys, seed=seed, size=size)) <= set(larger)


@given(st.integers(0, 100_000), st.fractions(Fraction(1, 1000), 1), st.integers(0, 20), st.integers(20, 100))
def test_the_size_keeps_its_limits(population: int, share: Fraction, least: int, most: int):
    size = sample_size(population, share=share, least=least, most=most)
    assert min(population, least) <= size <= min(population, most)
