"""What is an account, and what is none."""

from datetime import date

import pytest

from andrum.dispatch.domain.accounts import Account, AccountError


@pytest.mark.parametrize(
    ("written", "kind", "clearing", "number"),
    [
        ("6000-123456789", "bank", "6000", "123456789"),
        ("6000 123 456 789", "bank", "6000", "123456789"),
        ("6000, 123 456 789", "bank", "6000", "123456789"),
        ("8327-9, 123 456 789-0", "bank", "8327", "1234567890"),
        ("8327-9-1234567890", "bank", "8327", "1234567890"),
        ("83279, 1234567890", "bank", "8327", "1234567890"),
        ("8327-1234567890", "bank", "8327", "1234567890"),
        ("BG 991-2346", "bankgiro", "", "9912346"),
        ("bg: 9912346", "bankgiro", "", "9912346"),
        ("PG 28 65-4", "plusgiro", "", "28654"),
        ("SE35 5000 0000 0549 1000 0003", "iban", "", "SE3550000000054910000003"),
        ({"clearing": "6000", "number": "123456789"}, "bank", "6000", "123456789"),
        ({"bankgiro": "991-2346"}, "bankgiro", "", "9912346"),
        ({"plusgiro": "28654"}, "plusgiro", "", "28654"),
        ({"iban": "se3550000000054910000003"}, "iban", "", "SE3550000000054910000003"),
    ],
)
def test_an_account_is_read_as_people_write_it(written: object, kind: str, clearing: str, number: str):
    assert Account.parse(written) == Account(kind=kind, number=number, clearing=clearing)


@pytest.mark.parametrize(
    "written",
    [
        None, "", " ", 7, [], {}, {"clearing": None, "number": None}, "0999-12345", "6000-1234", "6000-0000000",
        "BG 0000000", "6000-1234567890123", "83271234567890", "83271, 1234567890", "8327-1, 123 456 789-0",
        "BG 991-2345", "PG 28 65-3", "SE35 5000 0000 0549 1000 0004", "DE89 3704 0044 0532 0130 00", "٦٠٠٠-١٢٣٤٥٦",
        "konto", "PG 0", {"iban": "NO9386011117947"},
    ],
)  # fmt: skip
def test_what_is_no_account_says_what_to_write(written: object):
    with pytest.raises(AccountError) as found:
        Account.parse(written)
    assert found.value.todo


def test_a_masked_account_shows_the_last_three_digits_only():
    assert Account.parse("6000-123456789").masked == "6000 •••• 789"
    assert Account.parse("BG 991-2346").masked == "bankgiro •••• 346"


def test_only_ordinary_account_numbers_are_doubted():
    others = ("BG 991-2346", "PG 28 65-4", "SE35 5000 0000 0549 1000 0003", "6000-123456789")
    assert [Account.parse(one).doubt(day=date(2026, 11, 25)) for one in (*others, "6000-123456788")] == [
        "", "", "", "", "check_digit",
    ]  # fmt: skip
