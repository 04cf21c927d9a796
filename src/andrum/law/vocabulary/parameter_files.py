"""Reading dated parameter files: who wrote what, from which day, and a clear word when a file is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, NoReturn, get_args

import yaml

from andrum.kernel.errors import AndrumError
from andrum.kernel.money import from_kronor
from andrum.kernel.periods import Month
from andrum.law.vocabulary.parameters import MONEY_UNITS, TEN_THOUSANDTHS, Parameter, Status, Unit, Value

MAX_BYTES: Final = 200_000
MAX_LEAVES: Final = 2_000
MAX_DEPTH: Final = 6
HEAD: Final = ("name", "words", "valid_from", "unit", "reference", "checked_by", "checked_on", "status", "values")
LEAF: Final = ("value", "unit", "status", "note", "reference", "checked_by", "checked_on")
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
SHARED: Final = Path(__file__).parent.parent / "parameters"
"""Amounts that several rulebooks read, such as the prisbasbelopp."""

NOT_PARAMETERS: Final = ("municipality.yaml",)


class ParameterFileError(AndrumError):
    """A parameter file that cannot be used: which file, where in it, and what to do."""

    def __init__(self, file: str, place: str, what: str, todo: str) -> None:
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {what}", todo=todo)
        self.file = file
        self.place = place


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One file: the parameters of one subject that begin to apply on the same day."""

    name: str
    words: str
    valid_from: date
    valid_to: date | None
    parameters: Mapping[str, Parameter]

    def covers(self, day: date) -> bool:
        """True when the family applies on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def families_in(folder: Path) -> tuple[Family, ...]:
    """All parameter files of a folder. Raises ParameterFileError."""
    try:
        stamp = tuple(
            (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.yaml"))
        )
    except OSError:
        stamp = ()
    if not stamp:
        raise ParameterFileError(
            str(folder), "", "här finns inga parameterfiler.", "Ange mappen med kommunens riktlinjer."
        )
    return _families(folder, stamp)


@lru_cache(maxsize=16)
def _families(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[Family, ...]:
    families = tuple(read_family(folder / name) for name, _, _ in stamp if name not in NOT_PARAMETERS)
    seen: dict[tuple[str, date], str] = {}
    for family, (name, _, _) in zip(families, (it for it in stamp if it[0] not in NOT_PARAMETERS), strict=True):
        other = seen.setdefault((family.name, family.valid_from), name)
        if other != name:
            raise ParameterFileError(name, "valid_from", f"samma dag som i {other}.", "Låt varje dag stå i en fil.")
    return families


def family_for(families: tuple[Family, ...], name: str, month: Month) -> Family | None:
    """The latest family of that name that applies on the first day of the month."""
    found = [family for family in families if family.name == name and family.covers(month.first_day)]
    return max(found, key=lambda family: family.valid_from, default=None)


class _StrictLoader(yaml.SafeLoader):
    """Safe YAML without aliases (a small file can unfold to a huge one) and without doubled keys."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=self.get_mark())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.MarkedYAMLError(problem="samma nyckel två gånger", problem_mark=node.start_mark)
        return dict(mapping)


def read_family(path: Path) -> Family:
    """Read and check one file. Raises ParameterFileError in Swedish with file, place and what to do."""
    file = path.name
    head = _yaml(path)
    if not isinstance(head, dict):
        raise ParameterFileError(file, "", "filen har inga fält.", f"Skriv fälten {', '.join(HEAD)}.")
    for field in HEAD:
        if field not in head:
            raise ParameterFileError(file, field, "fältet saknas.", "Lägg till det; se docs/reference/law.md.")
    for field in head:
        if field not in (*HEAD, "valid_to", "note"):
            raise ParameterFileError(file, str(field)[:40], "fältet finns inte.", f"Använd {', '.join(HEAD)}.")
    valid_from, checked_on = _day(file, head, "valid_from"), _day(file, head, "checked_on")
    valid_to = _day(file, head, "valid_to") if "valid_to" in head else None
    if valid_to and valid_to < valid_from:
        raise ParameterFileError(file, "valid_to", "dagen är före valid_from.", "Rätta den ena dagen.")
    name = _text(file, head, "name")
    common: dict[str, object] = {
        "unit": head["unit"], "status": head["status"], "note": head.get("note", ""), "checked_on": checked_on,
        **{field: _text(file, head, field) for field in ("reference", "checked_by")},
    }  # fmt: skip
    words = _text(file, head, "words")
    leaves = _leaves(file, head["values"])
    parameters = {
        place: _parameter(file, place, leaf, common, words=words, name=name, valid_from=valid_from)
        for place, leaf in leaves
    }
    return Family(name, words, valid_from, valid_to, parameters)


def _yaml(path: Path) -> object:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ParameterFileError(path.name, "", "filen är för stor.", "Dela upp den; högst 200 kB.")
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError:
        raise ParameterFileError(path.name, "", "filen är inte skriven i UTF-8.", "Spara den som UTF-8.") from None
    except OSError:
        raise ParameterFileError(path.name, "", "filen går inte att läsa.", "Kontrollera att den finns.") from None
    except RecursionError:
        raise ParameterFileError(path.name, "", "filen är för djupt nästlad.", "Skriv den plattare.") from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        place = f"rad {mark.line + 1}" if mark else ""
        what = f"filen är inte hel YAML ({fault.problem})."
        raise ParameterFileError(path.name, place, what, "Rätta raden; är filen avkortad, hämta den på nytt.") from None
    except (yaml.YAMLError, ValueError):
        raise ParameterFileError(path.name, "", "filen är inte YAML.", "Hämta eller skriv den på nytt.") from None


def _leaves(file: str, values: object, place: str = "", depth: int = 0) -> Iterator[tuple[str, dict[str, object]]]:
    if not isinstance(values, dict) or not values or depth > MAX_DEPTH or len(values) > MAX_LEAVES:
        raise ParameterFileError(file, place or "values", "här ska namn och värden stå.", "Skriv namn: värde.")
    for key, item in values.items():
        inner = f"{place}.{key}" if place else str(key)
        if isinstance(item, dict) and "value" not in item:
            yield from _leaves(file, item, inner, depth + 1)
        else:
            yield inner, item if isinstance(item, dict) else {"value": item}


def _parameter(
    file: str,
    place: str,
    leaf: dict[str, object],
    common: dict[str, object],
    *,
    words: str,
    name: str,
    valid_from: date,
) -> Parameter:
    for field in leaf:
        if field not in LEAF:
            raise ParameterFileError(file, f"{place}.{field}", "fältet finns inte.", f"Använd {', '.join(LEAF)}.")
    merged = {**common, **leaf}
    wanted = "choice" if isinstance(leaf["value"], str) and "unit" not in leaf else merged["unit"]
    unit = next((it for it in UNITS if it == wanted), None)
    if unit is None:
        raise ParameterFileError(file, place, "enheten finns inte.", f"Välj någon av {', '.join(UNITS)}.")
    status = next((it for it in STATUSES if it == merged["status"]), None)
    if status is None:
        raise ParameterFileError(file, place, "statusen finns inte.", f"Välj någon av {', '.join(STATUSES)}.")
    return Parameter(
        id=f"{name}.{place}",
        words=words,
        value=_value(file, place, leaf["value"], unit),
        unit=unit,
        reference=_text(file, merged, "reference"),
        checked_by=_text(file, merged, "checked_by"),
        checked_on=_day(file, merged, "checked_on"),
        status=status,
        valid_from=valid_from,
        note=str(merged["note"] or ""),
    )  # fmt: skip


def _value(file: str, place: str, value: object, unit: str) -> Value:
    if value is None or (isinstance(value, str) and unit == "choice" and len(value) < 60):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 10**9:
        _no_value(file, place)
    if unit in MONEY_UNITS:
        if value < 0 or round(value * 100) != value * 100:
            _no_value(file, place)
        return from_kronor(str(value))
    if unit == "prisbasbelopp_per_year":
        share = Decimal(str(value)) * TEN_THOUSANDTHS
        if value < 0 or share != share.to_integral_value():
            _no_value(file, place)
        return int(share)
    if not isinstance(value, int):
        _no_value(file, place)
    return value


def _no_value(file: str, place: str) -> NoReturn:
    raise ParameterFileError(file, place, "värdet går inte att använda.", "Skriv ett tal, i kronor för belopp.")


def _text(file: str, fields: Mapping[str, object], field: str) -> str:
    text = fields[field]
    if not isinstance(text, str) or not text.strip() or len(text) > 400:
        raise ParameterFileError(file, field, "texten saknas eller är för lång.", "Skriv en text på högst 400 tecken.")
    return text.strip()


def _day(file: str, fields: Mapping[str, object], field: str) -> date:
    day = fields[field]
    if not isinstance(day, date) or not hasattr(day, "year") or hasattr(day, "hour"):
        raise ParameterFileError(file, field, "dagen går inte att läsa.", "Skriv den som 2026-01-01.")
    return day
