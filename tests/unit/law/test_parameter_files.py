"""A parameter file may be wrong, hostile or cut off: the message says which file, where and what to do."""

from datetime import date
from pathlib import Path

import pytest

from andrum.kernel.periods import Month
from andrum.law.economic_assistance.parameters import DEMO_MUNICIPALITY, NATIONAL
from andrum.law.service import ParameterFileError, parameters_for
from andrum.law.vocabulary.parameter_files import SHARED, families_in, family_for, read_family

GOOD = """\
name: limits
words: Gränser
valid_from: 2024-01-01
unit: kronor
reference: Riktlinjer 4 kap.
checked_by: Nämnden
checked_on: 2024-01-01
status: confirmed
values:
  assets: 100.50
  share: {value: 5, unit: per_cent, status: derived, note: uppskattad}
"""


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "limits-2024-01-01.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_good_file_gives_ore_status_and_version(tmp_path: Path):
    family = read_family(written(tmp_path, GOOD))
    assets, share = family.parameters["assets"], family.parameters["share"]
    assert (assets.value, assets.unit, assets.status) == (10_050, "kronor", "confirmed")
    assert (share.value, share.unit, share.status, share.note) == (5, "per_cent", "derived", "uppskattad")
    assert assets.version == "limits.assets@2024-01-01"
    assert family.covers(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "fält"),
        ("- 1", "fält"),
        (GOOD.replace("status: confirmed\n", ""), "status"),
        (GOOD.replace("status: confirmed", "status: sure"), "status"),
        (GOOD.replace("unit: kronor", "unit: dollar"), "enheten"),
        (GOOD.replace("100.50", "100.555"), "assets"),
        (GOOD.replace("100.50", "-1"), "assets"),
        (GOOD.replace("100.50", "true"), "assets"),
        (GOOD.replace("100.50", ".nan"), "assets"),
        (GOOD.replace("100.50", ".inf"), "assets"),
        (GOOD.replace("100.50", "[1]"), "assets"),
        (GOOD.replace("valid_from: 2024-01-01", "valid_from: snart"), "valid_from"),
        (GOOD.replace("valid_from: 2024-01-01", "valid_from: 2024-01-01\nvalid_to: 2023-01-01"), "valid_to"),
        (GOOD.replace("valid_from: 2024-01-01", "valid_from: 2024-13-41"), "YAML"),
        (GOOD.replace("reference: Riktlinjer 4 kap.", "reference: ''"), "reference"),
        (GOOD + "more: 1\n", "more"),
        (GOOD + "name: limits\n", "två gånger"),
        (GOOD + "  assets: 3\n", "två gånger"),
        (GOOD.replace("note: uppskattad", "nota: uppskattad"), "nota"),
        (GOOD.partition("values:")[0] + "values: {}\n", "values"),
        (GOOD.replace("words: Gränser", "words: &a Gränser").replace("checked_by: Nämnden", "checked_by: *a"), "alias"),
        (GOOD[:-12] + "{", "rad"),
        (GOOD.replace("assets: 100.50", "assets: " + "{a: " * 40 + "1" + "}" * 40), "assets"),
        (b"\xff\xfe", "UTF-8"),
        ("# " + "x" * 200_001, "för stor"),
        ("!!python/object/apply:os.system [ls]", "YAML"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_with_place_and_remedy(text: str | bytes, place: str, tmp_path: Path):
    with pytest.raises(ParameterFileError) as fault:
        read_family(written(tmp_path, text))
    assert "limits-2024-01-01.yaml" in str(fault.value)
    assert place in str(fault.value)
    assert fault.value.todo


def test_two_files_of_the_same_subject_and_day_are_refused(tmp_path: Path):
    written(tmp_path, GOOD)
    (tmp_path / "other.yaml").write_text(GOOD)
    with pytest.raises(ParameterFileError, match="samma dag"):
        families_in(tmp_path)


def test_the_latest_family_that_covers_the_month_applies(tmp_path: Path):
    written(tmp_path, GOOD)
    (tmp_path / "newer.yaml").write_text(GOOD.replace("valid_from: 2024-01-01", "valid_from: 2025-01-01"))
    families = families_in(tmp_path)
    assert family_for(families, "limits", Month(2023, 12)) is None
    for month, day in ((Month(2024, 12), date(2024, 1, 1)), (Month(2025, 1), date(2025, 1, 1))):
        found = family_for(families, "limits", month)
        assert found is not None
        assert found.valid_from == day


@pytest.mark.parametrize(
    ("name", "before", "after", "place"),
    [
        ("calculation-2012-01-01.yaml", "round_grant: {value: up_krona}", "round_grant: {value: upp}", "round_grant"),
        ("calculation-2012-01-01.yaml", "age_on: {value: first_day", "age_on: {value: birthday", "age_on"),
        ("calculation-2012-01-01.yaml", "control_month: {value: -1", "control_month: {value: -9", "control_month"),
        ("limits-2023-01-01.yaml", "  vehicle: 20000\n", "", "vehicle"),
        ("costs-2023-01-01.yaml", "treatment: accept", "treatment: maybe", "treatment"),
    ],
)
def test_a_guideline_that_means_nothing_is_named(name: str, before: str, after: str, place: str, tmp_path: Path):
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(before, after, 1) if path.name == name else text)
    with pytest.raises(ParameterFileError, match=place) as fault:
        parameters_for(Month(2024, 5), tmp_path)
    assert fault.value.file == name


@pytest.mark.parametrize("folder", [NATIONAL, SHARED, DEMO_MUNICIPALITY], ids=["national", "shared", "demo"])
def test_every_amount_that_ships_carries_its_source(folder: Path):
    for family in families_in(folder):
        for parameter in family.parameters.values():
            assert parameter.reference
            assert parameter.checked_by
            assert (parameter.value is None) == (parameter.status == "missing") or parameter.id.endswith(".ceiling")


@pytest.mark.parametrize("year", range(2012, 2027))
def test_the_demo_municipality_has_guidelines_for_every_month_with_a_norm(year: int):
    for month in range(1, 13):
        p = parameters_for(Month(year, month))
        assert p.choices == ()
        assert p.adults.amounts[0] > 0
