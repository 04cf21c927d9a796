"""Control's parameter files: dated, sourced, and refused when they promise more than reviews can show."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from andrum.control.domain.errors import ControlParameterError
from andrum.control.domain.parameters import OWN_FOLDER, Parameters, parameters_for

DAY = date(2026, 11, 2)
OWN = OWN_FOLDER / "control.2025-07-01.yaml"


def with_changes(folder: Path, name: str = "control.2026-01-01.yaml", **changes: object) -> Parameters:
    content = yaml.safe_load(OWN.read_text()) | changes
    (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return parameters_for(DAY, folder)


def test_the_products_own_file_is_whole():
    own = parameters_for(DAY)
    assert [step.share for step in own.steps] == [1, Fraction(1, 2), Fraction(1, 5), Fraction(1, 20)]
    assert (own.version, own.status, own.confirmed_by) == ("control@2025-07-01", "confirmed", "either")


def test_the_municipalitys_file_goes_before_and_the_newest_in_force_counts(tmp_path: Path):
    with_changes(tmp_path, "control.2027-01-01.yaml", valid_from="2027-01-01")
    found = with_changes(tmp_path, "control.2026-11-02.yaml", valid_from="2026-11-02")
    assert found.version == "control@2026-11-02"
    assert parameters_for(date(2026, 11, 1), tmp_path).version == "control@2025-07-01"


def test_a_changed_file_is_read_again(tmp_path: Path):
    assert with_changes(tmp_path).status == "confirmed"
    assert with_changes(tmp_path, status="derived").status == "derived"


def test_before_any_file_there_are_no_parameters():
    with pytest.raises(ControlParameterError, match="2020-01-01"):
        parameters_for(date(2020, 1, 1))


ALL = {"share": 1, "reviews": 0, "bound_percent": 100}


@pytest.mark.parametrize(
    "changes",
    [
        {"reference": ""},
        {"checked_by": None},
        {"status": "kanske"},
        {"steps": []},
        {"steps": "alla"},
        {"steps": [{"share": "1/2", "reviews": 59, "bound_percent": 5}]},
        {"steps": [ALL, {"share": "1/2", "reviews": 58, "bound_percent": 5}]},
        {"steps": [ALL, {"share": "3/2", "reviews": 59, "bound_percent": 5}]},
        {"steps": [ALL, {"share": 0, "reviews": 59, "bound_percent": 5}]},
        {"steps": [ALL, {"share": "1/2", "reviews": True, "bound_percent": 5}]},
        {"steps": [ALL, {"share": "1/2", "reviews": 59, "bound_percent": "fem"}]},
        {"steps": [ALL, {"share": "1/0", "reviews": 59, "bound_percent": 5}]},
        {"steps": [ALL, {"share": "1/2", "reviews": 59, "bound_percent": 5}, {"share": "1/2", "reviews": 149,
                                                                             "bound_percent": 2}]},
        {"risks": {"country_of_birth": "Födelseland"}},
        {"risks": {"sex": "Kön"}},
        {"causes": []},
        {"values": {}},
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_which_and_why(tmp_path: Path, changes: dict[str, object]):
    with pytest.raises(ControlParameterError, match=r"control\.2026-01-01\.yaml"):
        with_changes(tmp_path, **changes)


@pytest.mark.parametrize("content", [b"", b"[1, 2", b"\xff\xfe", b"- 1\n", b"a: !!python/object:os.system {}", b"a: 0"])
def test_a_file_that_is_no_file_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "control.2026-01-01.yaml").write_bytes(content)
    with pytest.raises(ControlParameterError):
        parameters_for(DAY, tmp_path)


def test_a_name_without_a_day_is_refused(tmp_path: Path):
    (tmp_path / "control.snart.yaml").write_text("")
    with pytest.raises(ControlParameterError, match="dagen i filnamnet"):
        parameters_for(DAY, tmp_path)
