"""The folder of a model: which files it has, and whether they are what was fetched."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from andrum.speech.errors import ModelFolderError

MANIFEST = "checksums.json"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file's size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Installed:
    """A model in a folder, and where it came from."""

    folder: Path
    source: str
    revision: str
    files: dict[str, FileSum]

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(it.size for it in self.files.values())


def sum_of(path: Path, tell: Callable[[int], None] | None = None) -> FileSum:
    """The size and checksum of a file; ``tell`` is given the bytes read so far."""
    found = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
            size += len(block)
            if tell is not None:
                tell(size)
    return FileSum(size, found.hexdigest())


def write_manifest(installed: Installed) -> None:
    """Write the checksums beside the files, whole or not at all."""
    content = {
        "source": installed.source,
        "revision": installed.revision,
        "files": {name: {"size": it.size, "sha256": it.sha256} for name, it in sorted(installed.files.items())},
    }
    draft = installed.folder / f"{MANIFEST}.part"
    draft.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(installed.folder / MANIFEST)


def has_checksums(folder: Path) -> bool:
    """Were checksums written when the model was fetched?"""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Installed:
    """What was written when the model was fetched. Raises ModelFolderError where it is missing or no manifest."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {str(name): FileSum(int(it["size"]), str(it["sha256"])) for name, it in content["files"].items()}
        return Installed(folder, str(content["source"]), str(content["revision"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ModelFolderError(
            f"Mappen {folder} har inga kontrollsummor som går att läsa ({MANIFEST}).",
            todo="Hämta modellen igen med `andrum speech install`.",
        ) from None


def check_folder(folder: Path) -> Installed:
    """Count every checksum again.

    Raises:
        ModelFolderError: a file is missing or is not what was fetched; says which.
    """
    known = read_manifest(folder)
    wrong = []
    for name, expected in sorted(known.files.items()):
        path = folder / name
        if Path(name).name != name or not path.is_file() or sum_of(path) != expected:
            wrong.append(name)
    if wrong:
        raise ModelFolderError(
            f"Filer i {folder} saknas eller har ändrats sedan de hämtades: {', '.join(wrong)}.",
            todo="Hämta modellen igen med `andrum speech install`.",
        )
    return known
