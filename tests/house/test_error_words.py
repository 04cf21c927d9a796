"""What hinders a person is said in the reader's language: every text of an error is marked, and so in the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from andrum.accounts.domain.errors import TooManyTriesError, WrongKeyError
from andrum.applications.domain.errors import ChangedElsewhereError
from andrum.cases.domain.errors import HeldError
from andrum.kernel.errors import AndrumError

PLACE = re.compile(r"\{\w+\}|[()]")
SOURCE = Path(__file__).parents[2] / "src/andrum"
ROOMS = (
    "accounts", "applications", "automation", "cases", "control", "conversations", "dispatch", "fees",
    "integrations/signing", "investigations", "kernel", "people", "retention", "runs", "statistics",
)  # fmt: skip
OF_FILES = (
    "automation/domain/coming_law.py", "automation/domain/parameter_files.py", "control/domain/parameters.py",
    "conversations/domain/policy.py", "dispatch/domain/sender.py", "fees/domain/settings_file.py",
    "investigations/domain/parameters.py", "kernel/bank_accounts.py", "retention/domain/rules.py",
    "statistics/domain/files.py",
)  # fmt: skip
"""What these say is about a file of the municipality's or the product's, read in Swedish by those who run it."""


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}


def names_of_errors(trees: dict[Path, ast.Module]) -> set[str]:
    names, more = {"AndrumError"}, True
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while more:
        found = {one.name for one in classes if any(isinstance(it, ast.Name) and it.id in names for it in one.bases)}
        more = not found <= names
        names |= found
    return names


def texts_of(tree: ast.Module, names: set[str]) -> Iterator[ast.expr]:
    own = [
        call
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in names
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "__init__"
    ]
    raised = [
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
    ]
    for call in (*own, *raised):
        yield from call.args[:1]
        yield from (word.value for word in call.keywords if word.arg in {"saved", "todo"})


def test_every_text_of_a_hinder_is_marked():
    found = trees()
    names = names_of_errors(found)
    unmarked = [
        f"{path.relative_to(SOURCE)}:{text.lineno}"
        for path, tree in found.items()
        if path.relative_to(SOURCE).as_posix().startswith(ROOMS) and path.relative_to(SOURCE).as_posix() not in OF_FILES
        for text in texts_of(tree, names)
        if isinstance(text, ast.JoinedStr)
        or (isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in PLACE.sub("", text.value).strip())
    ]
    assert unmarked == [], "Mark the text with _ from andrum.kernel.words; what varies is a {name} with its value."


@pytest.mark.parametrize(
    ("error", "swedish", "english"),
    [
        (WrongKeyError(), "Säkerhetsnyckeln gick inte att använda.", "The security key could not be used."),
        (TooManyTriesError(15), "Vänta 15 minuter", "Wait 15 minutes"),
        (HeldError(holder="Cilla Berg", until="14.30"), "Cilla Berg arbetar med", "Cilla Berg is working with"),
        (ChangedElsewhereError(), "i en annan flik", "in another tab"),
    ],
)
def test_an_error_is_said_in_the_readers_language_and_kept_in_swedish(error: AndrumError, swedish: str, english: str):
    with override("en"):
        assert english in str(error)
        assert swedish in error.whole
    with override("sv"):
        assert str(error) == error.whole
        assert swedish in str(error)


def test_a_text_without_a_translation_stays_in_swedish():
    with override("en"):
        assert str(AndrumError("Något helt eget hände.", todo="Vänta en stund och försök igen.")) == (
            "Något helt eget hände. Wait a while and try again."
        )
