"""What the product offers is described: a room, a setting, a command, an error, an event, a table."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.house.test_rooms import DJANGO_ROOMS, ROOMS, SOURCE, python_files

DOCS = SOURCE.parents[1] / "docs"
REFERENCE = DOCS / "reference"


def text_of(folder: Path) -> str:
    return "\n".join(page.read_text() for page in sorted(folder.rglob("*.md")))


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in {"integrations"}])
def test_every_room_has_its_page(room: str):
    assert (REFERENCE / f"{room}.md").exists()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_its_purpose(room: str):
    assert len(ast.get_docstring(ast.parse((SOURCE / room / "__init__.py").read_text())) or "") > 60


def test_every_setting_is_described():
    text = (REFERENCE / "settings.md").read_text()
    names = {name for path in python_files() for name in re.findall(r"""["'](ANDRUM_[A-Z_]+)["']""", path.read_text())}
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_every_command_is_described():
    text = (REFERENCE / "command-line.md").read_text()
    helped = subprocess.run(
        [Path(sys.executable).with_name("andrum"), "--help"], capture_output=True, text=True, check=True
    )
    commands = re.search(r"\{([a-z,-]+)\}", helped.stdout)
    assert commands
    assert {name for name in commands[1].split(",") if f"andrum {name}" not in text} == set()


@pytest.mark.parametrize("room", DJANGO_ROOMS)
def test_every_error_and_event_is_described(room: str):
    page = (REFERENCE / f"{room}.md").read_text()
    classes = {
        node.name
        for path in (SOURCE / room).rglob("*.py")
        if "." not in path.stem  # not what the collecting of messages makes of a template for a moment
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }
    assert {name for name in classes if name not in page} == set()


def test_every_table_has_its_word_in_the_glossary():
    glossary = (DOCS / "glossary.md").read_text().lower()
    models = [model for model in apps.get_models() if model.__module__.startswith("andrum.")]
    assert {
        f"{model.__name__}: {model._meta.verbose_name}"
        for model in models
        if str(model._meta.verbose_name).lower() not in glossary
    } == set()


def test_the_four_modes_of_documentation_are_there():
    assert all(list((DOCS / mode).glob("*.md")) for mode in ("tutorial", "how-to", "reference", "explanation"))
