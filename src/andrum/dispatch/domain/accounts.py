"""Accounts a payment can go to: clearing and account number, or Bankgiro."""

from dataclasses import dataclass
from typing import Self

from andrum.dispatch.domain.errors import AccountError

CLEARING = range(1000, 10_000)
FIVE_DIGIT_CLEARING = range(8000, 9000)


def _digits(text: str) -> str:
    return "".join(text.replace("-", "").replace(".", "").split())


def luhn_holds(digits: str) -> bool:
    """True when the last digit is the modulus-10 check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        product = int(digit) * (1 + place % 2)
        total += product - 9 if product > 9 else product
    return total % 10 == 0


@dataclass(frozen=True, slots=True)
class Account:
    """Where money goes. ``kind`` is ``bank`` (clearing and number) or ``bankgiro`` (number alone)."""

    kind: str
    number: str
    clearing: str = ""

    @classmethod
    def bank(cls, *, clearing: str, number: str) -> Self:
        """A Swedish bank account. Raises AccountError.

        A clearing number has four digits; Swedbank's from 8000 may have a fifth, a check digit, which the bank's own
        file does not want.
        """
        clearing, number = _digits(clearing), _digits(number)
        if not (clearing + number).isascii() or not (clearing.isdigit() and number.isdigit()):
            raise AccountError(
                "Kontonumret går inte att läsa.", todo="Skriv clearingnummer och kontonummer med siffror."
            )
        if len(clearing) == 5 and int(clearing[:4]) in FIVE_DIGIT_CLEARING:
            if not luhn_holds(clearing):
                raise AccountError(
                    "Clearingnumret stämmer inte.", todo="Kontrollera det femte siffran i clearingnumret."
                )
            clearing = clearing[:4]
        if len(clearing) != 4 or int(clearing) not in CLEARING:
            raise AccountError("Clearingnumret stämmer inte.", todo="Skriv fyra siffror, till exempel 6000.")
        if not 5 <= len(number) <= 12 or not int(number):
            raise AccountError("Kontonumret stämmer inte.", todo="Skriv 5 till 12 siffror utan clearingnummer.")
        return cls(kind="bank", number=number, clearing=clearing)

    @classmethod
    def bankgiro(cls, number: str) -> Self:
        """A Bankgiro number, seven or eight digits with a check digit. Raises AccountError."""
        digits = _digits(number)
        if not (digits.isascii() and digits.isdigit() and len(digits) in (7, 8) and luhn_holds(digits)):
            raise AccountError(
                "Bankgironumret stämmer inte.", todo="Skriv sju eller åtta siffror, till exempel 991-2346."
            )
        return cls(kind="bankgiro", number=digits)

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read the fact ``payment.account``: ``{"clearing", "number"}``, ``{"bankgiro"}`` or ``"6000-123456789"``."""
        if isinstance(value, dict):
            if value.get("bankgiro"):
                return cls.bankgiro(str(value["bankgiro"]))
            return cls.bank(clearing=str(value.get("clearing", "")), number=str(value.get("number", "")))
        if isinstance(value, str):
            clearing, _, number = value.strip().replace(",", "-").partition("-")
            if not number:
                digits = _digits(value)
                clearing, number = digits[:4], digits[4:]
            return cls.bank(clearing=clearing, number=number)
        raise AccountError("Kontonumret saknas.", todo="Be om clearingnummer och kontonummer.")

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """Read what ``as_json`` wrote, checked anew. Raises AccountError."""
        if not isinstance(kept, dict):
            raise AccountError("Kontonumret saknas.", todo="Be om clearingnummer och kontonummer.")
        kind, number = str(kept.get("kind", "")), str(kept.get("number", ""))
        if kind == "bank":
            return cls.bank(clearing=str(kept.get("clearing", "")), number=number)
        if kind == "bankgiro":
            return cls.bankgiro(number)
        raise AccountError("Kontonumret saknas.", todo="Be om clearingnummer och kontonummer.")

    def as_json(self) -> dict[str, str]:
        """The account as it is kept with the payment."""
        return {"kind": self.kind, "clearing": self.clearing, "number": self.number}

    @property
    def masked(self) -> str:
        """All but the last three digits hidden."""
        return f"{self.clearing} •••• {self.number[-3:]}".strip()


@dataclass(frozen=True, slots=True)
class Payee:
    """Who gets the money. Without an account a person has to see to the payment (a cash card, for example)."""

    name: str
    account: Account | None
