"""Law that is proposed but not confirmed: read from a dated file, shown, and never calculated from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from andrum.automation.domain.errors import ParameterFileError
from andrum.kernel.dated_files import content_of, newest_file

FOLDER: Final = Path(__file__).parents[1] / "parameters"
FIELDS: Final = ("name", "what", "said_from", "source", "status", "standing", "to_check")


@dataclass(frozen=True, slots=True)
class Reform:
    """One proposal.

    Args:
        name: What it is called.
        what: What it would mean, one sentence.
        said_from: The day it is said to come into force.
        source: Where it was read.
        status: ``proposed`` (no decision found) or ``single_source`` (read in one place only).
        standing: How far it had come when it was read.
        to_check: What somebody must find out before it can be rules.
        first_month: The first month it is said to be applied to; empty when that is not said.
    """

    name: str
    what: str
    said_from: date
    source: str
    status: str
    standing: str
    to_check: str
    first_month: str = ""


@dataclass(frozen=True, slots=True)
class ComingLaw:
    """All that is known, and who read the sources when."""

    checked_by: str
    checked_on: date
    reforms: tuple[Reform, ...]


def coming_law(day: date, folder: Path = FOLDER) -> ComingLaw:
    """What was known on a day: the newest file from that day or before; nothing when there is none.

    Raises:
        ParameterFileError: when the file cannot be read.
    """
    path = newest_file("coming_law", day=day, folders=(folder,), error=ParameterFileError)
    return ComingLaw(checked_by="", checked_on=day, reforms=()) if path is None else _read(path)


def _read(path: Path) -> ComingLaw:
    content: Mapping[str, Any] = content_of(path, needs=("reforms",), error=ParameterFileError)
    try:
        rows = tuple(_reform(row) for row in content["reforms"])
    except (KeyError, TypeError):
        raise ParameterFileError(
            f"{path.name}: ett förslag går inte att läsa.", todo=f"Varje förslag behöver fälten {', '.join(FIELDS)}."
        ) from None
    return ComingLaw(str(content["checked_by"]), content["checked_on"], rows)


def _reform(row: Mapping[str, object]) -> Reform:
    said_from = row["said_from"]
    if not isinstance(said_from, date):
        raise TypeError("said_from")
    words = {name: str(row[name]) for name in FIELDS if name != "said_from"}
    return Reform(**words, said_from=said_from, first_month=str(row.get("first_month", "")))
