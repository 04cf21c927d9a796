"""The repository's own text: readable, short, true, and tied to no network."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from tools.components import LIST, made

ROOT = Path(__file__).parents[2]
PROJECT = (ROOT / "pyproject.toml").read_text()


def test_readme_is_short_and_shows_the_product():
    readme = (ROOT / "README.md").read_text()
    assert len(readme.splitlines()) <= 120
    assert "make demo" in readme
    assert "make test" in readme
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert pictures
    assert all((ROOT / picture).exists() for picture in pictures)


@pytest.mark.parametrize("name", ["README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG", "SECURITY"])
def test_a_stranger_finds_the_page(name: str):
    assert len((ROOT / f"{name}.md").read_text()) > 500


def test_every_dependency_carries_its_reason():
    lists = re.findall(r"^(?:dependencies|test) = \[\n(.*?)^\]", PROJECT, re.MULTILINE | re.DOTALL)
    without = [line.strip() for block in lists for line in block.splitlines() if line.strip() and "#" not in line]
    assert without == []


def test_locks_are_pinned_by_hash_and_name_no_address():
    for path in sorted((ROOT / "requirements").glob("*.txt")) + sorted((ROOT / "bench").rglob("requirements*.txt")):
        text = path.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links", text), path.name
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not [
        name for name in tracked if Path(name).name in {"uv.lock", "poetry.lock", "pdm.lock", "package-lock.json"}
    ]


def test_the_list_of_components_is_made_of_the_lock_and_whole():
    assert LIST.read_text() == made(), "Run `make lock`, or `python tools/components.py` where the lock is unchanged."
    listed = json.loads(LIST.read_text())
    names = {one["name"] for one in listed["components"]}
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements/runtime.txt").read_text(), re.MULTILINE))
    assert names - pinned == {"htmx", "lucide", "source-sans-3"}
    assert pinned <= names
    assert all(one["hashes"] for one in listed["components"])
    assert {name for one in listed["dependencies"] for name in one["dependsOn"]} <= names


def test_version_is_the_one_in_the_changelog():
    version = tomllib.loads(PROJECT)["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)


def test_decision_records_are_numbered_once_and_headed_by_their_number():
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in records]
    assert numbers == [f"{n:04d}" for n in range(1, len(records) + 1)]
    for path in records:
        text = path.read_text()
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert all(f"## {part}" in text for part in ("Context", "Decision", "Consequences")), path.name


def test_links_between_the_pages_lead_somewhere():
    dead = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)} -> {target}")
    assert dead == []


def test_pages_are_named_one_way():
    pages = sorted((ROOT / "docs").rglob("*.*"))
    assert [page.name for page in pages if not re.fullmatch(r"(?:README|[a-z0-9-]+)\.(?:md|png)", page.name)] == []
