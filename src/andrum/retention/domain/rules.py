"""When a file is to be removed, and what hinders it: 16 kap. socialtjänstlagen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from andrum.kernel.dated_files import content_of, file_in_force
from andrum.kernel.words import marked as _
from andrum.retention.domain.errors import RetentionParameterError

OWN_FOLDER: Final = Path(__file__).parents[1] / "parameters"
NUMBERS: Final = ("years_after_last_note", "years_to_finish", "child_years", "waiting_days")
CHILDREN: Final = "children_and_youth"
LAST_DAY: Final = (12, 31)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules as of a day. ``asks`` is by kind of matter: what a person must have looked for."""

    version: str
    years_after_last_note: int
    years_to_finish: int
    child_years: int
    waiting_days: int
    research_birth_days: frozenset[int]
    asks: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What the rules need to know of a person's file.

    ``kinds`` are the kinds of its matters; ``has_child_inquiry`` is true when a child's need of protection has been
    investigated, or when it is not known whether it was.
    """

    born: date
    last_entry: date
    kinds: frozenset[str]
    is_open: bool
    has_child_inquiry: bool


@dataclass(frozen=True, slots=True)
class Due:
    """When the file is to be removed at the earliest and at the latest, and by which section."""

    from_date: date
    finish_by: date
    provision: str


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def due_of(file: PersonFile, rules: Rules) -> Due | None:
    """When the file is due; ``None`` while a matter is open, or when it is kept for research (16 kap. 4 §)."""
    if file.is_open or file.born.day in rules.research_birth_days:
        return None
    first, provision = years_after(file.last_entry, rules.years_after_last_note), "16 kap. 1 §"
    if file.has_child_inquiry:
        grown = years_after(file.born, rules.child_years)
        first, provision = (grown, "16 kap. 2 a §") if grown > first else (first, provision)
    month, day = LAST_DAY
    return Due(first, date(first.year + rules.years_to_finish, month, day), provision)


def asks_of(kinds: Collection[str], rules: Rules) -> tuple[str, ...]:
    """What a person must have looked for in a file with matters of these kinds."""
    return tuple(dict.fromkeys(ask for kind in sorted(kinds) for ask in rules.asks.get(kind, ())))


def rules_for(day: date, folder: Path | None = None) -> Rules:
    """The rules in force on a day; the municipality's own folder first.

    Raises:
        RetentionParameterError: when no file applies, or the one that does cannot be used.
    """
    path = file_in_force("retention", day=day, folders=(folder, OWN_FOLDER), error=RetentionParameterError)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> Rules:
    content = content_of(path, needs=("values", "research_birth_days", "asks"), error=RetentionParameterError)
    values, days, asks = content["values"], content["research_birth_days"], content["asks"]
    if not isinstance(values, Mapping) or not isinstance(days, Mapping) or not isinstance(asks, Mapping):
        raise RetentionParameterError(
            f"{path.name}: ett fält har fel form.", todo=_("Jämför med filen som följer med.")
        )
    return Rules(
        version=f"retention@{content['valid_from']}",
        research_birth_days=frozenset(_birth_days(path.name, days.get("value"))),
        asks={str(kind): tuple(map(str, rows)) for kind, rows in asks.items() if isinstance(rows, list)},
        **{name: _number(path.name, name, values.get(name)) for name in NUMBERS},
    )


def _number(file: str, name: str, row: object) -> int:
    number = row.get("value") if isinstance(row, Mapping) else None
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise RetentionParameterError(f"{file}: värdet {name} är inget helt tal.", todo=_("Skriv ett helt tal."))
    return number


def _birth_days(file: str, days: object) -> list[int]:
    if not isinstance(days, list) or not all(isinstance(day, int) and 1 <= day <= 31 for day in days):
        raise RetentionParameterError(f"{file}: dagarna för forskning går inte att läsa.", todo=_("Skriv [5, 15, 25]."))
    return days
