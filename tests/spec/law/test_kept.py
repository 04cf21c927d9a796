"""Old law stays: decisions of earlier months that were kept long ago come out the same, byte for byte.

Never change a file in ``kept`` or ``kept_fees``. When one of these tests fails, a rule or an amount of a month that has
passed was changed: make a new dated rule or amount instead.
"""

from pathlib import Path

import pytest

from andrum.law.service import replay
from andrum.law.vocabulary.provisions import kept_statutes, sections_hash

KEPT = sorted((Path(__file__).parent / "kept").glob("*.json"))
FEES = sorted((Path(__file__).parent / "kept_fees").glob("*.json"))
GUIDELINES = Path(__file__).parent / "guidelines"
FEE_GUIDELINES = Path(__file__).parent / "fee_guidelines"


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_decision_kept_long_ago_comes_out_the_same(path: Path):
    kept = path.read_bytes()
    assert replay(kept, municipality=GUIDELINES)


@pytest.mark.parametrize("path", FEES, ids=lambda path: path.stem)
def test_a_fee_kept_long_ago_comes_out_the_same(path: Path):
    assert replay(path.read_bytes(), municipality=FEE_GUIDELINES)


def test_a_changed_price_is_seen(tmp_path: Path):
    for path in FEE_GUIDELINES.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text().replace("price: 400", "price: 401"))
    kept = next(path for path in FEES if "couple" in path.stem).read_bytes()
    assert not replay(kept, municipality=tmp_path)


def test_a_changed_amount_is_seen(tmp_path: Path):
    for path in GUIDELINES.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text().replace("one_child: 8000", "one_child: 8001"))
    kept = next(path for path in KEPT if "family" in path.stem).read_bytes()
    assert not replay(kept, municipality=tmp_path)


def test_there_are_kept_decisions_from_both_acts():
    months, of_fees = ({path.stem[:7] for path in kept} for kept in (KEPT, FEES))
    assert {"2012-02", "2025-06", "2025-07"} <= months
    assert {"2016-07", "2025-06", "2025-07"} <= of_fees


@pytest.mark.parametrize("statute", sorted(kept_statutes()))
def test_the_kept_words_of_a_statute_are_unchanged(statute: str):
    copy = kept_statutes()[statute]
    sections = copy["sections"]
    assert isinstance(sections, dict)
    assert sections_hash(sections) == copy["sha256"]
