"""Laws of the law: what holds for every household that can be written down."""

import copy
import json
import random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from andrum.law.economic_assistance.batch import NO_AMOUNT
from andrum.law.service import Assessment, Outcome, Span, assess, assess_all, replay
from tests.property.law.drawn import Json, any_household, known, leaves, numbered, read

AMOUNTS = ("norm", "costs", "incomes", "deficit", "grant")
UNKNOWN = {"unknown": "har inte svarat"}


def grant(found: Assessment) -> Span:
    return Span.of(found.grant)


@given(known(), st.integers(1, 5_000_000))
def test_more_income_never_gives_more_assistance(household: Json, more: int):
    richer = copy.deepcopy(household)
    paid = f"{household['month']}-01"
    line = {"member": "a", "kind": "maintenance", "amount": more, "paid": paid, "net": True}
    year, month = (int(part) for part in household["month"].split("-"))
    line["paid"] = f"{year - (month == 1)}-{12 if month == 1 else month - 1:02d}-15"
    richer["incomes"] = numbered("i", [{k: v for k, v in it.items() if k != "id"} for it in richer["incomes"]] + [line])
    assert grant(assess(richer)).high <= grant(assess(household)).high


@given(known(), st.integers(1, 1_000_000))
def test_a_higher_cost_never_gives_less_assistance(household: Json, more: int):
    assume(household["costs"])
    dearer = copy.deepcopy(household)
    cost = dearer["costs"][0]
    assume(cost["amount"] + more <= 10**11)
    cost["amount"] += more
    assert grant(assess(dearer)).low >= grant(assess(household)).low


@given(any_household(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_not_one_byte(household: Json, rng: random.Random):
    shuffled = copy.deepcopy(household)
    for group in ("members", "incomes", "costs", "assets"):
        if isinstance(shuffled[group], list):
            rng.shuffle(shuffled[group])
    assert assess(shuffled).as_bytes() == assess(household).as_bytes()


@given(any_household())
def test_the_trace_adds_up_to_the_amounts(household: Json):
    found = assess(household)
    assume(found.trace.steps)
    sums: dict[str, Any] = {"norm": 0, "costs": 0, "incomes": 0}
    for step in found.trace.steps:
        if step.counts and step.part in sums:
            sums[step.part] = sums[step.part] + step.amount
    for part, amount in sums.items():
        assert Span.of(amount) == Span.of(getattr(found, part)), part
    need = Span.of(sums["norm"]) + Span.of(sums["costs"]) - Span.of(sums["incomes"])
    assert need == Span.of(found.deficit)


@given(any_household())
def test_the_receipt_adds_up_too(household: Json):
    found = assess(household)
    lines = found.receipt()
    assume(found.trace.steps)
    total: Any = 0
    for line in lines:
        if line.group in {"norm", "costs", "incomes"}:
            total = total + line.amount
    assert Span.of(total) == next(Span.of(line.amount) for line in lines if line.group == "deficit")
    groups = [line.group for line in lines]
    order = ["norm", "costs", "need", "incomes", "deficit", "grant", "not_counted"]
    assert groups == sorted(groups, key=order.index)


@given(any_household())
def test_a_kept_assessment_replays_byte_for_byte(household: Json):
    kept = assess(household).as_bytes()
    assert replay(kept)
    assert assess(json.loads(kept)["household"]).as_bytes() == kept


@given(known(), st.data())
def test_a_fact_made_unknown_leaves_a_span_that_holds_the_truth(household: Json, data: st.DataObject):
    truth = assess(household)
    blurred = copy.deepcopy(household)
    places = leaves(blurred)
    for place in data.draw(st.lists(st.integers(0, len(places) - 1), min_size=1, max_size=4, unique=True)):
        holder, name = places[place]
        holder[name] = dict(UNKNOWN)
    found = assess(blurred)
    for name in AMOUNTS:
        seen, real = Span.of(getattr(found, name)), Span.of(getattr(truth, name))
        assert seen.low <= real.low <= real.high <= seen.high, name
    if found.outcome is not Outcome.HAND_OVER:
        assert found.outcome == truth.outcome or truth.outcome is Outcome.HAND_OVER
        assert Span.of(found.grant) == Span.of(truth.grant)


@given(known(), st.data())
def test_an_unknown_fact_that_is_not_listed_may_have_any_value(household: Json, data: st.DataObject):
    """Two households that differ only in a fact which is not listed get the same decision."""
    other = copy.deepcopy(household)
    mine, theirs = leaves(household)[:-2], leaves(other)[:-2]
    place = data.draw(st.integers(0, len(mine) - 1))
    (holder, name), (theirs_holder, _) = mine[place], theirs[place]
    value, blurred = holder[name], copy.deepcopy(household)
    leaves(blurred)[place][0][name] = dict(UNKNOWN)
    found = assess(blurred)
    if isinstance(value, bool):
        theirs_holder[name] = not value
    elif isinstance(value, int):
        low = 1 if name == "persons" else 0
        high = {"persons": 40, "days": 31, "months_over_ceiling": 1200, "assistance_months_in_row": 1200}
        theirs_holder[name] = data.draw(st.integers(low, high.get(name, 10**11)))
    else:
        return
    if found.outcome is not Outcome.HAND_OVER:
        assert grant(assess(household)) == grant(assess(other)) == grant(found)


@given(any_household())
def test_no_household_stops_the_rulebook(household: Json):
    found = assess(household)
    assert found.outcome in set(Outcome)
    found.as_bytes()
    if found.outcome is Outcome.HAND_OVER:
        assert found.missing or found.for_a_person or found.unconfirmed
    else:
        assert not found.missing
    if found.outcome is Outcome.GRANT:
        assert isinstance(found.grant, int)
        assert found.grant > 0
    if found.outcome is Outcome.DENY:
        assert found.grant == 0


@given(st.lists(any_household() | known(), max_size=4))
def test_all_at_once_is_equal_to_one_by_one_to_the_ore(households: list[Json]):
    read_ones = [read(it) for it in households]
    together = assess_all(read_ones)
    for place, household in enumerate(read_ones):
        alone = assess(household)
        columns = {name: int(getattr(together, name)[place]) for name in AMOUNTS}
        if together.known[place]:
            assert columns == {name: Span.of(getattr(alone, name)).low for name in AMOUNTS}
            assert all(Span.of(getattr(alone, name)).is_exact for name in AMOUNTS)
            assert bool(together.unconfirmed[place]) == bool(alone.unconfirmed)
        else:
            assert set(columns.values()) == {NO_AMOUNT}
            assert alone.outcome is Outcome.HAND_OVER or alone.missing or alone.for_a_person or not _all_known(alone)


def _all_known(found: Assessment) -> bool:
    return all(isinstance(getattr(found, name), int) for name in AMOUNTS)
