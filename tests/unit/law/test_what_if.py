"""What-if over many households: columns are made once and asked many times."""

from pathlib import Path

import numpy as np
import pytest

from andrum.law.economic_assistance.batch import NO_AMOUNT
from andrum.law.service import DEMO_MUNICIPALITY, assess, assess_all, columns_of, load_household, parameters_for
from tests.unit.law.households import alva, cost, income

HOUSEHOLDS = [
    load_household(it)
    for it in (
        alva(),
        alva(incomes=income(amount={"unknown": "kassan har inte svarat"})),
        alva(costs=cost(kind="glasses", amount=500_000)),
        alva(costs=cost(kind="funeral")),
        alva(incomes=income(amount=9_000_000)),
    )
]


def test_what_is_unknown_or_for_a_person_is_told_apart_and_never_zero():
    found = assess_all(HOUSEHOLDS)
    assert found.known.tolist() == [True, False, True, False, True]
    assert [int(found.grant[place]) for place in (1, 3)] == [NO_AMOUNT, NO_AMOUNT]
    assert [int(found.grant[place]) for place in (0, 2, 4)] == [assess(HOUSEHOLDS[place]).grant for place in (0, 2, 4)]


def test_another_ceiling_is_tried_on_the_same_columns(tmp_path: Path):
    for path in DEMO_MUNICIPALITY.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "housing-2023-01-01.yaml":
            text = text.replace("tolerance_months: {value: 3", "tolerance_months: {value: 0")
            text = "\n".join(
                f"{line.partition(':')[0]}: 1000" if "one_child" in line else line for line in text.split("\n")
            )
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    month = HOUSEHOLDS[0].month
    now, then = parameters_for(month), parameters_for(month, tmp_path)
    columns = columns_of(HOUSEHOLDS, now)
    before, after = assess_all(columns), assess_all(columns, rulebook=then)
    assert int(before.costs[0]) == 520_000
    assert int(after.costs[0]) == 100_000
    assert int(after.grant[0]) == assess(HOUSEHOLDS[0], municipality=tmp_path).grant


def test_months_are_assessed_by_their_own_rules():
    mixed = [load_household(alva(month=month, incomes=[], costs=[])) for month in ("2024-05", "2021-05", "2024-05")]
    found = assess_all(mixed)
    assert found.norm.tolist() == [assess(it).norm for it in mixed]


@pytest.mark.parametrize("month", ["2027-01", "1995-01"])
def test_a_month_without_amounts_or_guidelines_is_told_apart(month: str):
    found = assess_all([load_household(alva(month=month, incomes=[], costs=[])), HOUSEHOLDS[0]])
    assert found.known.tolist() == [False, True]
    assert int(found.norm[0]) == NO_AMOUNT


def test_amounts_that_rest_on_a_derived_parameter_are_marked():
    found = assess_all([load_household(alva(month="2026-03", incomes=[], costs=[]))])
    assert found.known.tolist() == [True]
    assert found.unconfirmed.tolist() == [True]


def test_no_households_give_empty_columns():
    assert assess_all([]).grant.shape == (0,)
    empty = columns_of([], parameters_for(HOUSEHOLDS[0].month))
    assert assess_all(empty).grant.dtype == np.int64


def test_a_household_of_another_month_is_refused():
    with pytest.raises(ValueError, match="2024-05"):
        columns_of(HOUSEHOLDS, parameters_for(HOUSEHOLDS[0].month.shift(1)))
