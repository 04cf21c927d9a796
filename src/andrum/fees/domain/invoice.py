"""One invoice or credit note as plain values, before it is written in any format. Amounts in whole öre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from andrum.kernel.periods import Month


@dataclass(frozen=True, slots=True)
class Seller:
    """The municipality as it stands on an invoice."""

    name: str
    organisation_number: str
    vat_number: str
    street: str
    postal_code: str
    city: str
    endpoint_scheme: str
    endpoint: str
    contact: str
    phone: str
    email: str
    bankgiro: str
    payment_days: int
    buyer_endpoint_scheme: str
    buyer_endpoint: str
    tax_exemption_code: str
    tax_exemption_reason: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """The one who pays. ``customer`` is the reference of the matter; no personal number leaves in an invoice."""

    customer: str
    name: str
    street: str
    postal_code: str
    city: str
    personal_number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is charged: its code, what it is called, how much for the month."""

    code: str
    words: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice (380), or a credit note (381) of an earlier one."""

    number: str
    is_credit: bool
    month: Month
    issue_date: date
    due_date: date
    seller: Seller
    buyer: Buyer
    lines: tuple[Line, ...]
    credits_number: str = ""
    credits_date: date | None = None

    @property
    def total_ore(self) -> int:
        """The sum of the lines."""
        return sum(line.amount_ore for line in self.lines)


def decimal_of(ore: int) -> str:
    """``2660.00``: two decimals and a point, as invoices and most systems want it."""
    return f"{Decimal(ore) / 100:.2f}"


def lines_of(rows: Sequence[Mapping[str, object]]) -> tuple[Line, ...]:
    """Kept lines as they were; those of nothing are left out."""
    lines = [Line(str(row["code"]), str(row["words"]), int(str(row["amount_ore"]))) for row in rows]
    return tuple(line for line in lines if line.amount_ore)
