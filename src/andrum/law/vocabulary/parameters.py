"""A number that the law or the municipality sets, with its day, its source and who has checked it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["confirmed", "derived", "missing"]
Unit = Literal["kronor_per_month", "kronor", "per_cent", "years", "months", "days", "count", "choice", "points",
               "prisbasbelopp_per_year"]  # fmt: skip
Value = int | str | None
TEN_THOUSANDTHS = 10_000
"""A share of the prisbasbelopp is kept in ten-thousandths: 1.4789 is 14789."""

MONEY_UNITS = ("kronor_per_month", "kronor")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated value.

    Args:
        id: ``riksnorm.single``.
        words: What it is, in Swedish.
        value: Öre for money; a whole number or a word otherwise; None where there is no limit or no known amount.
        unit: What the value counts.
        reference: The text that sets it.
        checked_by: Who compared it with that text.
        checked_on: When.
        status: ``confirmed``, ``derived`` (worked out, not read) or ``missing``. Only a confirmed one decides alone.
        valid_from: First day it applies.
        note: What the one who checks next should know.
    """

    id: str
    words: str
    value: Value
    unit: Unit
    reference: str
    checked_by: str
    checked_on: date
    status: Status
    valid_from: date
    note: str = ""

    @property
    def version(self) -> str:
        """``riksnorm.single@2026-01-01``."""
        return f"{self.id}@{self.valid_from.isoformat()}"
