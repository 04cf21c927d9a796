"""YAML files of fields, and dated ones: ``name.YYYY-MM-DD.yaml``, the municipality's own folder before ours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from andrum.kernel.errors import AndrumError
from andrum.kernel.yaml_text import read_yaml

MAX_BYTES: Final = 200_000
HEAD: Final = ("name", "valid_from", "reference", "checked_by", "checked_on", "status")
"""What every dated file begins with."""


def newest_file(name: str, *, day: date, folders: Sequence[Path | None], error: type[AndrumError]) -> Path | None:
    """The file that holds on a day, from the first folder that has one; None when no folder has.

    Raises:
        error: when a file's name has no day.
    """
    for folder in folders:
        in_force = [(first, path) for first, path in _dated(name, folder, error) if first <= day] if folder else []
        if in_force:
            return max(in_force)[1]
    return None


def file_in_force(name: str, *, day: date, folders: Sequence[Path | None], error: type[AndrumError]) -> Path:
    """The file that holds on a day, from the first folder that has one.

    Raises:
        error: when there is none, or a file's name has no day.
    """
    path = newest_file(name, day=day, folders=folders, error=error)
    if path is None:
        raise error(
            f"Det finns ingen fil {name} som gäller {day.isoformat()}.",
            todo=f"Lägg till {name}.ÅÅÅÅ-MM-DD.yaml i kommunens mapp.",
        )
    return path


def _dated(name: str, folder: Path, error: type[AndrumError]) -> Iterator[tuple[date, Path]]:
    for path in sorted(folder.glob(f"{name}.*.yaml")):
        try:
            yield date.fromisoformat(path.stem.removeprefix(f"{name}.")), path
        except ValueError:
            todo = f"Döp filen {name}.2026-01-01.yaml."
            raise error(f"{path.name}: dagen i filnamnet går inte att läsa.", todo=todo) from None


def fields_of(path: Path, *, error: type[AndrumError], names: Sequence[str] = ()) -> Mapping[str, object]:
    """The fields of any file of the municipality's. ``names`` are those to write when it has none.

    Raises:
        error: when it cannot be read, is larger than 200 kB, or holds no fields; says which and how to mend it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise error(f"{path.name}: filen är för stor.", todo="Högst 200 kB.")
        content = read_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise error(f"{path.name}: filen finns inte.", todo="Lägg till den i kommunens mapp.") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError):
        todo = "Kontrollera att den finns och rätta den; är den avkortad, hämta den på nytt."
        raise error(f"{path.name}: filen går inte att läsa som YAML.", todo=todo) from None
    if not isinstance(content, Mapping):
        raise error(f"{path.name}: filen har inga fält.", todo=f"Skriv fälten {', '.join(names)}.")
    return content


def content_of(path: Path, *, needs: Sequence[str], error: type[AndrumError]) -> Mapping[str, object]:
    """The fields of a dated file, all of the head and of ``needs`` with something in them.

    Raises:
        error: when it cannot be read, is larger than 200 kB, or lacks a field; says which and how to mend it.
    """
    names = (*HEAD, *needs)
    content = fields_of(path, error=error, names=names)
    for field in names:
        if content.get(field) in (None, ""):
            raise error(f"{path.name}: fältet {field} saknas.", todo="Lägg till det.")
    return content
