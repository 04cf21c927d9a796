"""10 §: from which month a change counts, and what is done with months that were charged wrongly."""

from datetime import date

import pytest

from andrum.kernel.periods import Month
from andrum.law.service import (
    FeeCircumstances,
    Span,
    fee_applies_from,
    fee_assess,
    fee_corrections,
    fee_households,
    fee_load,
)
from tests.unit.law.fees import asta

MARCH = Month(2026, 3)


@pytest.mark.parametrize(
    ("changed", "whole_month", "month"),
    [
        (date(2026, 3, 1), None, Month(2026, 3)),
        (date(2026, 3, 2), None, Month(2026, 4)),
        (date(2026, 3, 31), None, Month(2026, 4)),
        (date(2026, 3, 20), True, Month(2026, 3)),
        (date(2026, 3, 1), False, Month(2026, 4)),
        (date(2025, 12, 15), None, Month(2026, 1)),
    ],
)
def test_a_change_counts_from_the_month_after_or_from_the_same_when_it_holds_for_all_of_it(
    changed: date, whole_month: bool | None, month: Month
):
    assert fee_applies_from(changed, whole_month=whole_month) == month


def test_each_month_has_the_circumstances_that_count_in_it():
    before = fee_load(asta())
    moved = fee_load(asta(person={"housing": {"form": "rented", "rent": 800_000}}))
    raised = fee_load(asta(person={"housing": {"form": "rented", "rent": 850_000}}))
    circumstances = [
        FeeCircumstances(date(2026, 4, 10), moved),
        FeeCircumstances(date(2026, 1, 1), before),
        FeeCircumstances(date(2026, 6, 20), raised, whole_month=True),
    ]
    found = list(fee_households(circumstances, Month(2025, 12), Month(2026, 7)))
    assert [str(it.month) for it in found] == [f"2026-{number:02d}" for number in range(1, 8)]
    assert [it.person.housing.rent for it in found] == [750_000] * 4 + [800_000] + [850_000] * 2
    assert [fee_assess(it).fee for it in found] == [220_400] * 4 + [170_400] + [120_400] * 2


def test_of_two_changes_that_count_from_the_same_month_the_latest_holds():
    one, other = fee_load(asta()), fee_load(asta(person={"housing": {"form": "rented", "rent": 800_000}}))
    circumstances = [FeeCircumstances(date(2026, 2, 20), other), FeeCircumstances(date(2026, 2, 10), one)]
    assert [it.person.housing.rent for it in fee_households(circumstances, MARCH, MARCH)] == [800_000]


def test_too_much_is_paid_back_too_little_and_the_undecided_go_to_a_person():
    months = [MARCH.shift(-number) for number in (4, 3, 2, 1)]
    fees = [fee_assess(asta(month=str(month))) for month in months]
    fees[3] = fee_assess(asta(month=str(months[3]), person={"incomes": {"unknown": "ej svar"}}))
    right = [it.fee for it in fees]
    assert right[:2] == [225_300, 225_300]
    charged = {months[0]: 225_300, months[1]: 230_000, months[2]: 100_000, months[3]: 100_000}
    found = fee_corrections(charged, list(reversed(fees)), now=MARCH)
    assert [(it.month, it.outcome) for it in found] == list(
        zip(months, ("none", "credit", "hand_over", "hand_over"), strict=True)
    )
    assert [it.difference for it in found[:3]] == [0, -4_700, 120_400]
    assert isinstance(found[3].difference, Span)
    assert str(found[0].provision) == "32 kap. 10 § SoL (2025:400)"
    assert all(it.words.endswith(".") for it in found)


def test_a_month_too_far_back_is_a_persons_to_decide():
    long_ago = MARCH.shift(-13)
    fee = fee_assess(asta(month=str(long_ago)))
    found = fee_corrections({long_ago: 300_000}, [fee], now=MARCH)
    assert found[0].outcome == "hand_over"
    assert str(found[0].provision) == "8 kap. 9 § SoL (2001:453)"
    assert fee_corrections({long_ago: 300_000}, [fee], now=MARCH.shift(-1))[0].outcome == "credit"


def test_a_month_that_was_never_charged_counts_as_nothing_charged():
    found = fee_corrections({}, [fee_assess(asta())], now=MARCH.shift(1))
    assert (found[0].charged, found[0].difference, found[0].outcome) == (0, 220_400, "hand_over")
