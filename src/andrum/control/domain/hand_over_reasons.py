"""Why cases went to a person, ranked by what would free most time if it were solved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FOR_A_PERSON: Final = frozenset({
    "protected_identity", "safety_concern", "children_needs", "person_wanted", "refusal", "partial_grant",
    "needs_weighing", "new_application", "already_decided", "withdrawn", "matter_closed", "evidence_check",
})  # fmt: skip
"""What a person shall decide or look at by law or by the board's will: nothing to solve, whatever time it takes."""


@dataclass(frozen=True, slots=True)
class Handed:
    """One case that went to a person: its kind on the board of runs, its unit, and the codes of its reasons."""

    kind: str
    unit: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One reason. ``alone`` are the cases that have no other: they would have gone through, had it been solved.

    ``minutes`` is the units' own time for those cases; None where no unit has a figure, and ``unmeasured`` of them are
    in units without one.
    """

    code: str
    cases: int
    alone: int
    minutes: int | None
    unmeasured: int

    @property
    def is_for_a_person(self) -> bool:
        """True when it is not to be solved."""
        return self.code in FOR_A_PERSON


def ranked(cases: Iterable[Handed], minutes: Mapping[str, Mapping[int, int]]) -> list[Ranked]:
    """Each reason, those that would free most time first, and last those that are for a person."""
    rows: dict[str, list[Handed]] = {}
    for case in cases:
        for code in dict.fromkeys(case.codes):
            rows.setdefault(code, []).append(case)
    found = [_of(code, having, minutes) for code, having in rows.items()]
    return sorted(found, key=lambda row: (row.is_for_a_person, -(row.minutes or 0), -row.alone, -row.cases, row.code))


def _of(code: str, cases: Sequence[Handed], minutes: Mapping[str, Mapping[int, int]]) -> Ranked:
    alone = [case for case in cases if len(set(case.codes)) == 1]
    figures = [minutes.get(case.kind, {}).get(case.unit) for case in alone]
    known = [figure for figure in figures if figure is not None]
    return Ranked(
        code=code, cases=len(cases), alone=len(alone), minutes=sum(known) if known else None,
        unmeasured=len(figures) - len(known),
    )  # fmt: skip
