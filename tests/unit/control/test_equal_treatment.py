"""The share of grants: exact where all is known, a span where something is hidden, nothing where nothing is."""

import pytest
from scipy.stats import beta

from andrum.control.domain.equal_treatment import grant_span


@pytest.mark.parametrize(("granted", "others"), [(8, [1, 1, 0]), (0, [7, 0, 0]), (7, [0, 0, 0]), (300, [80, 20, 0])])
def test_the_span_is_that_of_clopper_and_pearson(granted: int, others: list[int]):
    found = grant_span(granted, others, small_cell=1)
    assert found is not None
    total = granted + sum(others)
    assert found.share == granted / total
    assert found.decided == total
    assert found.low == pytest.approx(beta.ppf(0.025, granted, total - granted + 1) if granted else 0)
    assert found.high == pytest.approx(beta.ppf(0.975, granted + 1, total - granted) if granted < total else 1)


def test_a_hidden_count_is_a_span_and_never_zero():
    hidden = grant_span(20, [None, 0, 0], small_cell=5)
    assert hidden is not None
    assert (hidden.share, hidden.decided) == (None, None)
    possible = [grant_span(20, [count, 0, 0], small_cell=1) for count in range(1, 5)]
    assert hidden.low == min(one.low for one in possible if one)
    assert hidden.high == max(one.high for one in possible if one)
    assert hidden.high < 1


def test_hidden_grants_are_a_span_too():
    hidden = grant_span(None, [10, 0, 0], small_cell=5)
    assert hidden is not None
    assert 0 < hidden.low < hidden.high < 1


def test_nothing_decided_has_no_share():
    assert grant_span(0, [0, 0, 0], small_cell=5) is None
