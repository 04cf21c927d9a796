"""How an ordinary account number is built in each bank, so that a person can be asked to look again at a slip.

The series and rules lie in ``parameters/bank_accounts.*.yaml``. Nothing is refused by them: banks know exceptions, new
banks come, and the table is only derived. What is wrong all the same comes back from the bank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from andrum.dispatch.domain.accounts import Account, luhn_holds
from andrum.dispatch.domain.errors import DispatchError
from andrum.kernel.dated_files import content_of, newest_file

FOLDER: Final = Path(__file__).parents[1] / "parameters"
UNKNOWN, TOO_LONG, CHECK_DIGIT = "unknown_clearing", "too_long", "check_digit"


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


def mod_11_holds(digits: str) -> bool:
    """True when the digits, weighted 1, 2 … 10, 1 from the last one, make a multiple of eleven."""
    return sum(int(digit) * (1 + place % 10) for place, digit in enumerate(reversed(digits))) % 11 == 0


@cache
def series_on(day: date) -> tuple[Series, ...]:
    """The series as they stood on a day, in order; none before the first table. Raises DispatchError."""
    path = newest_file("bank_accounts", day=day, folders=(FOLDER,), error=DispatchError)
    return () if path is None else _read(path)


def _read(path: Path) -> tuple[Series, ...]:
    content: Mapping[str, Any] = content_of(path, needs=("rules", "series"), error=DispatchError)
    rules = content["rules"]
    rows = tuple(Series(first, last, bank, **rules[rule]) for first, last, rule, bank in content["series"])
    if any(one.last >= other.first for one, other in pairwise(rows)) or any(row.first > row.last for row in rows):
        raise DispatchError(f"{path.name}: serierna kommer inte i ordning.", todo="Rätta filen.")
    return rows


def doubt_of(account: Account, *, day: date) -> str:
    """Why a person should look again at an account number: empty, or one of the three codes."""
    if account.kind != "bank":
        return ""
    found = next((row for row in series_on(day) if row.first <= int(account.clearing) <= row.last), None)
    if found is None:
        return UNKNOWN
    number = account.number.lstrip("0")
    if len(number) > found.digits:
        return TOO_LONG
    return "" if found.holds(account.clearing, number) else CHECK_DIGIT
