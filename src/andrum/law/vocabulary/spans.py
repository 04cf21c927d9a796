"""An amount that is not fully known: every whole number from ``low`` to ``high``.

The same class carries truth: ``NO`` is 0, ``YES`` is 1 and ``MAYBE`` is 0 to 1, so that «and» is the least of two,
«or» the most and «not» one minus: Kleene's three values, by the same arithmetic as the amounts.
"""

from dataclasses import dataclass

UNBOUNDED = 10**21
"""Stands for an amount with no known upper end."""

BEYOND_BELIEF = 10**15
"""No real amount is larger; what is, came from ``UNBOUNDED`` and is shown as having no end."""


@dataclass(frozen=True, slots=True)
class Span:
    """All whole numbers from ``low`` to ``high``, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("a span begins at its low end")

    @staticmethod
    def of(value: "int | Span") -> "Span":
        """The value itself, as a span."""
        return value if isinstance(value, Span) else Span(int(value), int(value))

    @property
    def is_exact(self) -> bool:
        """True when there is only one number in it."""
        return self.low == self.high

    def hull(self, other: "int | Span") -> "Span":
        """The smallest span that holds both."""
        that = Span.of(other)
        return Span(min(self.low, that.low), max(self.high, that.high))

    def __add__(self, other: "int | Span") -> "Span":
        that = Span.of(other)
        return Span(self.low + that.low, self.high + that.high)

    __radd__ = __add__

    def __neg__(self) -> "Span":
        return Span(-self.high, -self.low)

    def __sub__(self, other: "int | Span") -> "Span":
        return self + -Span.of(other)

    def __rsub__(self, other: "int | Span") -> "Span":
        return Span.of(other) - self

    def __mul__(self, other: "int | Span") -> "Span":
        that = Span.of(other)
        corners = (self.low * that.low, self.low * that.high, self.high * that.low, self.high * that.high)
        return Span(min(corners), max(corners))

    __rmul__ = __mul__

    def __floordiv__(self, other: "int | Span") -> "Span":
        that = Span.of(other)
        if that.low <= 0:
            raise ZeroDivisionError("a span is divided by positive numbers only")
        ends = (self.low // that.low, self.low // that.high, self.high // that.low, self.high // that.high)
        return Span(min(ends), max(ends))

    def __ge__(self, other: "int | Span") -> "Span":
        that = Span.of(other)
        return _truth(always=self.low >= that.high, never=self.high < that.low)

    def __gt__(self, other: "int | Span") -> "Span":
        that = Span.of(other)
        return _truth(always=self.low > that.high, never=self.high <= that.low)

    def __le__(self, other: "int | Span") -> "Span":
        return Span.of(other) >= self

    def __lt__(self, other: "int | Span") -> "Span":
        return Span.of(other) > self

    def __bool__(self) -> bool:
        raise TypeError("an uncertain truth is weighed by choose, never by if")


NO, YES, MAYBE = Span(0, 0), Span(1, 1), Span(0, 1)


def _truth(*, always: bool, never: bool) -> Span:
    if always:
        return YES
    return NO if never else MAYBE


def plain(value: "int | Span") -> "int | Span":
    """A whole number where only one is possible."""
    return value.low if isinstance(value, Span) and value.is_exact else value
