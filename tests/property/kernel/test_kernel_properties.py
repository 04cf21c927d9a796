"""What holds for every amount, month and number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andrum.kernel.identity import PersonalNumber, PersonalNumberError, made_up_number
from andrum.kernel.money import kronor, parse_kronor
from andrum.kernel.periods import Month

months = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@given(st.integers(-(10**12), 10**12))
def test_an_amount_survives_being_written_and_read(ore: int):
    assert parse_kronor(kronor(ore)) == ore


@given(months, st.integers(-500, 500))
def test_shifting_there_and_back_is_no_shift(month: Month, steps: int):
    assert month.shift(steps).shift(-steps) == month
    assert (month.shift(steps) > month) == (steps > 0)
    assert Month.parse(str(month)) == month


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.integers(980, 999), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_never_a_number(born: date, birth_number: int, place: int, step: int):
    digits = str(made_up_number(born, birth_number))
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    if place < 2:
        return  # the century stands outside the check digit
    with pytest.raises(PersonalNumberError):
        PersonalNumber.parse(wrong)
