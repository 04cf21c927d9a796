"""``andrum check`` looks at the municipality's own files."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from andrum.site.parameters import parameter_problems

pytestmark = pytest.mark.django_db


def said(settings: LazySettings, folder: Path) -> str:
    settings.ANDRUM_MUNICIPALITY, settings.ANDRUM_DEMO = str(folder), False
    return " ".join(problem.what for problem in parameter_problems())


def test_the_made_up_municipality_has_files_that_can_be_used(settings: LazySettings):
    settings.ANDRUM_MUNICIPALITY = ""
    assert parameter_problems() == []


def test_a_municipality_that_decides_no_fees_needs_no_file_for_them(settings: LazySettings, tmp_path: Path):
    assert "fees.yaml" not in said(settings, tmp_path)


def test_a_file_of_fees_that_cannot_be_read_is_named(settings: LazySettings, tmp_path: Path):
    (tmp_path / "fees.yaml").write_text("seller: [", encoding="utf-8")
    assert "fees.yaml" in said(settings, tmp_path)


def test_a_tariff_without_its_other_files_is_named(settings: LazySettings, tmp_path: Path):
    (tmp_path / "fee_tariff-2026-01-01.yaml").write_text("name: fee_tariff\nvalues: [", encoding="utf-8")
    found = said(settings, tmp_path)
    assert "fee_tariff-2026-01-01.yaml" in found
    assert "fees.yaml" in found
