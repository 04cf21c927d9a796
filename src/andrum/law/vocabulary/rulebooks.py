"""The rulebooks of a benefit, one for each month and municipality: made once, and made anew when a file has changed."""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, Generic, TypeVar

from andrum.kernel.periods import Month
from andrum.law.vocabulary.parameter_files import SHARED, Family, families_in
from andrum.law.vocabulary.parameters import Parameter

LOOK_AGAIN_AFTER: Final = 1.0
"""Seconds before the files are looked at again: a new file of the municipality is seen without a restart."""

MOST_KEPT: Final = 500
Rulebook = TypeVar("Rulebook")


class Rulebooks(Generic[Rulebook]):
    """Those of one benefit. ``make`` takes the month, the national families and the municipality's."""

    def __init__(
        self, make: Callable[[Month, tuple[Family, ...], tuple[Family, ...]], Rulebook], *, national: Path
    ) -> None:
        self._make = make
        self._national = national
        self._kept: dict[tuple[Month, Path], tuple[float, Rulebook]] = {}

    def of(self, month: Month, municipality: Path) -> Rulebook:
        """The rulebook of a month. Raises ParameterFileError when a file is wrong."""
        now, kept = time.monotonic(), self._kept.get((month, municipality))
        if kept is not None and now < kept[0]:
            return kept[1]
        found = self._make(month, families_in(self._national) + families_in(SHARED), families_in(municipality))
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        self._kept[month, municipality] = (now + LOOK_AGAIN_AFTER, found)
        return found


def version_of(rulebook_date: str, parameters: Mapping[str, Parameter]) -> str:
    """Names exactly these rules with these parameters: ``2026-11-24/1f2e…``."""
    lines = (f"{it.version}={it.value}|{it.status}\n" for _, it in sorted(parameters.items()))
    return f"{rulebook_date}/{hashlib.sha256(''.join(lines).encode()).hexdigest()[:16]}"


def parameter_by_version(version: str, folders: Iterable[Path]) -> Parameter | None:
    """The parameter ``riksnorm.single@2026-01-01`` from the first folder that holds it; None when none does."""
    for folder in folders:
        for family in families_in(folder):
            for parameter in family.parameters.values():
                if parameter.version == version:
                    return parameter
    return None
