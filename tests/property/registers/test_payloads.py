"""Whatever a payload holds: it is read exactly, or refused by a word of ours. It is never half believed."""

import base64
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from andrum.automation.service import GarbledAnswerError, RegistersUnavailableError, register_answers
from andrum.integrations.registers import agencies, csn, lefi, messages
from andrum.integrations.registers.answering import read
from andrum.integrations.registers.csn import OtherPersonError
from andrum.integrations.registers.messages import UnreadableError
from andrum.integrations.registers.reading import code_of, ore
from tests.cast import NOW
from tests.unit.registers.world import NUMBER, QUESTION, answer_bytes, with_everything

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return answer_bytes(with_everything(tmp_path_factory.mktemp("registers")))


def payload(whole: bytes, agency: str, name: str) -> bytes:
    return base64.b64decode(
        etree.fromstring(whole).findtext(f".//{{{messages.SSBT}}}{agency}//{{{messages.SSBT}}}{name}")
    )


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def paths(value: object, here: tuple = ()) -> list[tuple]:
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    return [here, *(path for key, inner in rows for path in paths(inner, (*here, key)))]


@given(st.data())
def test_lefi_with_any_value_replaced_by_anything_is_read_exactly_or_refused(whole: bytes, data: st.DataObject):
    content = json.loads(payload(whole, "FK", "lefiJsonSvar"))
    before = lefi.answer(encoded(json.dumps(content).encode()))
    path = data.draw(st.sampled_from([path for path in paths(content) if path]))
    parent = content
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = data.draw(ANYTHING)
    try:
        after = lefi.answer(encoded(json.dumps(content).encode()))
    except UnreadableError:
        return
    assert isinstance(after, register_answers.SocialInsurance)
    is_whole = all(one.state == "OK" and not one.deviations for one in after.suppliers)
    lost = sum(len(one.payments) for one in before.suppliers) > sum(len(one.payments) for one in after.suppliers)
    assert not (is_whole and lost) or path[-1] in {"utbetalningar", "utbetalningsuppgift", "formansinformation"}


@given(st.data())
def test_a_payload_that_is_cut_short_is_refused(whole: bytes, data: st.DataObject):
    for agency, name in (("FK", "lefiJsonSvar"), ("CSN", "svar")):
        content = payload(whole, agency, name)
        cut = content[: data.draw(st.integers(0, len(content) - 2))]
        with pytest.raises(UnreadableError):
            lefi.answer(encoded(cut)) if agency == "FK" else csn.answer(encoded(cut), person_number=NUMBER)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_in_a_payload_are_refused_by_a_word_of_ours(content: bytes):
    with pytest.raises(UnreadableError):
        csn.answer(encoded(content), person_number=NUMBER)
    data = etree.Element("data")
    etree.SubElement(data, "svar").text = "".join(char for char in content.decode("latin-1") if char.isprintable())
    with pytest.raises(UnreadableError):
        agencies.capital_income(data, person_number=NUMBER)
    with pytest.raises(UnreadableError):
        lefi.answer(encoded(content))


@given(st.data())
def test_an_answer_that_is_cut_or_changed_anywhere_is_read_or_refused(whole: bytes, data: st.DataObject):
    place = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=3) | st.sampled_from([b"<", b"&", b"]]>", b"<!DOCTYPE x>", b"\x00"]))
    try:
        answer = read(whole[:place] + put + whole[place + len(put) :], question=QUESTION, at=NOW)
    except (GarbledAnswerError, RegistersUnavailableError):
        return
    assert answer.person_number == NUMBER


@given(st.data())
def test_csn_with_any_amount_changed_is_refused_unless_the_parts_make_up_the_whole(whole: bytes, data: st.DataObject):
    root = etree.fromstring(payload(whole, "CSN", "svar"))
    sums = list(root.iter(f"{{{messages.CSN_TYPES}}}totbelopp"))
    changed = data.draw(st.sampled_from(sums))
    said, new = changed.text, str(data.draw(st.integers(-9_999, 99_999)))
    changed.text = new
    is_inner_sum = changed.getparent().tag.endswith("Utbetaldtid")
    if new == said or is_inner_sum:
        return
    with pytest.raises((UnreadableError, OtherPersonError)):
        csn.answer(encoded(etree.tostring(root)), person_number=NUMBER)


@given(
    st.decimals(allow_nan=True, allow_infinity=True) | st.integers() | st.text(max_size=12) | st.booleans() | st.none()
)
def test_an_amount_is_whole_ore_or_refused(value: object):
    try:
        found = ore(value)
    except UnreadableError:
        return
    assert Decimal(found) / 100 == Decimal(str(value).strip() if isinstance(value, str) else value)


@given(st.text(max_size=60))
def test_a_code_that_is_repeated_holds_no_personal_number(text: str):
    assert NUMBER not in code_of(f"{text}{NUMBER}")
    assert len(code_of(text)) <= 40
