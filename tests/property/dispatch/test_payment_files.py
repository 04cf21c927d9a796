"""Whatever the names, texts and amounts: the file keeps to its schema and the sums are right."""

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from andrum.dispatch.domain.accounts import Account, AccountError, iban_holds
from andrum.dispatch.domain.payments import MAX_NAME, Payment, payment_file
from andrum.dispatch.domain.sender import load_sender
from andrum.dispatch.domain.text import BANK_TEXT, bank_text, breakable, readable
from andrum.kernel.bank_accounts import luhn_holds

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
TEXTS = st.text(max_size=200)
ACCOUNTS = st.sampled_from(["6000-123456789", "BG 991-2346", "PG 28 65-4", "SE35 5000 0000 0549 1000 0003"])
PAYMENTS = st.lists(
    st.tuples(st.integers(1, 10**12), TEXTS, TEXTS, ACCOUNTS.map(Account.parse)), min_size=1, max_size=5
)


@given(PAYMENTS)
def test_a_file_validates_and_adds_up_for_any_name_and_amount(rows: list[tuple[int, str, str, Account]]):
    payments = [
        Payment(key=f"P{n}", amount_ore=ore, name=name, message=message, account=account)
        for n, (ore, name, message, account) in enumerate(rows)
    ]
    content = payment_file(
        message_id="M1", payments=payments, sender=load_sender(), execution_date=date(2026, 11, 3), at=AT
    )
    root = ET.fromstring(content)  # noqa: S314 - our own file
    amounts = [Decimal(found.text or "") for found in root.findall(".//p:InstdAmt", NS)]
    assert sum(amounts) * 100 == sum(row[0] for row in rows)
    assert {found.text for found in root.findall(".//p:CtrlSum", NS)} == {f"{sum(amounts):.2f}"}
    names = [found.text or "" for found in root.findall(".//p:Cdtr/p:Nm", NS)]
    assert all(0 < len(name) <= MAX_NAME and set(name) <= BANK_TEXT for name in names)
    assert content == payment_file(
        message_id="M1", payments=payments, sender=load_sender(), execution_date=date(2026, 11, 3), at=AT
    )


@given(TEXTS, st.integers(1, 140))
def test_a_banks_text_is_short_allowed_and_never_empty(text: str, length: int):
    shown = bank_text(text, length=length, otherwise="-")
    assert 0 < len(shown) <= length
    assert set(shown) <= BANK_TEXT
    assert "//" not in shown
    assert shown == shown.strip()


@given(st.text(alphabet=st.characters(max_codepoint=0x17F), min_size=1, max_size=40))
def test_swedish_letters_are_kept_and_others_spelt(text: str):
    assert bank_text("Åsa Öström", length=70, otherwise="-") == "Åsa Öström"
    assert bank_text("Zoë Łukasz-Ñandú Sørensen", length=70, otherwise="-") == "Zoe Lukasz-Nandu Sörensen"
    assert bank_text(text, length=70, otherwise="-")


@given(st.one_of(TEXTS, st.dictionaries(st.sampled_from(["clearing", "number", "bankgiro", "iban"]), TEXTS)))
def test_any_text_is_an_account_or_an_account_error(value: object):
    try:
        account = Account.parse(value)
    except AccountError:
        return
    assert Account.from_json(account.as_json()) == account
    assert Account.parse(account.as_fact()) == account


@given(st.text("0123456789", min_size=1, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_never_passes_the_check_digit(start: str, place: int, step: int):
    number = next(start + last for last in "0123456789" if luhn_holds(start + last))
    place %= len(number)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not luhn_holds(wrong)


@given(st.integers(2, 23), st.integers(1, 9))
def test_one_wrong_digit_in_an_iban_never_passes(place: int, step: int):
    iban = "SE3550000000054910000003"
    assert iban_holds(iban)
    assert not iban_holds(iban[:place] + str((int(iban[place]) + step) % 10) + iban[place + 1 :])


@given(TEXTS)
def test_readable_text_holds_no_control_or_direction_characters(text: str):
    shown = readable(text)
    assert readable(shown) == shown
    assert not set(shown) & set("\x00\x07\x1b\r\t\u202e\u200f\ufeff")
    assert breakable(shown).replace("\u200b", "") == shown
