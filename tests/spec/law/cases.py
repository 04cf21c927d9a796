"""Reads the specification cases: one file a subject, one case an item."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
KEYS = {"name", "period", "given", "expect", "calculation", "source"}


@dataclass(frozen=True)
class Case:
    """One case: what is given, what is expected, the calculation by hand and where the rule is written."""

    subject: str
    name: str
    period: str
    given: dict[str, Any]
    expect: dict[str, Any]
    calculation: str
    source: str


@lru_cache
def all_cases(folder: str = "cases") -> tuple[Case, ...]:
    """Every case, by file and in the file's order."""
    return tuple(Case(path.stem, **case) for path in sorted((HERE / folder).glob("*.yaml")) for case in read(path))


def read(path: Path) -> list[dict[str, Any]]:
    """The cases of one file.

    Raises:
        ValueError: when a case lacks a key, or has one that means nothing.
    """
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    for case in cases:
        if set(case) != KEYS:
            raise ValueError(f"{path.name}: {case.get('name')}: keys differ: {sorted(set(case) ^ KEYS)}")
        case["period"], case["source"] = str(case["period"]), str(case["source"])
        case["calculation"] = str(case["calculation"])
    return cases


def preface(subject: str, folder: str = "cases") -> str:
    """The comment that a file of cases begins with."""
    lines = (HERE / folder / f"{subject}.yaml").read_text(encoding="utf-8").splitlines()
    return " ".join(
        line.removeprefix("#").strip()
        for line in lines[: next(i for i, x in enumerate(lines) if not x.startswith("#"))]
    )
