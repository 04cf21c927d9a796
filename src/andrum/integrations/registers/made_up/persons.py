"""Who is paid what: ``persons.json`` or ``persons.yaml`` in ``$ANDRUM_DATA/registers``, or else the demo's own file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from andrum.kernel.periods import Month
from andrum.kernel.yaml_text import read_yaml

OWN_FILE: Final = Path(__file__).parent / "persons.yaml"
FILES: Final = ("persons.json", "persons.yaml")
MAX_BYTES: Final = 50_000_000
PAYERS: Final = frozenset({"FK", "PM", "SO", "CSN"})
Row = Mapping[str, object]


class PersonsFileError(ValueError):
    """The file of made-up persons cannot be used. Says which part, never whose."""


@dataclass(frozen=True, slots=True)
class MadePayment:
    """A payment of a made-up person, in whole öre."""

    payer: str
    code: str
    part: str
    paid: date
    net_ore: int


def row_of(folder: Path, person_number: str) -> Row:
    """What the file says of a person; empty for one who is not there, and who then has no payments.

    Raises:
        PersonsFileError: when the file, or the person's part of it, cannot be read.
    """
    for path in (*(folder / name for name in FILES), OWN_FILE):
        try:
            state = path.stat()
        except OSError:
            continue
        row = _persons(path, state.st_mtime_ns, state.st_size).get(person_number, {})
        if not isinstance(row, Mapping):
            raise PersonsFileError("person")
        return row
    return {}


@lru_cache(maxsize=4)
def _persons(path: Path, changed: int, size: int) -> Row:  # noqa: ARG001 - a changed file is read anew
    try:
        if size > MAX_BYTES:
            raise ValueError(size)
        text = path.read_text(encoding="utf-8")
        content = json.loads(text) if path.suffix == ".json" else read_yaml(text)
        persons = content["persons"]
        if not isinstance(persons, Mapping):
            raise TypeError("persons")
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError, RecursionError):
        raise PersonsFileError("persons_file") from None
    return {str(number): row for number, row in persons.items()}


def payments_of(row: Row, *, first: date, last: date, today: date) -> list[MadePayment]:
    """Everything paid in the months of the question, up to ``today``. Raises KeyError, TypeError or ValueError."""
    lines = lines_of(row, "payments")
    found = [payment for line in lines for payment in _of_line(line, list(_months(first, last)))]
    return [payment for payment in found if payment.paid <= today]


def lines_of(row: Row, name: str) -> list[Row]:
    """A list of lines; empty when it is left out. Raises TypeError."""
    lines = row.get(name, [])
    if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
        raise TypeError(name)
    return lines


def _months(first: date, last: date) -> Iterator[Month]:
    month = Month.of(first)
    while month <= Month.of(last):
        yield month
        month = month.shift(1)


def _of_line(line: Row, months: list[Month]) -> Iterator[MadePayment]:
    """A payment that comes each month on a day, from a month, to a month; ``amounts`` gives a month its own amount."""
    amounts = line.get("amounts", {})
    if not isinstance(amounts, Mapping):
        raise TypeError("amounts")
    first, last = str(line.get("from", "")), str(line.get("to", "9999-12"))
    for month in months:
        amount = amounts[str(month)] if str(month) in amounts else line["net_ore"]
        if not first <= str(month) <= last or not amount:
            continue
        if line["payer"] not in PAYERS:
            raise ValueError("payer")
        yield MadePayment(
            payer=text_of(line["payer"]), code=text_of(line["code"]), part=text_of(line.get("part", "")),
            paid=date(month.year, month.month, min(whole_of(line.get("day", 25)), month.days)),
            net_ore=whole_of(amount),
        )  # fmt: skip


def text_of(value: object) -> str:
    """A text. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def whole_of(value: object) -> int:
    """A whole number that is not negative. Raises TypeError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("amount")
    return value
