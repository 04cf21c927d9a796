"""A row of parameters of one kind, compiled once for a month so that a rule can look an amount up."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.spans import Span


class UnknownAmountError(LookupError):
    """The rulebook lacks the amount; the household must be assessed with spans."""


class Table:
    """Amounts by place. A missing amount is a span of what it may be.

    Args:
        name: What the table holds, in Swedish.
        amounts: One amount a place, in öre (or the parameter's own unit).
        parameters: The parameter behind each place.
        bounds: What a missing amount may be, by place; no entry where the amount is known.
    """

    def __init__(
        self,
        name: str,
        amounts: Sequence[int],
        parameters: Sequence[Parameter],
        bounds: dict[int, Span] | None = None,
    ) -> None:
        self.name = name
        self.amounts = tuple(amounts)
        self.parameters = tuple(parameters)
        self.bounds = bounds or {}
        self.doubtful = frozenset(
            place for place, parameter in enumerate(parameters) if parameter.status != "confirmed"
        )
        self.is_simple = not self.bounds
        self.is_sure = not self.bounds and not self.doubtful

    def at(self, place: int) -> int:
        """The amount at a place. Raises UnknownAmountError when it is missing."""
        if self.is_simple or place not in self.bounds:
            return self.amounts[place]
        raise UnknownAmountError(self.name)

    def between(self, first: int, last: int) -> Span:
        """The hull of the amounts from one place to another."""
        first, last = max(first, 0), min(last, len(self.amounts) - 1)
        if first == last and first not in self.bounds:
            return Span(self.amounts[first], self.amounts[first])
        spans = [self.bounds.get(place, Span.of(self.amounts[place])) for place in range(first, last + 1)]
        return Span(min(span.low for span in spans), max(span.high for span in spans))

    def is_doubtful(self, place: int | Span) -> bool:
        """True when an amount at the place (or at one of the places) is not confirmed, or missing."""
        if isinstance(place, int):
            return place in self.doubtful
        return any(place.low <= doubtful <= place.high for doubtful in self.doubtful)

    def behind(self, first: int, last: int) -> tuple[Parameter, ...]:
        """The parameters from one place to another, each once."""
        first, last = max(first, 0), min(last, len(self.amounts) - 1)
        return tuple(dict.fromkeys(self.parameters[first : last + 1]))

    @cached_property
    def column(self) -> npt.NDArray[np.int64]:
        """The amounts as a column."""
        return np.array(self.amounts, dtype=np.int64)

    @cached_property
    def doubt(self) -> npt.NDArray[np.bool_]:
        """True at the places whose amount is not confirmed, or missing."""
        return np.array(
            [place in self.doubtful or place in self.bounds for place in range(len(self.amounts))], dtype=np.bool_
        )
