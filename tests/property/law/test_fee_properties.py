"""Laws of the fee: what holds for every household that can be written down."""

import copy
import json
import random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from andrum.kernel.periods import Month
from andrum.law.home_care_fee.batch import NO_AMOUNT
from andrum.law.service import (
    FeeAssessment,
    FeeOutcome,
    Span,
    fee_assess,
    fee_assess_all,
    fee_load,
    fee_parameters_for,
    replay,
)
from tests.property.law.drawn_fees import Json, any_household, known, leaves
from tests.property.law.fee_by_fractions import fee_of

UNKNOWN = {"unknown": "har inte svarat"}
AMOUNTS = (
    "base", "minimum_amount", "housing_cost", "reserved_amount", "room", "care_cost", "place_cost", "care_fee",
    "place_fee", "fee", "outside", "to_pay",
)  # fmt: skip


def fee(found: FeeAssessment) -> Span:
    return Span.of(found.fee)


@given(known())
def test_the_fee_is_the_one_that_fractions_give_when_the_statute_is_read_anew(household: Json):
    found = fee_assess(household)
    assert (found.care_fee, found.place_fee, found.outside) == fee_of(household)


@given(known(), st.integers(1, 5_000_000))
def test_more_income_never_lowers_the_fee(household: Json, more: int):
    richer = copy.deepcopy(household)
    richer["person"]["incomes"].append({"id": "more", "kind": "elderly_support", "amount": more})
    assert fee(fee_assess(richer)).low >= fee(fee_assess(household)).high


@given(known(), st.integers(1, 500_000))
def test_more_need_never_raises_the_fee(household: Json, more: int):
    needier = copy.deepcopy(household)
    needier["person"]["changes"].append({"id": "more", "kind": "guardian", "amount": more, "lasting": True})
    assert fee(fee_assess(needier)).high <= fee(fee_assess(household)).low


@given(known(), st.integers(1, 500))
def test_more_care_never_lowers_the_fee(household: Json, more: int):
    cared = copy.deepcopy(household)
    cared["services"].append({"id": "more", "kind": "home_care", "minutes": more})
    assert fee(fee_assess(cared)).low >= fee(fee_assess(household)).high


@given(known())
def test_the_fee_is_never_above_ceiling_room_or_cost(household: Json):
    found = fee_assess(household)
    p = fee_parameters_for(Month.parse(household["month"]))
    care, place = found.exact("care_fee"), found.exact("place_fee")
    assert 0 <= care <= found.exact("care_cost")
    assert 0 <= place <= found.exact("place_cost")
    for amount, limit in zip((care, place), p.limits.ceilings, strict=True):
        assert limit is not None
        assert amount <= limit
    if household["income_information"] == "given":
        assert care + place <= max(found.exact("room"), 0)


@given(known(relations=("married",)))
def test_spouses_share_what_they_have_and_it_does_not_matter_who_has_it(household: Json):
    other = copy.deepcopy(household)
    other["person"]["incomes"], other["partner"]["incomes"] = (
        household["partner"]["incomes"],
        household["person"]["incomes"],
    )
    mine, theirs = fee_assess(household), fee_assess(other)
    if household["income_information"] == "given":
        assert mine.exact("base") == theirs.exact("base")
        assert mine.fee == theirs.fee
        alone = {name: value for name, value in household.items() if name != "partner"} | {"relation": "single"}
        his, hers = fee_assess(alone), fee_assess(alone | {"person": household["partner"]})
        assert mine.exact("base") * 2 == his.exact("base") + hers.exact("base")


@given(any_household(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_not_one_byte(household: Json, rng: random.Random):
    shuffled = copy.deepcopy(household)
    groups: list[Any] = [shuffled["services"]]
    for who in ("person", "partner"):
        groups += [shuffled[who][name] for name in ("incomes", "changes")] if who in shuffled else []
    for group in groups:
        if isinstance(group, list):
            rng.shuffle(group)
    assert fee_assess(shuffled).as_bytes() == fee_assess(household).as_bytes()


@given(any_household())
def test_the_trace_adds_up_to_the_amounts(household: Json):
    found = fee_assess(household)
    assume(found.trace.steps)
    steps = {step.rule: step for step in found.trace.steps}
    sums: dict[str, Any] = {}
    for step in found.trace.steps:
        if step.counts:
            sums[step.part] = sums.get(step.part, 0) + step.amount
    in_parts = found.in_parts
    base = steps.get("fee.base.own") or steps["fee.base.spouses"]
    assert Span.of(base.inputs[0][1]) == Span.of(sums.get("incomes", 0))
    least = Span.of(sums["minimum"])
    assert Span(max(least.low, 0), max(least.high, 0)) == Span.of(in_parts["minimum_amount"])
    assert Span.of(sums.get("housing", 0)) == Span.of(in_parts["housing_cost"])
    assert least.low < 0 or Span.of(in_parts["reserved_amount"]) == least + sums.get("housing", 0)
    costs = Span.of(in_parts["care_cost"]) + in_parts["place_cost"]
    assert Span.of(sums.get("services", 0)) == costs
    assert Span.of(sums["fee"]) == Span.of(found.fee) * found.parts
    room = steps["fee.room.room"]
    amounts = [amount for _, amount in room.inputs]
    assert Span.of(amounts[0]) - amounts[1] - amounts[2] == Span.of(room.amount)


@given(any_household())
def test_the_receipt_has_every_group_in_order_and_ends_with_the_sum(household: Json):
    found = fee_assess(household)
    lines = found.receipt()
    assume(found.trace.steps)
    paid: Any = 0
    for line in lines:
        if line.group in {"fee", "outside"}:
            paid = paid + line.amount
    assert Span.of(paid) == Span.of(found.to_pay)
    assert [line.group for line in lines if line.group != "not_counted"][-1] == "to_pay"


@given(any_household())
def test_a_kept_fee_replays_byte_for_byte(household: Json):
    kept = fee_assess(household).as_bytes()
    assert replay(kept)
    assert fee_assess(json.loads(kept)["household"]).as_bytes() == kept


@given(known(), st.data())
def test_a_fact_made_unknown_leaves_a_span_that_holds_the_truth(household: Json, data: st.DataObject):
    truth = fee_assess(household)
    blurred = copy.deepcopy(household)
    places = leaves(blurred)
    for place in data.draw(st.lists(st.integers(0, len(places) - 1), min_size=1, max_size=4, unique=True)):
        holder, name = places[place]
        holder[name] = dict(UNKNOWN)
    found = fee_assess(blurred)
    for name in AMOUNTS[-5:]:
        seen, real = Span.of(getattr(found, name)), Span.of(getattr(truth, name))
        assert seen.low <= real.low <= real.high <= seen.high, name
    if found.outcome is not FeeOutcome.HAND_OVER:
        assert (found.care_fee, found.place_fee, found.outside) == (truth.care_fee, truth.place_fee, truth.outside)


@given(any_household())
def test_no_household_stops_the_rulebook(household: Json):
    found = fee_assess(household)
    found.as_bytes()
    if found.outcome is FeeOutcome.HAND_OVER:
        assert found.missing or found.for_a_person or found.unconfirmed or found.breaches
    else:
        assert (found.missing, found.for_a_person, found.unconfirmed) == ((), (), ())
        assert isinstance(found.to_pay, int)
        assert (found.to_pay > 0) == (found.outcome is FeeOutcome.CHARGE)
    assert fee(found).low >= 0


@given(st.lists(any_household() | known(), max_size=4))
def test_all_at_once_is_equal_to_one_by_one_to_the_ore(households: list[Json]):
    read = [fee_load(it) for it in households]
    together = fee_assess_all(read)
    for place, household in enumerate(read):
        alone = fee_assess(household)
        columns = tuple(int(getattr(together, name)[place]) for name in ("care_fee", "place_fee", "outside"))
        if together.known[place]:
            assert columns == (alone.care_fee, alone.place_fee, alone.outside)
            assert bool(together.unconfirmed[place]) == bool(alone.unconfirmed)
            assert bool(together.breaks[place]) == (alone.fee_as_written is not None)
        else:
            assert set(columns) == {NO_AMOUNT}
