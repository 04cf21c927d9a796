"""Whatever is sent in: a household is read, or the message says where and what to do. Never anything else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andrum.kernel.errors import AndrumError
from andrum.law.economic_assistance.reading import load_households
from andrum.law.home_care_fee.reading import load_fees
from andrum.law.service import Assessment, FeeAssessment, HouseholdError, assess, fee_assess
from tests.property.law.drawn import Json, any_household
from tests.property.law.drawn_fees import any_household as any_fee

SCALARS = st.none() | st.booleans() | st.integers(-(10**13), 10**13) | st.floats() | st.text(max_size=8)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every holder and key in a JSON value."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in pairs] + [place for _, inner in pairs for place in places(inner)]


def outcome_of(text: bytes) -> list[Assessment]:
    try:
        return [assess(household) for household in load_households(text)]
    except HouseholdError as fault:
        if not (fault.what and fault.todo):
            pytest.fail("an error that does not say what happened and what to do")
        return []
    except AndrumError as fault:
        pytest.fail(f"another error than HouseholdError: {fault}")


def fees_of(text: bytes) -> list[FeeAssessment]:
    try:
        return [fee_assess(household) for household in load_fees(text)]
    except HouseholdError as fault:
        if not (fault.what and fault.todo):
            pytest.fail("an error that does not say what happened and what to do")
        return []
    except AndrumError as fault:
        pytest.fail(f"another error than HouseholdError: {fault}")


@given(any_household(), st.data())
def test_a_household_with_something_else_somewhere(household: Json, data: st.DataObject):
    household = json.loads(json.dumps(household))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(household)))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            holder.pop(key, None)
        elif (isinstance(holder, dict) and key in holder) or (isinstance(holder, list) and key < len(holder)):
            holder[key] = data.draw(JSON)
    for found in outcome_of(json.dumps(household).encode()):
        found.as_bytes()


@given(any_household(), st.data())
def test_a_file_with_broken_bytes(household: Json, data: st.DataObject):
    text = bytearray(json.dumps(household).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.integers(0, 255))
    outcome_of(bytes(text))
    outcome_of(bytes(text[: data.draw(st.integers(0, len(text)))]))


@given(any_fee(), st.data())
def test_a_fee_with_something_else_somewhere(household: Json, data: st.DataObject):
    household = json.loads(json.dumps(household))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(household)))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            holder.pop(key, None)
        elif (isinstance(holder, dict) and key in holder) or (isinstance(holder, list) and key < len(holder)):
            holder[key] = data.draw(JSON)
    for found in fees_of(json.dumps(household).encode()):
        found.as_bytes()


@given(JSON)
def test_any_json_at_all(value: Any):
    assert outcome_of(json.dumps(value).encode()) == []
    assert fees_of(json.dumps(value).encode()) == []
