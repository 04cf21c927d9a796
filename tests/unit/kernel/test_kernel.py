"""Money, months, identity numbers, draws and events."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from andrum.kernel import events
from andrum.kernel.clock import FixedClock, swedish_day
from andrum.kernel.draws import is_drawn, lot
from andrum.kernel.errors import AndrumError
from andrum.kernel.identity import PersonalNumber, PersonalNumberError, made_up_number
from andrum.kernel.money import AmountError, kronor, parse_kronor
from andrum.kernel.periods import Month, MonthError, age_on, day_in_words


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (0, "0 kr"),
        (1_234_500, "12 345 kr"),
        (1_234_550, "12 345,50 kr"),
        (-5, "−0,05 kr"),
        (100_000_000, "1 000 000 kr"),
    ],
)
def test_kronor_are_written_for_people(ore: int, text: str):
    assert kronor(ore).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("text", "ore"), [("12 345", 1_234_500), ("12345,50", 1_234_550), ("7 000 kr", 700_000), ("0", 0), ("1.5", 150)]
)
def test_kronor_are_read_as_people_write_them(text: str, ore: int):
    assert parse_kronor(text) == ore


@pytest.mark.parametrize("text", ["", "tolv", "1,234", "1e400", "NaN", "Infinity", "12,3,4", "9" * 40, "0x10"])
def test_what_is_no_amount_is_refused_with_what_to_do(text: str):
    with pytest.raises(AmountError) as error:
        parse_kronor(text)
    assert error.value.todo


def test_months_shift_over_new_year():
    assert Month(2026, 11).shift(2) == Month(2027, 1)
    assert Month(2026, 1).shift(-1) == Month(2025, 12)
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert Month.of(date(2026, 11, 24)).in_words == "november 2026"
    assert day_in_words(date(2026, 11, 2)) == "2 november 2026"


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-1", "26-01", "2026/01", "²026-01", ""])
def test_what_is_no_month_is_refused(text: str):
    with pytest.raises(MonthError):
        Month.parse(text)


def test_age_turns_on_the_birthday():
    assert age_on(born=date(2015, 11, 24), day=date(2026, 11, 23)) == 10
    assert age_on(born=date(2015, 11, 24), day=date(2026, 11, 24)) == 11


def test_a_made_up_number_can_be_nobody():
    number = made_up_number(date(1990, 1, 1), 980)
    assert number.is_test_number
    assert number.born == date(1990, 1, 1)
    assert number.masked == "19900101-••••"
    assert PersonalNumber.parse(number.with_hyphen) == number
    with pytest.raises(PersonalNumberError):
        made_up_number(date(1990, 1, 1), 123)


def test_a_coordination_number_says_its_day():
    number = PersonalNumber.parse("197010632391")
    assert number.is_coordination_number
    assert number.born == date(1970, 10, 3)


@pytest.mark.parametrize(
    "text", ["", "9001019802", "199001019803", "199013019802", "19900101980a", "１９９００１０１９８０２"]
)
def test_what_is_no_personal_number_is_refused(text: str):
    with pytest.raises(PersonalNumberError) as error:
        PersonalNumber.parse(text)
    assert text == "" or text not in str(error.value)


def test_a_draw_can_be_repeated_by_anybody():
    # the same everywhere: nothing but the seed and the key goes in
    assert lot(seed="frö", key="ärende-1") == lot(seed="frö", key="ärende-1")
    assert not is_drawn(seed="frö", key="ärende-1", share=Fraction(0))
    assert is_drawn(seed="frö", key="ärende-1", share=Fraction(1))
    drawn = sum(is_drawn(seed="2026-11-23", key=f"run:{n}", share=Fraction(1, 20)) for n in range(20_000))
    assert 900 < drawn < 1_100


def test_an_event_waits_for_its_delivery_and_a_handler_is_called_once():
    class Told:
        pass

    heard: list[object] = []
    waiting: list[object] = []
    events.subscribe(Told, heard.append)
    events.subscribe(Told, heard.append)
    before = events._delivery[0]
    events.deliver_by(waiting.append)
    try:
        events.publish(Told())
    finally:
        events.deliver_by(before)
    assert (len(heard), len(waiting)) == (0, 1)
    waiting[0]()
    assert len(heard) == 1


def test_a_swedish_day_begins_before_the_utc_day():
    clock = FixedClock(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    assert swedish_day(clock.now()) == date(2026, 7, 1)


def test_an_error_says_what_is_saved_and_what_to_do():
    error = AndrumError("Det gick fel.", saved="Dina svar är sparade.", todo="Försök igen.")
    assert str(error) == "Det gick fel. Dina svar är sparade. Försök igen."
