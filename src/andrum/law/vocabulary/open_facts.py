"""The unknown facts that are met while a household's lines are made: each is a span, and is written down as open."""

from typing import Final

from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.spans import MAYBE, UNBOUNDED, Span

Number = int | Span
ANY: Final = Span(0, UNBOUNDED)


class OpenFacts:
    """What is open so far: path and reason. Where nothing is open every number is whole."""

    __slots__ = ("open",)

    def __init__(self) -> None:
        self.open: dict[str, str] = {}

    def known_or(self, value: int | Unknown, path: str, span: Span) -> Number:
        """The value, or the span of what it may be, written down as open."""
        if isinstance(value, Unknown):
            self.open[path] = value.reason
            return span
        return value

    def yes_no(self, value: bool | Unknown, path: str) -> Number:
        """1 or 0, or maybe, written down as open."""
        if isinstance(value, Unknown):
            self.open[path] = value.reason
            return MAYBE
        return int(value)
