"""Files that begin to hold on a day: the right one is found, and a faulty one is named with what to do."""

from datetime import date
from pathlib import Path

import pytest

from andrum.kernel.dated_files import content_of, fields_of, file_in_force, newest_file
from andrum.kernel.errors import AndrumError
from andrum.kernel.yaml_text import read_yaml

DAY = date(2026, 11, 29)
WHOLE = "{name: x, valid_from: 2026-01-01, reference: r, checked_by: c, checked_on: 2026-01-01, status: derived}"


class FaultyError(AndrumError):
    """What a room calls its own fault."""


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(WHOLE)
    return folder


def test_the_municipality_s_own_goes_first_and_the_newest_of_them(tmp_path: Path):
    own = put(tmp_path / "own", "days.2026-01-01.yaml", "days.2026-06-01.yaml", "days.2027-01-01.yaml")
    ours = put(tmp_path / "ours", "days.2025-07-01.yaml", "days.2026-11-01.yaml")
    found = file_in_force("days", day=DAY, folders=(own, ours), error=FaultyError)
    assert found == own / "days.2026-06-01.yaml"
    assert file_in_force("days", day=date(2025, 12, 1), folders=(own, ours), error=FaultyError).parent == ours
    assert file_in_force("days", day=DAY, folders=(None, ours), error=FaultyError).parent == ours


def test_a_name_may_have_a_point_in_it(tmp_path: Path):
    put(tmp_path, "monthly.help.2026-01-01.yaml")
    assert newest_file("monthly.help", day=DAY, folders=(tmp_path,), error=FaultyError) is not None


def test_before_the_first_day_there_is_none_and_it_is_said_how_to_add_one(tmp_path: Path):
    put(tmp_path, "days.2027-01-01.yaml")
    assert newest_file("days", day=DAY, folders=(tmp_path, None), error=FaultyError) is None
    with pytest.raises(FaultyError, match="ingen fil days som gäller 2026-11-29") as told:
        file_in_force("days", day=DAY, folders=(tmp_path, None), error=FaultyError)
    assert "days.ÅÅÅÅ-MM-DD.yaml" in told.value.todo


def test_a_name_without_a_day_is_told_of(tmp_path: Path):
    put(tmp_path, "days.nu.yaml")
    with pytest.raises(FaultyError, match=r"days\.nu\.yaml: dagen i filnamnet"):
        newest_file("days", day=DAY, folders=(tmp_path,), error=FaultyError)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (WHOLE.replace("status: derived", "status: "), "fältet status saknas"), (WHOLE, "fältet rows saknas"),
        ("- 1", "inga fält"), ("", "inga fält"), ("[", "inte att läsa som YAML"), ("a" * 200_001, "för stor"),
        ("[" * 199_999, "inte att läsa som YAML"), ("- " * 99_999, "inte att läsa som YAML"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_named_with_what_to_do(tmp_path: Path, text: str, says: str):
    path = tmp_path / "days.2026-01-01.yaml"
    path.write_text(text)
    with pytest.raises(FaultyError, match=says) as told:
        content_of(path, needs=("rows",), error=FaultyError)
    assert told.value.what.startswith(path.name)
    assert told.value.todo


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(FaultyError, match=r"sender\.yaml"):
        fields_of(tmp_path / "sender.yaml", error=FaultyError)


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_text_that_is_nested_too_deep_raises_and_ends_no_process(text: str):
    with pytest.raises(RecursionError):
        read_yaml(text)
