"""The fee as other rooms meet it: outcome, amounts, what is missing, trace and receipt."""

import json
from fractions import Fraction

import pytest

from andrum.kernel.periods import Month
from andrum.law.service import (
    FeeOutcome,
    Span,
    fee_as_json,
    fee_assess,
    fee_load,
    parameter_by_version,
    provision_for,
    replay,
)
from tests.unit.law.fees import asta


def test_the_fee_is_the_room_when_that_is_least():
    found = fee_assess(asta())
    assert found.outcome is FeeOutcome.CHARGE
    assert (found.base, found.reserved_amount, found.room, found.fee) == (1_700_000, 1_479_600, 220_400, 220_400)
    assert found.exact("room") == Fraction(220_400)
    assert found.may_decide_alone


def test_no_room_is_no_fee_and_meals_are_paid_all_the_same():
    found = fee_assess(asta(services=[{"id": "s", "kind": "alarm"}, {"id": "m", "kind": "meals", "days": 10}],
                            person={"housing": {"form": "rented", "rent": 1_200_000}}))  # fmt: skip
    assert (found.fee, found.outside, found.to_pay) == (0, 145_000, 145_000)
    assert found.room < 0


def test_what_is_unknown_hands_over_only_when_it_matters():
    rich = asta()["person"]["incomes"] + [
        {"id": "i3", "kind": "capital", "amount": {"unknown": "ej svar"}, "net": True}
    ]
    rich[0]["amount"] = 3_000_000
    certain = fee_assess(asta(person={"incomes": rich}))
    assert certain.outcome is FeeOutcome.CHARGE
    assert certain.fee == 266_000
    open_one = fee_assess(asta(person={"incomes": {"unknown": "ej svar"}}))
    assert open_one.outcome is FeeOutcome.HAND_OVER
    assert [it.path for it in open_one.missing] == ["person.incomes"]
    assert open_one.fee == Span(0, 266_000)


def test_an_unconfirmed_coefficient_always_hands_over():
    found = fee_assess(asta(month="2022-03"))
    assert found.outcome is FeeOutcome.HAND_OVER
    assert found.unconfirmed == ("minimum_amount.single@2022-01-01",)


@pytest.mark.parametrize("month", ["2016-06", "2027-01"])
def test_a_month_without_the_statutes_numbers_is_handed_over(month: str):
    found = fee_assess(asta(month=month))
    assert found.outcome is FeeOutcome.HAND_OVER
    assert found.missing
    assert replay(found.as_bytes())


def test_every_line_opens_its_section_and_its_amounts():
    for month in ("2024-05", "2025-06", "2025-07", "2026-03"):
        found = fee_assess(asta(month=month))
        for line in found.receipt():
            if line.rule:
                provision = provision_for(line.rule, Month.parse(month))
                assert provision is not None
                assert str(provision) == line.provision
                assert provision.heading
            for version in line.parameters:
                parameter = parameter_by_version(version)
                assert parameter is not None
                assert parameter.reference


def test_the_receipt_says_what_limited_the_fee():
    found = fee_assess(asta(services=[{"id": "s1", "kind": "home_care", "minutes": 600}]))
    (paid,) = (line for line in found.receipt() if line.group == "fee")
    assert paid.detail.replace("\u00a0", " ") == (
        "det lägsta av kostnad 4 400 kr, högsta avgift 2 660 kr och utrymme 2 204 kr"
    )


def test_the_receipt_of_one_who_gives_no_information_holds_no_base_and_no_room():
    found = fee_assess(asta(income_information="not_given"))
    assert [line.group for line in found.receipt()] == ["services", "services", "fee", "to_pay"]
    paid = next(line for line in found.receipt() if line.group == "fee")
    assert paid.detail.replace("\u00a0", " ") == "det lägsta av kostnad 4 680 kr och högsta avgift 2 660 kr"


def test_a_household_is_written_and_read_again_the_same():
    household = fee_load(asta(absent_days={"unknown": "sjukhuset har inte svarat"}))
    assert fee_load(fee_as_json(household)) == household


def test_the_same_fee_has_the_same_bytes_and_replays():
    found = fee_assess(asta())
    assert found.as_bytes() == fee_assess(asta()).as_bytes()
    assert json.loads(found.as_bytes()) == found.as_json()
    assert replay(found.as_bytes())
    assert not replay(found.as_bytes().replace(b'"fee":220400', b'"fee":220401'))


def test_a_fee_kept_before_the_rules_text_got_a_new_day_still_replays_but_not_with_other_parameters():
    found = fee_assess(asta())
    day, parameters = found.rulebook_version.split("/")
    kept = found.as_bytes().decode()
    assert replay(kept.replace(f"{day}/{parameters}", f"2026-11-01/{parameters}"))
    assert not replay(kept.replace(f"{day}/{parameters}", f"{day}/0123456789abcdef"))
