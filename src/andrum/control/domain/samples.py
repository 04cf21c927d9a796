"""Samples that anybody can repeat: the lowest lots of a published seed."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from andrum.kernel.draws import lot


def sample_size(population: int, *, share: Fraction, least: int, most: int) -> int:
    """How many to take: the share, rounded up, within the limits, and never more than there are."""
    return min(population, max(least, min(most, ceil(population * share))))


def lowest_lots(keys: Mapping[int, str], *, seed: str, size: int) -> list[int]:
    """The ``size`` numbers whose keys have the lowest lots; equal lots in the order of the numbers."""
    return sorted(keys, key=lambda number: (lot(seed=seed, key=keys[number]), number))[:size]
