"""Dated YAML files of parameters: ``name.YYYY-MM-DD.yaml``, the municipality's own folder before ours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from andrum.kernel.errors import AndrumError
from andrum.kernel.yaml_text import read_yaml

MAX_BYTES: Final = 200_000
HEAD: Final = ("name", "words", "valid_from", "reference", "checked_by", "checked_on", "status")
"""What every file begins with."""


def file_in_force(name: str, *, day: date, folders: Sequence[Path | None], error: type[AndrumError]) -> Path:
    """The file that holds on a day, from the first folder that has one.

    Raises:
        error: when there is none, or a file's name has no day.
    """
    for folder in folders:
        in_force = [(first, path) for first, path in _dated(name, folder, error) if first <= day] if folder else []
        if in_force:
            return max(in_force)[1]
    raise error(
        f"Det finns ingen fil {name} som gäller {day.isoformat()}.",
        todo=f"Lägg till {name}.ÅÅÅÅ-MM-DD.yaml i kommunens mapp.",
    )


def _dated(name: str, folder: Path, error: type[AndrumError]) -> Iterator[tuple[date, Path]]:
    for path in sorted(folder.glob(f"{name}.*.yaml")):
        try:
            yield date.fromisoformat(path.name.split(".")[1]), path
        except ValueError:
            todo = f"Döp filen {name}.2026-01-01.yaml."
            raise error(f"{path.name}: dagen i filnamnet går inte att läsa.", todo=todo) from None


def content_of(path: Path, *, needs: Sequence[str], error: type[AndrumError]) -> Mapping[str, object]:
    """The fields of a file, all of the head and of ``needs`` with something in them.

    Raises:
        error: when it cannot be read, is larger than 200 kB, or lacks a field; says which and how to mend it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise error(f"{path.name}: filen är för stor.", todo="Högst 200 kB.")
        content = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError):
        raise error(
            f"{path.name}: filen går inte att läsa som YAML.", todo="Rätta den; är den avkortad, hämta den på nytt."
        ) from None
    if not isinstance(content, Mapping):
        raise error(f"{path.name}: filen har inga fält.", todo=f"Skriv fälten {', '.join(HEAD)}.")
    for field in (*HEAD, *needs):
        if content.get(field) in (None, ""):
            raise error(f"{path.name}: fältet {field} saknas.", todo="Lägg till det.")
    return content
