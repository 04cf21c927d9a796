"""Ordinary account numbers: which rule holds in which bank. A doubt asks somebody to look again; nobody is refused."""

from datetime import date

import pytest
import yaml

from andrum.kernel.bank_accounts import (
    CHECK_DIGIT,
    DOUBTS,
    FOLDER,
    TOO_LONG,
    UNKNOWN,
    BankAccount,
    BankAccountError,
    mod_11_holds,
    series_on,
)
from andrum.kernel.identity import made_up_number

DAY = date(2026, 11, 25)
PERSON = str(made_up_number(date(1979, 4, 11), 985))[2:]
RIGHT = [
    ("5000", "1234560"),  # type 1, comment 1: 000 and 7·1+6·2+5·3+4·4+3·5+2·6 = 77
    ("5365", "1234568"),  # the clearing number's last three count: 10·3+9·6+8·5 = 124, and 124+77+8 = 19·11
    ("9550", "1234566"),  # type 1, comment 2: all four count: 9+10·5+9·5 = 104, and 104+77+6 = 17·11
    ("9789", "1111113"),
    ("6789", "123456789"),  # type 2, comment 2: the bank's own example
    ("3300", PERSON),  # type 2, comment 1: a personal number
    ("8327", "1234567897"),  # type 2, comment 3
]


def doubt(clearing: str, number: str) -> str:
    return BankAccount.read(clearing=clearing, number=number).doubt(day=DAY)


@pytest.mark.parametrize(("clearing", "number"), RIGHT)
def test_of_ten_last_digits_one_is_right(clearing: str, number: str):
    assert [last for last in "0123456789" if not doubt(clearing, number[:-1] + last)] == [number[-1]]


@pytest.mark.parametrize(("clearing", "number"), RIGHT)
def test_two_digits_that_have_changed_places_are_noticed(clearing: str, number: str):
    places = [
        place for place in range(len(number) - 1) if abs(int(number[place]) - int(number[place + 1])) not in (0, 9)
    ]
    for place in places:
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert doubt(clearing, swapped) == CHECK_DIGIT, swapped


def test_zeros_before_the_number_may_be_left_out_or_written():
    assert doubt("6000", "000012343") == doubt("6000", "12343") == ""
    assert doubt("6000", "000000012343") == ""


@pytest.mark.parametrize(
    ("clearing", "number"), [("5000", "12345678"), ("6000", "1234567890"), ("8327", "12345678901")]
)
def test_a_number_longer_than_the_banks_is_noticed(clearing: str, number: str):
    assert doubt(clearing, number) == TOO_LONG


@pytest.mark.parametrize("clearing", ["1000", "2999", "9010", "9999"])
def test_a_clearing_number_that_nobody_knows_is_looked_at_not_refused(clearing: str):
    assert doubt(clearing, "1234567") == UNKNOWN


def test_before_the_first_table_every_clearing_number_is_unknown():
    assert series_on(date(2017, 3, 6)) == ()
    assert BankAccount("6789", "123456789").doubt(day=date(2017, 3, 6)) == UNKNOWN


def test_every_table_says_where_it_is_from_and_how_sure_it_is():
    for path in FOLDER.glob("bank_accounts.*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert content["reference"]
        assert content["status"] in {"confirmed", "derived"}
        assert path.name == f"bank_accounts.{content['valid_from']}.yaml"
        assert {row[2] for row in content["series"]} == set(content["rules"])


def test_modulus_eleven_begins_its_weights_anew_after_ten():
    assert mod_11_holds("1" + "0" * 9 + "1") is False
    assert mod_11_holds("5" + "0" * 9 + "6") is True


@pytest.mark.parametrize(
    ("clearing", "number", "field"),
    [
        ("600", "123456789", "clearing"), ("0999", "123456789", "clearing"), ("6000-1", "123456789", "clearing"),
        ("8327-1", "1234567897", "clearing"), ("sexton", "123456789", "clearing"), ("٦٠٠٠", "123456789", "clearing"),
        ("6000", "1234", "number"), ("6000", "0000000", "number"), ("6000", "1234567890123", "number"),
        ("6000", "konto", "number"), ("6000", "", "number"),
    ],
)  # fmt: skip
def test_what_is_no_account_says_which_field_is_wrong_and_where_the_number_stands(
    clearing: str, number: str, field: str
):
    with pytest.raises(BankAccountError) as found:
        BankAccount.read(clearing=clearing, number=number)
    assert found.value.field == field
    assert "kontoutdrag" in found.value.todo
    assert found.value.text == str(found.value)


def test_every_doubt_says_where_the_right_number_stands():
    assert set(DOUBTS) == {UNKNOWN, TOO_LONG, CHECK_DIGIT}
    assert all("kontoutdrag" in text for text in DOUBTS.values())
