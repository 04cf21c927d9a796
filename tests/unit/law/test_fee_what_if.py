"""What-if over many fees: columns are made once and asked many times."""

from pathlib import Path

import pytest

from andrum.law.home_care_fee.batch import AT_A_TIME, NO_AMOUNT
from andrum.law.home_care_fee.parameters import DEMO_MUNICIPALITY
from andrum.law.service import fee_assess, fee_assess_all, fee_columns_of, fee_load, fee_parameters_for
from tests.unit.law.fees import asta

HOUSEHOLDS = [
    fee_load(it)
    for it in (
        asta(),
        asta(person={"incomes": {"unknown": "ej svar"}}),
        asta(services=[{"id": "s", "kind": "window_cleaning"}]),
        asta(services=[{"id": "m", "kind": "meals", "days": 31}, {"id": "s", "kind": "alarm"}]),
        asta(person={"housing": {"form": "owned_house", "interest": 1_000_001, "area": 97, "property_fee": 11}}),
    )
]


def test_what_is_unknown_or_for_a_person_is_told_apart_and_never_zero():
    found = fee_assess_all(HOUSEHOLDS)
    assert found.known.tolist() == [True, False, False, True, True]
    assert found.fee.tolist()[1:3] == [NO_AMOUNT, NO_AMOUNT]
    for place in (0, 3, 4):
        alone = fee_assess(HOUSEHOLDS[place])
        assert (int(found.fee[place]), int(found.outside[place])) == (alone.fee, alone.outside)


def test_another_tariff_is_tried_on_the_same_columns(tmp_path: Path):
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "fee_calculation-2016-07-01.yaml":
            text = text.replace("room_share: {value: 100", "room_share: {value: 50")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    month = HOUSEHOLDS[0].month
    columns = fee_columns_of(HOUSEHOLDS, fee_parameters_for(month))
    before, after = fee_assess_all(columns), fee_assess_all(columns, rulebook=fee_parameters_for(month, tmp_path))
    assert (int(before.fee[0]), int(after.fee[0])) == (220_400, 110_200)
    assert int(after.fee[0]) == fee_assess(HOUSEHOLDS[0], municipality=tmp_path).fee


def test_months_are_assessed_by_their_own_rules_and_more_than_one_piece_at_a_time():
    mixed = [fee_load(asta(month=month)) for month in ("2024-05", "2019-02", "2024-05")]
    found = fee_assess_all(mixed * (AT_A_TIME // 2))
    assert found.fee.tolist()[:3] == [fee_assess(it).fee for it in mixed]
    assert found.fee.tolist()[-3:] == found.fee.tolist()[:3]


@pytest.mark.parametrize("month", ["2016-06", "2027-01", "1999-01"])
def test_a_month_without_amounts_or_tariff_is_told_apart(month: str):
    found = fee_assess_all([fee_load(asta(month=month)), HOUSEHOLDS[0]])
    assert found.known.tolist() == [False, True]
    assert int(found.care_fee[0]) == NO_AMOUNT


def test_fees_that_rest_on_a_derived_parameter_are_marked():
    found = fee_assess_all([fee_load(asta(month="2022-03"))])
    assert (found.known.tolist(), found.unconfirmed.tolist()) == ([True], [True])


def test_amounts_that_no_column_can_hold_are_told_apart():
    huge = asta()["person"]["incomes"]
    huge[0] |= {"amount": 10**11, "times": 366}
    household = fee_load(asta(person={"incomes": huge}))
    assert fee_assess_all([household]).known.tolist() == [False]
    assert fee_assess(household).fee == 266_000


def test_no_households_give_empty_columns():
    assert fee_assess_all([]).fee.shape == (0,)
    assert fee_assess_all(fee_columns_of([], fee_parameters_for(HOUSEHOLDS[0].month))).fee.shape == (0,)


def test_a_household_of_another_month_is_refused():
    with pytest.raises(ValueError, match="2026-03"):
        fee_columns_of(HOUSEHOLDS, fee_parameters_for(HOUSEHOLDS[0].month.shift(1)))
