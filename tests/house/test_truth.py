"""The pages tell the truth: commands exist as told of, nothing is left to do, nothing ties it to a machine."""

import argparse
import re
import shlex
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from andrum.site.command_line import COMMANDS, load

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TABLES = {"glossary.md", "benchmarks.md", "asvs.md", "economic-assistance.md", "home-care-fee.md"}
LEFT_TO_DO = re.compile("TO" + "DO|FIX" + "ME|HA" + "CK:|Not" + "ImplementedError|pragma: no" + " cover")
A_MACHINE = re.compile("/wo" + r"rk/|/ro" + r"ot/|/ho" + r"me/\w|/op" + r"t/(?!andrum)|/t" + r"mp/")
A_REGISTRY = re.compile(
    "pypi" + r"\.org|python" + r"hosted\.|npm" + r"js\.|artif" + r"actory|index-" + r"url\s*=|/sim" + r"ple/?\s*$"
)


def tracked(*patterns: str) -> list[Path]:
    """Text files of the repository that match a pattern."""
    said = subprocess.run(["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in said.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:90]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


class Parser(argparse.ArgumentParser):
    """Says what is wrong instead of leaving."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def commands_told_of() -> list[tuple[str, str, bool]]:
    """Every ``andrum …`` in the pages: where, what, and True for a whole command in a fence, to be typed as it is."""
    told = []
    for page in PAGES:
        text = page.read_text()
        fenced = re.findall(r"^[ \t]*```sh\n(.*?)^[ \t]*```", text, re.MULTILINE | re.DOTALL)
        lines = [(line.strip(), True) for block in fenced for line in block.splitlines()]
        lines += [(line, False) for line in re.findall(r"(?<!`)`((?:[./\w]+/)?andrum [^`\n]+)`(?!`)", text)]
        for line, whole in lines:
            words = re.match(r"(?:\w+=\S+ )*(?:[./\w]+/)?andrum +([^#|>;&]*)", line)
            if words and not words[1].startswith(("COMMAND", "…")):
                told.append((str(page.relative_to(ROOT)), words[1].strip(), whole))
    return told


def test_every_command_told_of_can_be_understood():
    wrong, told = [], commands_told_of()
    for page, text, whole in told:
        name, *words = shlex.split(text)
        parser = Parser()
        try:
            command = load(name) if name in COMMANDS else parser.error("there is no such command")
            command.add_arguments(parser)
            parser.parse_args(["7" if word in {"NUMBER", "JOB"} else word for word in words])
        except ValueError as error:
            if whole or "are required" not in str(error):
                wrong.append(f"{page}: andrum {text}: {error}")
    assert wrong == []
    assert len(told) > 30


def test_every_target_of_make_that_is_told_of_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = {name for page in PAGES for name in re.findall(r"`make ([a-z]+)`", page.read_text())}
    assert told <= targets
    assert {"demo", "test"} <= told


def test_nothing_in_the_product_is_left_to_do():
    assert found(LEFT_TO_DO, tracked("src", "tests", "tools", "bench", "Makefile", ".ci")) == []


def test_nothing_ties_the_repository_to_a_machine():
    assert found(A_MACHINE, tracked(":!LICENSE", ":!*.po", ":!docs/benchmarks.md")) == []


def test_nothing_ties_the_repository_to_a_registry():
    assert found(A_REGISTRY, tracked(":!LICENSE", ":!requirements", ":!bench/*/requirements.*")) == []


def test_nobody_can_be_taken_for_a_real_person():
    """Twelve digits that look like a personal number are from the range for test persons, or are no such number."""
    wrong = []
    for path in tracked("docs", "*.md", "src", "tools", "bench"):
        if "registers/contract/v10" in path.as_posix():
            continue  # the agencies' own contract, kept unchanged, with the number that they give as their example
        for digits in re.findall(
            r"(?<![\d.-])((?:19|20)\d\d[01]\d[0-3]\d-?\d{4})(?![\d.-])", path.read_text(errors="replace")
        ):
            bare = digits.replace("-", "")
            last = [int(digit) * (2 - place % 2) for place, digit in enumerate(bare[2:11])]
            control = (10 - sum(number // 10 + number % 10 for number in last) % 10) % 10
            if control == int(bare[11]) and not 980 <= int(bare[8:11]) <= 999:
                wrong.append(f"{path.relative_to(ROOT)}: {digits}")
    assert wrong == []


@pytest.mark.parametrize("mode", ["tutorial", "how-to", "explanation", "reference", "adr"])
def test_the_index_leads_to_every_page(mode: str):
    index = (ROOT / "docs" / "README.md").read_text()
    pages = [str(page.relative_to(ROOT / "docs")) for page in sorted((ROOT / "docs" / mode).rglob("*.md"))]
    assert [page for page in pages if f"({page})" not in index] == []


def test_pages_of_documentation_are_short():
    long = {
        str(page.relative_to(ROOT)): count
        for page in PAGES
        if (count := len(page.read_text().splitlines())) > 150 and page.name not in TABLES
    }
    assert long == {}


def test_every_picture_is_used_small_and_said_in_words():
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    texts = {page: page.read_text() for page in PAGES}
    shown = {
        (page.parent / target).resolve(): words
        for page, text in texts.items()
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", text)
    }
    assert {path.name for path in pictures if path not in shown} == set()
    assert {path.name: path.stat().st_size for path in pictures if path.stat().st_size > 150_000} == {}
    assert all(len(words) > 15 for words in shown.values())
