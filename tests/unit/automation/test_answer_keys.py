"""Codes of payments that nobody has heard of: whatever they look like, the case reaches a person."""

import re

import pytest

from tests.unit.automation.told import answer, paid, reasons_of, side_by_side


@pytest.mark.parametrize("code", ["ÖÖ", "A B", "x" * 200, "19850302-9806", "<b>", "A.B:C"])
def test_an_unknown_code_of_any_shape_is_told_of_and_can_be_assessed(code: str):
    read, matched, _counted = side_by_side({}, a=answer(paid(f"FK:{code}", 40_000)))
    assert "unknown_code" in [reason.code for reason in reasons_of(read, matched)]
    assert re.fullmatch(r"[A-Za-z0-9_.:-]{1,80}", read.paid[0].key)


def test_codes_that_differ_have_keys_that_differ():
    read, _matched, _counted = side_by_side({}, a=answer(paid("FK:Ö", 1), paid("FK:Ä", 2), paid("FK:A", 3)))
    assert len({row.key for row in read.paid}) == 3
