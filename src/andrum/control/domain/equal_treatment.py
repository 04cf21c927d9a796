"""How large a share of decisions were grants, with the span that chance and hidden small counts leave room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from andrum.control.domain.bounds import process_bound

EACH_SIDE: Final = Fraction(975, 1000)
"""Two bounds that are each wrong once in forty make a span of 95 per cent."""


@dataclass(frozen=True, slots=True)
class ShareSpan:
    """A share, 0 to 1, and the span around it. ``share`` and ``decided`` are None where a small count is hidden."""

    share: float | None
    low: float
    high: float
    decided: int | None


def grant_span(granted: int | None, others: Sequence[int | None], *, small_cell: int) -> ShareSpan | None:
    """The share of grants among the decisions; None when nothing is decided.

    A hidden count is anything from 1 to below ``small_cell``: the span covers all that it may be, and tells no more
    than the counts that are shown.
    """
    fewest, most = _between(granted, small_cell)
    bounds = [_between(count, small_cell) for count in others]
    least, largest = sum(low for low, _high in bounds), sum(high for _low, high in bounds)
    if most + largest == 0:
        return None
    low = 1 - process_bound(reviewed=fewest + largest, wrong=largest, confidence=EACH_SIDE)
    high = process_bound(reviewed=most + least, wrong=most, confidence=EACH_SIDE)
    if fewest != most or least != largest:
        return ShareSpan(None, low, high, None)
    return ShareSpan(fewest / (fewest + least), low, high, fewest + least)


def _between(count: int | None, small_cell: int) -> tuple[int, int]:
    return (1, small_cell - 1) if count is None else (count, count)
