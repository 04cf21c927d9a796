"""Reads the lines of danger: things said, one a line, under a heading with the kind of danger.

Under ``# nära våld`` stands what only sounds like it. What is in ``learn/`` is learnt from and has mended the signs;
what is in ``measure/`` was written by others and is never looked at but to measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "safety"
NEAR = "nära"


@dataclass(frozen=True)
class Line:
    """What is said, the kind of danger, and whether it is that or only sounds like it."""

    text: str
    kind: str
    is_danger: bool


def read(*paths: Path) -> Iterator[Line]:
    """The lines of the files, in order."""
    for path in paths:
        heading = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                heading = line[1:].strip()
            elif line.strip():
                kind = heading.removeprefix(NEAR).strip()
                yield Line(line.strip(), kind, is_danger=not heading.startswith(NEAR))


def learnt() -> list[Line]:
    """What may be learnt from."""
    return list(read(*sorted((FOLDER / "learn").glob("*.lines"))))
