"""Made-up registers of pensions and benefits: the same question always has the same answer. For the demo and tests.

Who gets what stands in ``incomes.yaml`` in ``$ANDRUM_DATA/registers``, or else in the demo's file beside this one:
``persons: {number: {source: {kind: kronor a month}}}``. A source may instead be ``error`` or ``missing``.
``$ANDRUM_DATA/registers/faults`` with the line ``down`` makes the whole service fail.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml
from django.conf import settings

from andrum.fees.service import IncomeAnswer, IncomeRegisterError, SourceAnswer
from andrum.kernel.money import from_kronor
from andrum.kernel.periods import Month
from andrum.kernel.yaml_text import read_yaml

OWN_FILE: Final = Path(__file__).parent / "incomes.yaml"
SOURCES: Final = ("PEM", "FK", "SKV")


class SimulatedIncomes:
    """Answers as the agencies do, from a file of made-up persons. One who is not in the file gets nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.DATA) / "registers"

    def incomes(
        self, *, personal_number: str, month: Month, purpose: str, legal_basis: str, matter_reference: str,
        asked_at: datetime,
    ) -> IncomeAnswer:  # fmt: skip
        """What the made-up agencies say. See the port.

        Raises:
            IncomeRegisterError: when the faults file says ``down``, or the question lacks purpose or provision.
        """
        del month, asked_at
        if not (purpose and legal_basis and matter_reference):
            raise IncomeRegisterError("question_incomplete")
        if _is_down(self._folder / "faults"):
            raise IncomeRegisterError("down")
        row = self._persons().get(personal_number, {})
        return IncomeAnswer(tuple(_answer(source, row.get(source, {})) for source in SOURCES))

    def _persons(self) -> Mapping[str, Mapping[str, object]]:
        path = self._folder / "incomes.yaml"
        path = path if path.exists() else OWN_FILE
        return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Mapping[str, Mapping[str, object]]:  # noqa: ARG001 - a changed file is read anew
    try:
        persons = read_yaml(path.read_text(encoding="utf-8"))["persons"]
        return {str(number): dict(row) for number, row in persons.items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
        raise IncomeRegisterError("persons_file") from None


def _is_down(path: Path) -> bool:
    try:
        return "down" in path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return False


def _answer(source: str, said: object) -> SourceAnswer:
    if isinstance(said, str):
        return SourceAnswer(source, "error" if said == "error" else "missing", error=said)
    if not isinstance(said, Mapping):
        raise IncomeRegisterError("person")
    incomes: dict[str, dict[str, object]] = {
        str(kind): {"amount": from_kronor(str(kronor)), "times": 12, "net": True} for kind, kronor in said.items()
    }
    return SourceAnswer(source, "data", incomes)
