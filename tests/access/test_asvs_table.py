"""The table of ASVS is whole and honest: every requirement is in it, every file it points at is there."""

import csv
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
STATUSES = {"met", "partly", "not applicable", "operator's", "not met"}
WHOLE = {"V8", "V14", "V16"}
"""Chapters where level 3 is looked at too."""


def rows() -> list[tuple[str, ...]]:
    return ROW.findall(PAGE.read_text())


def test_every_requirement_of_the_levels_is_in_the_table_once_with_its_level(shared: Path) -> None:
    with (shared / "security" / "asvs-5.0.0.csv").open(encoding="utf-8", newline="") as file:
        wanted = [
            (row["req_id"].removeprefix("V"), row["L"])
            for row in csv.DictReader(file)
            if row["L"] in {"1", "2"} or row["chapter_id"] in WHOLE
        ]
    assert sorted((row[0], row[1]) for row in rows()) == sorted(wanted)


def test_every_row_has_a_status_and_says_where() -> None:
    assert {row[3] for row in rows()} <= STATUSES
    assert not [row[0] for row in rows() if not row[4].strip()]


def test_the_sums_are_those_of_the_table() -> None:
    sums = dict(re.findall(r"^\| ([a-z' ]+) \| (\d+) \|$", PAGE.read_text(), re.MULTILINE))
    assert {name: int(number) for name, number in sums.items()} == Counter(row[3] for row in rows())


def test_every_file_that_is_named_is_there() -> None:
    names = set(re.findall(r"`((?:tests|site|applications|integrations)/[\w./-]+)`", PAGE.read_text()))
    folders = (ROOT, ROOT / "src" / "andrum")
    assert names
    assert not [name for name in names if not any((folder / name).exists() for folder in folders)]


def test_nothing_of_the_first_level_is_left_undone_without_being_said() -> None:
    undone = {row[0] for row in rows() if row[1] == "1" and row[3] == "not met"}
    text = (ROOT / "docs" / "explanation" / "threats.md").read_text()
    assert not [one for one in undone if one not in text]
