"""One household in one month, as the statistics see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from andrum.kernel.periods import Month, age_on

GROWN_UP: Final = 18
APPLICANT, CO_APPLICANT = "applicant", "co_applicant"


@dataclass(frozen=True, slots=True)
class Adult:
    """The applicant or the co-applicant. ``number`` is twelve digits; ``answers`` are codes by question."""

    person: int
    role: str
    number: str
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_man(self) -> bool | None:
        """As the next to last digit says; None when the number cannot be read."""
        return int(self.number[10]) % 2 == 1 if len(self.number) == 12 and self.number.isdigit() else None


@dataclass(frozen=True, slots=True)
class Household:
    """Who had assistance in a month, and how much. Amounts in öre.

    ``born`` are the days of birth of those in the calculation who are neither applicant nor co-applicant; None is one
    whose day is not known. ``other_ore`` is the part for living otherwise than income support; None is not known.
    """

    matter: int
    reference: str
    unit: int
    month: Month
    granted_ore: int
    other_ore: int | None
    adults: tuple[Adult, ...]
    born: tuple[date | None, ...]
    says_co_applicant: bool
    is_protected: bool = False

    def adult(self, role: str) -> Adult | None:
        """The applicant or the co-applicant; None when there is none."""
        return next((adult for adult in self.adults if adult.role == role), None)

    @property
    def children(self) -> tuple[date, ...]:
        """The days of birth of those under eighteen on the last day of the month."""
        last = self.month.last_day
        return tuple(sorted(day for day in self.born if day is not None and age_on(born=day, day=last) < GROWN_UP))

    @property
    def persons(self) -> int:
        """All in the household."""
        return len(self.adults) + len(self.born)

    @property
    def kind(self) -> str:
        """A key of the kinds of household; ``unknown`` when it cannot be told."""
        leader = self.adult(APPLICANT)
        if leader is None:
            return "children_only" if self.children else "unknown"
        suffix = "_with_children" if self.children else ""
        if self.adult(CO_APPLICANT) is not None:
            return f"couple{suffix}"
        if leader.is_man is None:
            return "unknown"
        return f"{'man' if leader.is_man else 'woman'}{suffix}"


def ended(before: Sequence[Household], still: Sequence[int]) -> list[Household]:
    """The households of a month whose matter has no assistance in the months that were looked at after it."""
    going_on = set(still)
    return [household for household in before if household.matter not in going_on]
