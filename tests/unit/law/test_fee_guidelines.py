"""The municipality's tariff may be wrong or not there: the message says which file, where and what to do."""

from pathlib import Path

import pytest

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.parameters import DEMO_MUNICIPALITY, NATIONAL
from andrum.law.service import FeeOutcome, ParameterFileError, fee_assess, fee_parameters_for
from andrum.law.vocabulary.parameter_files import families_in
from tests.unit.law.fees import asta


@pytest.mark.parametrize(
    ("name", "before", "after", "place"),
    [
        ("fee_calculation", "round_fee: {value: down_krona", "round_fee: {value: ner", "round_fee"),
        ("fee_calculation", "first: {value: care", "first: {value: both", "first"),
        ("fee_calculation", "room_share: {value: 100", "room_share: {value: 101", "room_share"),
        (
            "fee_calculation",
            "least_fee: {value: 0, unit: kronor_per_month",
            "least_fee: {value: 5, unit: count",
            "kron",
        ),
        ("fee_calculation", "absence_from: {value: 7", "absence_from: {value: 0", "absence_from"),
        ("fee_housing", "interest_share: {value: 70", "interest_share: {value: -1", "interest_share"),
        ("fee_changes", "treatment: {value: accept", "treatment: {value: maybe", "treatment"),
        ("fee_tariff", "basis: per_hour", "basis: per_week", "basis"),
        ("fee_tariff", "    price: 440\n", "", "price"),
        ("fee_tariff", "  alarm:\n    basis: per_month\n", "  alarm:\n", "alarm"),
        ("fee_tariff", '    absence: "no"', "    absence: never", "absence"),
    ],
)
def test_a_choice_that_means_nothing_is_named(name: str, before: str, after: str, place: str, tmp_path: Path):
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(before, after) if path.name.startswith(name) else text)
    with pytest.raises(ParameterFileError, match=place) as fault:
        fee_parameters_for(Month(2026, 3), tmp_path)
    assert fault.value.file.startswith(name)
    assert fault.value.todo


@pytest.mark.parametrize("missing", ["fee_calculation", "fee_housing", "fee_changes", "fee_tariff"])
def test_a_municipality_without_a_tariff_hands_everything_over(missing: str, tmp_path: Path):
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        if not path.name.startswith(missing):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    found = fee_assess(asta(), municipality=tmp_path)
    assert found.outcome is FeeOutcome.HAND_OVER
    assert [it.path for it in found.missing] == [f"parameters.{missing}"]
    assert found.as_bytes()


def test_a_new_file_of_the_municipality_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("andrum.law.vocabulary.rulebooks.LOOK_AGAIN_AFTER", 0.0)
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    services = [{"id": "s", "kind": "alarm"}]
    before = fee_assess(asta(services=services), municipality=tmp_path)
    text = (tmp_path / "fee_tariff-2026-01-01.yaml").read_text(encoding="utf-8")
    newer = text.replace("valid_from: 2026-01-01", "valid_from: 2026-03-01").replace("price: 280", "price: 290")
    (tmp_path / "fee_tariff-2026-03-01.yaml").write_text(newer, encoding="utf-8")
    after = fee_assess(asta(services=services), municipality=tmp_path)
    assert (before.fee, after.fee) == (28_000, 29_000)
    assert before.rulebook_version != after.rulebook_version


@pytest.mark.parametrize("folder", [NATIONAL, DEMO_MUNICIPALITY], ids=["national", "demo"])
def test_every_amount_that_ships_carries_its_source(folder: Path):
    for family in families_in(folder):
        for parameter in family.parameters.values():
            assert parameter.reference
            assert parameter.checked_by
            assert parameter.status != "missing"


@pytest.mark.parametrize("year", range(2017, 2027))
def test_the_demo_municipality_has_a_tariff_within_the_law_every_month(year: int):
    for month in range(1, 13):
        p = fee_parameters_for(Month(year, month))
        assert (p.choices, p.breaches, p.written) == ((), (), None)
        assert all(p.minimum.amounts)
        assert all(p.ceilings.amounts)
