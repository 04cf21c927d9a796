"""Swedish personal identity numbers (personnummer) and co-ordination numbers (samordningsnummer)."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _

COORDINATION_DAY_OFFSET = 60
TEST_BIRTH_NUMBERS = range(980, 1000)
"""Birth numbers that Skatteverket gives to test persons only (980-999)."""


class PersonalNumberError(AndrumError):
    """A text that is no personal identity number."""

    def __init__(self) -> None:
        super().__init__(
            _("Personnumret stämmer inte."),
            todo=_("Skriv tolv siffror: år, månad, dag och de fyra sista, till exempel 19900101-9802."),
        )


def check_digit(nine_digits: str) -> int:
    """The Luhn check digit of the nine digits before it."""
    total = 0
    for position, digit in enumerate(nine_digits):
        product = int(digit) * (2 - position % 2)
        total += product - 9 if product > 9 else product
    return -total % 10


@dataclass(frozen=True, order=True, slots=True)
class PersonalNumber:
    """A checked number of twelve digits. ``str`` gives all twelve; show ``masked`` unless the whole is needed."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYYMMDDNNNC`` with or without hyphen. Raises PersonalNumberError."""
        digits = text.strip().replace("-", "").replace(" ", "")
        if not (len(digits) == 12 and digits.isascii() and digits.isdigit()):
            raise PersonalNumberError
        number = cls(digits)
        try:
            number.born  # noqa: B018 - raises when there is no such day
        except ValueError:
            raise PersonalNumberError from None
        if check_digit(digits[2:11]) != int(digits[11]):
            raise PersonalNumberError
        return number

    @property
    def is_coordination_number(self) -> bool:
        """True for a samordningsnummer, whose day is raised by 60."""
        return int(self.digits[6:8]) > COORDINATION_DAY_OFFSET

    @property
    def born(self) -> date:
        """The day of birth that the number says."""
        day = int(self.digits[6:8]) - (COORDINATION_DAY_OFFSET if self.is_coordination_number else 0)
        return date(int(self.digits[:4]), int(self.digits[4:6]), day)

    @property
    def is_test_number(self) -> bool:
        """True when no real person can have the number."""
        return int(self.digits[8:11]) in TEST_BIRTH_NUMBERS

    @property
    def masked(self) -> str:
        """``19900101-••••``."""
        return f"{self.digits[:8]}-••••"

    @property
    def with_hyphen(self) -> str:
        """``19900101-9802``."""
        return f"{self.digits[:8]}-{self.digits[8:]}"

    def __str__(self) -> str:
        return self.digits


def made_up_number(born: date, birth_number: int) -> PersonalNumber:
    """A number for a made-up person born that day. ``birth_number`` lies in 980-999."""
    if birth_number not in TEST_BIRTH_NUMBERS:
        raise PersonalNumberError
    nine = f"{born:%y%m%d}{birth_number}"
    return PersonalNumber.parse(f"{born:%Y}{nine[2:]}{check_digit(nine)}")
