"""Figures into ``docs/benchmarks.md``: every section stands between its own marks and is replaced alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.machine import busy, describe

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

`make bench` measures everything and writes this page; `.venv/bin/python bench/run.py law-single` measures one section.
Figures are taken on one machine in one run: read the ratios before the times. A figure that misses its target says so.
"""


@dataclass
class Section:
    """One part of the page: what was asked, how it was measured, and a table."""

    name: str
    title: str
    target: str
    how: str
    header: Sequence[str] = ("what", "min", "median", "max")
    rows: list[Sequence[str]] = field(default_factory=list)
    verdict: str = ""

    def add(self, *cells: str) -> None:
        self.rows.append(cells)

    def add_times(self, what: str, seconds: Sequence[float], *, each: int = 1) -> None:
        """One row of times, for each of ``each`` things done in a round."""
        shares = [value / each for value in seconds]
        self.add(what, *(duration(value) for value in (min(shares), median(shares), max(shares))))


def duration(seconds: float) -> str:
    """Seconds for people: ``41.2 µs``, ``3.1 ms``, ``12.0 s``."""
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def as_markdown(section: Section) -> str:
    table = [section.header, ["---"] + ["---:"] * (len(section.header) - 1), *section.rows]
    lines = [f"| {' | '.join(row)} |" for row in table] if section.rows else []
    parts = [
        f"## {section.title}",
        f"Target: {section.target}",
        section.how,
        "\n".join(lines),
        f"**{section.verdict}**" if section.verdict else "",
        f"Machine: {describe()}, {busy()}.",
    ]
    return "\n\n".join(part for part in parts if part)


def write(section: Section, *, page: Path = PAGE) -> str:
    """Replace the section on the page, or put it last. Gives the section's text."""
    text = as_markdown(section)
    start, end = f"<!-- {section.name} -->", f"<!-- end of {section.name} -->"
    block = f"{start}\n{text}\n{end}"
    page.parent.mkdir(parents=True, exist_ok=True)
    old = page.read_text() if page.exists() else HEAD
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    new = pattern.sub(lambda _: block, old) if pattern.search(old) else f"{old.rstrip()}\n\n{block}\n"
    page.write_text(new)
    return text
