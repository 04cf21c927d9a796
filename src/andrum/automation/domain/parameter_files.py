"""Automation's dated parameters: the municipality's limits, and the table of register codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Final

from andrum.automation.domain.errors import ParameterFileError
from andrum.kernel.dated_files import content_of, file_in_force
from andrum.kernel.periods import Month
from andrum.law.service import COST_KINDS

OWN_FOLDER: Final = Path(__file__).parents[1] / "parameters"
NO_KIND: Final = "other"
DIFFERENCES: Final = frozenset({"amount_differs", "paid_not_said", "said_not_paid", "other_member", "vehicle_not_said"})
"""Differences between what is said and the registers that a municipality may let the applicant explain first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the municipality has decided about its automation. Amounts in öre.

    ``version`` names the file's first day; ``is_confirmed`` is False when somebody has yet to check it.
    """

    version: str
    is_confirmed: bool
    register_tolerance_ore: int
    change_tolerance_percent: int
    change_tolerance_ore: int
    large_assets_ore: int
    capital_income_ore: int
    evidence_check_share: Fraction
    supplement_days: int
    supplement_automatic: bool
    asked_first: frozenset[str]
    register_tries: int
    evidence_months: int
    evidence_kinds: frozenset[str]
    child_asked_from_age: int


@dataclass(frozen=True, slots=True)
class IncomeCode:
    """What one register code means in the rulebook."""

    code: str
    words: str
    kind: str
    group: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class IncomeCodes:
    """The table of a month: from the register's code to the kind of income.

    ``answers`` holds the words by which an unemployment fund says that it has answered.
    """

    version: str
    codes: Mapping[str, IncomeCode]
    declared: Mapping[str, str]
    answers: frozenset[str] = frozenset()

    def find(self, payer: str, code: str) -> IncomeCode | None:
        """The row of a payer's code; None when it is not listed."""
        return self.codes.get(f"{payer}:{code}")

    def group_of(self, kind: str) -> str:
        """What a kind is compared under: the form's word where registers pay such, else the kind itself."""
        return self._groups().get(kind, kind)

    def words_of(self, group: str) -> str:
        """Swedish words for a group: its row of the same kind, else its first row, or the group itself."""
        rows = [row for row in self.codes.values() if row.group == group]
        same = [row for row in rows if row.kind == group]
        return next((row.words for row in (*same, *rows)), group.replace("_", " "))

    def kind_of(self, declared: str) -> str:
        """The rulebook's word for what the form says."""
        return self.declared.get(declared, declared)

    def is_paid_by_registers(self, group: str) -> bool:
        """True when a register would know of it."""
        return group in set(self._groups().values())

    def payers_of(self, group: str) -> frozenset[str]:
        """Who pays such: ``FK``, ``PM``, ``SO``, ``CSN``."""
        return frozenset(code.partition(":")[0] for code, row in self.codes.items() if row.group == group)

    def _groups(self) -> Mapping[str, str]:
        return _groups_of(self)


@lru_cache(maxsize=8)
def _groups_cached(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(pairs)


def _groups_of(table: IncomeCodes) -> Mapping[str, str]:
    # what registers call something else is no sign that they would know of what an applicant calls «other»
    pairs = [(row.kind, row.group) for row in table.codes.values() if row.kind != NO_KIND]
    pairs += [(row.group, row.group) for row in table.codes.values()]
    return _groups_cached(tuple(pairs))


def limits_for(month: Month, folder: Path | None = None) -> Limits:
    """The limits in force on the first day of a month; the municipality's own folder first.

    Raises:
        ParameterFileError: when no file applies, or one cannot be read.
    """
    return _limits(_file_for("automation", month, folder))


def income_codes_for(month: Month, folder: Path | None = None) -> IncomeCodes:
    """The table of register codes in force on the first day of a month; the municipality's own folder first.

    Raises:
        ParameterFileError: when no file applies, or one cannot be read.
    """
    return _codes(_file_for("income_codes", month, folder))


@lru_cache(maxsize=32)
def _file_for(name: str, month: Month, folder: Path | None) -> Path:
    return file_in_force(name, day=month.first_day, folders=(folder, OWN_FOLDER), error=ParameterFileError)


@lru_cache(maxsize=32)
def _limits(path: Path) -> Limits:
    head = content_of(path, needs=("values",), error=ParameterFileError)
    values = head.get("values")
    rows = values if isinstance(values, Mapping) else {}

    def value(name: str) -> object:
        row = rows.get(name)
        if not isinstance(row, Mapping) or "value" not in row:
            raise ParameterFileError(f"{path.name}: värdet {name} saknas.", todo="Lägg till det med value och words.")
        return row["value"]

    def whole(name: str) -> int:
        number = value(name)
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise ParameterFileError(f"{path.name}: värdet {name} är inget helt tal.", todo="Skriv ett helt tal.")
        return number

    def share(name: str) -> Fraction:
        try:
            part = Fraction(str(value(name)))
        except (ValueError, ZeroDivisionError):
            part = Fraction(-1)
        if not 0 <= part <= 1:
            raise ParameterFileError(f"{path.name}: värdet {name} är ingen andel.", todo="Skriv till exempel 1/20.")
        return part

    def listed(name: str, among: Iterable[str]) -> frozenset[str]:
        words, known = value(name), frozenset(among)
        if not isinstance(words, list) or not set(words) <= known:
            todo = f"Skriv ord ur listan, inom [ ]: {', '.join(sorted(known))}."
            raise ParameterFileError(f"{path.name}: {name} har ett ord som inte finns.", todo=todo)
        return frozenset(words)

    statuses = {str(head["status"]), *(str(row["status"]) for row in rows.values() if "status" in row)}
    return Limits(
        version=f"automation@{head['valid_from']}",
        is_confirmed=statuses == {"confirmed"},
        register_tolerance_ore=whole("register_tolerance_ore"),
        change_tolerance_percent=whole("change_tolerance_percent"),
        change_tolerance_ore=whole("change_tolerance_ore"),
        large_assets_ore=whole("large_assets_ore"),
        capital_income_ore=whole("capital_income_ore"),
        evidence_check_share=share("evidence_check_share"),
        supplement_days=whole("supplement_days"),
        supplement_automatic=value("supplement_automatic") is True,
        asked_first=listed("asked_first", DIFFERENCES),
        register_tries=whole("register_tries"),
        evidence_months=whole("evidence_months"),
        evidence_kinds=listed("evidence_kinds", COST_KINDS),
        child_asked_from_age=whole("child_asked_from_age"),
    )


@lru_cache(maxsize=32)
def _codes(path: Path) -> IncomeCodes:
    head = content_of(path, needs=("codes",), error=ParameterFileError)
    rows, declared = head.get("codes"), head.get("declared", {})
    if not isinstance(rows, Mapping) or not isinstance(declared, Mapping):
        raise ParameterFileError(f"{path.name}: fältet codes saknas.", todo="Skriv en rad för varje kod.")
    return IncomeCodes(
        version=f"income_codes@{head['valid_from']}",
        codes={str(code): _code(path, str(code), row, str(head["status"])) for code, row in rows.items()},
        declared={str(word): str(kind) for word, kind in declared.items()},
        answers=frozenset(_answers(path, head.get("answers", []))),
    )


def _answers(path: Path, words: object) -> list[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ParameterFileError(f"{path.name}: answers är ingen lista av ord.", todo="Skriv till exempel [OK].")
    return words


def _code(path: Path, code: str, row: object, status: str) -> IncomeCode:
    if not isinstance(row, Mapping) or not {"words", "kind", "group"} <= set(row):
        raise ParameterFileError(f"{path.name}: koden {code} saknar fält.", todo="Skriv words, kind och group.")
    return IncomeCode(
        code=code, words=str(row["words"]), kind=str(row["kind"]), group=str(row["group"]),
        is_confirmed=str(row.get("status", status)) == "confirmed",
    )  # fmt: skip
