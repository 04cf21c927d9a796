"""Reads the single lines: things said, one a line, under a heading with the framework and the area."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "lines"
POLARITY = {"r": "risk", "s": "skydd"}


@dataclass(frozen=True)
class Single:
    """A line: ``kind`` is risk, skydd, inget, fälla, avtal or vill; a trap has the polarity it tempts to."""

    text: str
    kind: str
    framework: str = ""
    area: str = ""
    about: str = ""
    tempts: str = ""


def read(folder: Path = FOLDER) -> Iterator[Single]:
    """Every line of every file, in order. Raises ``ValueError`` that says where a line cannot be read."""
    for path in sorted(folder.glob("*.lines")):
        framework = area = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            if line.startswith("#"):
                framework, area = (*line[1:].split(), "", "")[:2]
                continue
            head, found, text = line.partition(":")
            if not found:
                raise ValueError(f"{path.name}, line {number}: no colon")
            yield _single(head.split(), text.strip(), framework, area, f"{path.name}, line {number}")


def _single(head: list[str], text: str, framework: str, area: str, where: str) -> Single:
    letter = head[0] if head else ""
    if letter in POLARITY:
        return Single(text, POLARITY[letter], framework, area, head[1] if len(head) > 1 else "")
    if letter == "t":
        return Single(text, "fälla", framework, tempts=POLARITY.get(head[-1], ""))
    kinds = {"n": "inget", "a": "avtal", "v": "vill", "f": "fråga", "o": "vill"}
    if letter not in kinds:
        raise ValueError(f"{where}: {letter!r} is not a kind of line")
    return Single(text, kinds[letter])
