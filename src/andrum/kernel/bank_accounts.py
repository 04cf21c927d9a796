"""Swedish bank accounts: what can be read as one, and how an ordinary account number is built in each bank.

The series and rules lie in ``parameters/bank_accounts.*.yaml``. They only ask a person to look again and refuse
nobody: banks know exceptions, new banks come, and the table is only derived. What is wrong all the same comes back from
the bank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Self

from andrum.kernel.dated_files import content_of, newest_file
from andrum.kernel.errors import AndrumError
from andrum.kernel.words import marked as _

FOLDER: Final = Path(__file__).parent / "parameters"
CLEARING: Final = range(1000, 10_000)
FIVE_DIGIT_CLEARING: Final = range(8000, 9000)
SEPARATORS: Final = str.maketrans("", "", "-.–\u2212")
UNKNOWN, TOO_LONG, CHECK_DIGIT = "unknown_clearing", "too_long", "check_digit"

WRONG_CLEARING: Final = _(
    "Clearingnumret stämmer inte. Skriv fyra siffror, eller fem om det börjar på 8. "
    "Du hittar det i bankens app eller på ett kontoutdrag."
)
WRONG_FIFTH: Final = _(
    "Clearingnumret stämmer inte. Kontrollera den femte siffran, eller skriv bara de fyra första. "
    "Du hittar det i bankens app eller på ett kontoutdrag."
)
WRONG_NUMBER: Final = _(
    "Kontonumret stämmer inte. Skriv 5 till 12 siffror utan clearingnummer. "
    "Du hittar det i bankens app eller på ett kontoutdrag."
)
DOUBTS: Final = {
    UNKNOWN: _(
        "Clearingnumret finns inte bland de banker vi känner till. Jämför med bankens app eller ett kontoutdrag."
    ),
    TOO_LONG: _(
        "Kontonumret är längre än bankens kontonummer brukar vara. Skriv det utan clearingnummer. "
        "Du hittar det i bankens app eller på ett kontoutdrag."
    ),
    CHECK_DIGIT: _(
        "Kontonumret följer inte bankens regler, så en siffra i det eller i clearingnumret kan vara fel. "
        "Jämför med bankens app eller ett kontoutdrag."
    ),
}
"""What to say to one who should look again, by the code of the doubt."""


class BankAccountError(AndrumError):
    """Two texts that are no bank account. ``field`` is ``clearing`` or ``number``; ``text`` is all the words."""

    def __init__(self, field: str, text: str) -> None:
        what, _end, todo = text.partition(". ")
        super().__init__(f"{what}.", todo=todo)
        self.field, self.text = field, text


@dataclass(frozen=True, slots=True)
class BankAccount:
    """A clearing number of four digits and an account number of 5 to 12."""

    clearing: str
    number: str

    @classmethod
    def read(cls, *, clearing: str, number: str) -> Self:
        """Read what a person wrote, with any spaces, full stops and hyphens. Raises BankAccountError.

        Swedbank's clearing numbers from 8000 may have a fifth digit, a check digit, which payment files do not want.
        """
        clearing, number = bare(clearing), bare(number)
        if len(clearing) == 5 and is_number(clearing) and int(clearing[:4]) in FIVE_DIGIT_CLEARING:
            if not luhn_holds(clearing):
                raise BankAccountError("clearing", WRONG_FIFTH)
            clearing = clearing[:4]
        if not (is_number(clearing) and len(clearing) == 4 and int(clearing) in CLEARING):
            raise BankAccountError("clearing", WRONG_CLEARING)
        if not (is_number(number) and 5 <= len(number) <= 12 and int(number)):
            raise BankAccountError("number", WRONG_NUMBER)
        return cls(clearing=clearing, number=number)

    def doubt(self, *, day: date) -> str:
        """Why a person should look again at the account number: empty, or a code of ``DOUBTS``."""
        found = next((row for row in series_on(day) if row.first <= int(self.clearing) <= row.last), None)
        if found is None:
            return UNKNOWN
        number = self.number.lstrip("0")
        if len(number) > found.digits:
            return TOO_LONG
        return "" if found.holds(self.clearing, number) else CHECK_DIGIT


@dataclass(frozen=True, slots=True)
class Series:
    """Clearing numbers ``first`` to ``last`` and how account numbers are built there.

    ``digits`` is the most an account number has, without leading zeros left out; ``modulus`` 10 or 11;
    ``clearing_digits`` how many of the clearing number's last digits the check digit counts too.
    """

    first: int
    last: int
    bank: str
    digits: int
    modulus: int
    clearing_digits: int

    def holds(self, clearing: str, number: str) -> bool:
        """True when the last digit is the check digit of those before it."""
        whole = clearing[len(clearing) - self.clearing_digits :] + number.zfill(self.digits)
        return luhn_holds(whole) if self.modulus == 10 else mod_11_holds(whole)


def bare(text: str) -> str:
    """The text without the spaces, full stops and hyphens that people write between digits."""
    return "".join(text.translate(SEPARATORS).split())


def is_number(text: str) -> bool:
    """True for one or more of the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def luhn_holds(digits: str) -> bool:
    """True when the last digit is the modulus-10 check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        product = int(digit) * (1 + place % 2)
        total += product - 9 if product > 9 else product
    return total % 10 == 0


def mod_11_holds(digits: str) -> bool:
    """True when the digits, weighted 1, 2 … 10, 1 from the last one, make a multiple of eleven."""
    return sum(int(digit) * (1 + place % 10) for place, digit in enumerate(reversed(digits))) % 11 == 0


@cache
def series_on(day: date) -> tuple[Series, ...]:
    """The series as they stood on a day, in order; none before the first table. Raises AndrumError for a wrong file."""
    path = newest_file("bank_accounts", day=day, folders=(FOLDER,), error=AndrumError)
    return () if path is None else _read(path)


@cache
def _read(path: Path) -> tuple[Series, ...]:
    content: Mapping[str, Any] = content_of(path, needs=("rules", "series"), error=AndrumError)
    rules = content["rules"]
    rows = tuple(Series(first, last, bank, **rules[rule]) for first, last, rule, bank in content["series"])
    if any(one.last >= other.first for one, other in pairwise(rows)) or any(row.first > row.last for row in rows):
        raise AndrumError(f"{path.name}: serierna kommer inte i ordning.", todo=_("Rätta filen."))
    return rows
