"""What-if: the same rules over all fees at once, in columns of ``int64``, two threads at a time.

Households where something is unknown, or where a person must weigh something, are told apart and get no amount.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.calculation import Result, calculate
from andrum.law.home_care_fee.column_lines import FeeColumns, columns_of, lines_of
from andrum.law.home_care_fee.household import FeeHousehold
from andrum.law.home_care_fee.parameters import FeeParameters, parameters_for
from andrum.law.vocabulary.arithmetic import Column
from andrum.law.vocabulary.columns import Columns
from andrum.law.vocabulary.guideline_reader import NoGuidelinesError
from andrum.law.vocabulary.trace import Note

NO_AMOUNT: Final = int(np.iinfo(np.int64).min)
"""Stands where a household has no fee because something is unknown. It is no amount, and never zero."""

M: Final = Columns()
AT_A_TIME: Final = 16_384
"""So many fees at once that the columns on the way stay in the processor's own memory."""

THREADS: Final = 2
Flags = npt.NDArray[np.bool_]
AMOUNTS: Final = ("care_fee", "place_fee", "outside")


@dataclass(frozen=True, slots=True, eq=False)
class FeeBatch:
    """Whole öre by household, in the order given; ``NO_AMOUNT`` where ``known`` is False.

    ``unconfirmed`` is True where a fee rests on a parameter that is not confirmed, ``breaks`` where the tariff as it is
    written would give another fee, one that breaks the statute: those go to a person.
    """

    known: Flags
    unconfirmed: Flags
    breaks: Flags
    care_fee: Column
    place_fee: Column
    outside: Column

    @property
    def fee(self) -> Column:
        """Care and housing together."""
        return np.where(self.known, self.care_fee + self.place_fee, NO_AMOUNT)


def fee_assess_all(
    households: Sequence[FeeHousehold] | FeeColumns,
    *,
    municipality: Path | None = None,
    rulebook: FeeParameters | None = None,
) -> FeeBatch:
    """Assess many fees at once, equal to the öre to one by one.

    Args:
        households: Households of any months, or columns already made of households of one month.
        municipality: Folder with the municipality's tariff; without it the made-up demo municipality's.
        rulebook: Assess by these rules and amounts instead; all households must be of its month.

    Raises:
        ParameterFileError: when a file is wrong.
        ValueError: when a household is of another month than the given rulebook.
    """
    if isinstance(households, FeeColumns):
        return assess_columns(households, rulebook or parameters_for(households.month, municipality))
    by_month: dict[Month, list[int]] = {}
    for place, household in enumerate(households):
        by_month.setdefault(household.month, []).append(place)
    found = _nothing(len(households))
    for month, places in by_month.items():
        try:
            p = rulebook or parameters_for(month, municipality)
        except NoGuidelinesError:  # every household of that month is told apart
            continue
        part = assess_columns(columns_of([households[place] for place in places], p), p)
        for field in fields(FeeBatch):
            getattr(found, field.name)[places] = getattr(part, field.name)
    return found


def assess_columns(columns: FeeColumns, p: FeeParameters) -> FeeBatch:
    """The fees of all households by the rules and amounts of ``p``."""
    found = _nothing(columns.count)
    pieces = [slice(first, first + AT_A_TIME) for first in range(0, columns.count, AT_A_TIME)]
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(lambda piece: _piece(columns.piece(piece), p, found, piece), pieces):
            pass
    return found


def _nothing(count: int) -> FeeBatch:
    known, unconfirmed, breaks = (np.zeros(count, dtype=np.bool_) for _ in range(3))
    care, place, outside = (np.full(count, NO_AMOUNT, dtype=np.int64) for _ in AMOUNTS)
    return FeeBatch(known, unconfirmed, breaks, care, place, outside)


def _piece(columns: FeeColumns, p: FeeParameters, found: FeeBatch, piece: slice) -> None:
    known, doubtful = columns.known.copy(), np.full(columns.count, bool(p.choices))

    def write(note: Note[Column]) -> None:
        for table, place in note[4]:
            if table.doubtful or table.bounds:
                lacking = np.isin(place, list(table.bounds))
                known[:] &= ~lacking
                doubtful[:] |= table.doubt[place] & ~lacking

    result = calculate(M, p, lines_of(columns), write)
    for name, ore in zip(AMOUNTS, _ore(result), strict=True):
        getattr(found, name)[piece] = np.where(known, ore, NO_AMOUNT)
    found.known[piece] = known
    found.unconfirmed[piece] = doubtful & known
    if p.written is not None:
        other = calculate(M, p.written, lines_of(columns), _forget)
        differs = [one != theirs for one, theirs in zip(_ore(result), _ore(other), strict=True)]
        found.breaks[piece] = known & (differs[0] | differs[1] | differs[2])


def _ore(result: Result[Column]) -> tuple[Column, Column, Column]:
    return result.care, result.place, result.outside


def _forget(note: Note[Column]) -> None:
    del note
