"""A fact about a household: a value, or unknown with the reason."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows the value. It is never zero, false or empty."""

    reason: str


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value with where it comes from and what time it speaks of.

    Args:
        value: The value, or Unknown with the reason.
        period: ``2026-10``, a day, or empty when it holds at all times.
        source: Where it was read: the applicant, a register, a document, a caseworker.
    """

    value: T | Unknown
    period: str = ""
    source: str = ""

    @property
    def is_known(self) -> bool:
        """True when there is a value."""
        return not isinstance(self.value, Unknown)
