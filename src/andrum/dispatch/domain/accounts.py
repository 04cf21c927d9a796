"""Accounts a payment can go to: a Swedish bank account, Bankgiro, PlusGiro or a Swedish IBAN.

Check digits are checked where the number itself carries one that all banks keep to: Bankgiro, PlusGiro, IBAN, and the
fifth digit of a clearing number from 8000. An account number alone follows its bank's own rules, with exceptions known
only to the bank; a wrong one comes back from the bank.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from andrum.dispatch.domain.errors import AccountError
from andrum.kernel.bank_accounts import BankAccount, BankAccountError, bare, is_number, luhn_holds
from andrum.kernel.words import marked as _

SWEDISH_IBAN_LENGTH = 24
SPLIT = re.compile(r"\s*,\s*")
FIFTH_DIGIT = re.compile(r"(8\d{3})\s*[-–]\s*(\d)\s*[-–,\s]\s*(\d.*)")


def iban_holds(iban: str) -> bool:
    """True when the two check digits after the country are right (ISO 13616, modulus 97)."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


@dataclass(frozen=True, slots=True)
class Account:
    """Where money goes. ``kind`` is ``bank`` (with a clearing number), ``bankgiro``, ``plusgiro`` or ``iban``."""

    kind: str
    number: str
    clearing: str = ""

    @classmethod
    def bank(cls, *, clearing: str, number: str) -> Self:
        """A Swedish bank account. Raises AccountError."""
        try:
            read = BankAccount.read(clearing=clearing, number=number)
        except BankAccountError as hinder:
            raise AccountError(hinder.what, todo=hinder.todo) from None
        return cls(kind="bank", number=read.number, clearing=read.clearing)

    @classmethod
    def bankgiro(cls, number: str) -> Self:
        """A Bankgiro number, seven or eight digits with a check digit. Raises AccountError."""
        digits = bare(number)
        if not (is_number(digits) and len(digits) in (7, 8) and int(digits) and luhn_holds(digits)):
            raise AccountError(
                _("Bankgironumret stämmer inte."), todo=_("Skriv sju eller åtta siffror, till exempel 991-2346.")
            )
        return cls(kind="bankgiro", number=digits)

    @classmethod
    def plusgiro(cls, number: str) -> Self:
        """A PlusGiro number, two to eight digits with a check digit. Raises AccountError."""
        digits = bare(number)
        if not (is_number(digits) and 2 <= len(digits) <= 8 and int(digits) and luhn_holds(digits)):
            raise AccountError(
                _("Plusgironumret stämmer inte."), todo=_("Skriv två till åtta siffror, till exempel 28 65-4.")
            )
        return cls(kind="plusgiro", number=digits)

    @classmethod
    def iban(cls, number: str) -> Self:
        """A Swedish IBAN: SE and 22 digits of which two are check digits. Raises AccountError."""
        iban = bare(number).upper()
        if not (iban.startswith("SE") and len(iban) == SWEDISH_IBAN_LENGTH and is_number(iban[2:])):
            raise AccountError(
                _("Kontot är inget svenskt IBAN."), todo=_("Skriv SE och 22 siffror, eller betala ut på annat sätt.")
            )
        if not iban_holds(iban):
            raise AccountError(_("IBAN-numret stämmer inte."), todo=_("Kontrollera siffrorna."))
        return cls(kind="iban", number=iban)

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read the fact ``payment.account`` or what a person wrote. Raises AccountError.

        Args:
            value: ``{"clearing", "number"}``, ``{"bankgiro"}``, ``{"plusgiro"}``, ``{"iban"}``, or a text such as
                ``6000-123456789``, ``8327-9, 123 456 789-0``, ``BG 991-2346``, ``PG 28 65-4`` or ``SE35 5000 …``.
        """
        if isinstance(value, dict):
            for kind in ("bankgiro", "plusgiro", "iban"):
                if value.get(kind):
                    return cls._of_kind(kind, str(value[kind]))
            return cls.bank(clearing=str(value.get("clearing") or ""), number=str(value.get("number") or ""))
        if isinstance(value, str) and value.strip():
            return cls._of_text(" ".join(value.split()))
        raise AccountError(_("Kontonumret saknas."), todo=_("Be om clearingnummer och kontonummer."))

    @classmethod
    def _of_kind(cls, kind: str, number: str) -> Self:
        if kind == "iban":
            return cls.iban(number)
        return cls.plusgiro(number) if kind == "plusgiro" else cls.bankgiro(number)

    @classmethod
    def _of_text(cls, text: str) -> Self:
        start = text[:2].upper()
        if start in {"BG", "PG"}:
            return cls._of_kind("bankgiro" if start == "BG" else "plusgiro", text[2:].lstrip(": "))
        if start.isalpha():
            return cls.iban(text)
        if match := FIFTH_DIGIT.fullmatch(text):
            return cls.bank(clearing=match[1] + match[2], number=match[3])
        parts = SPLIT.split(text, maxsplit=1)
        if len(parts) == 1:
            parts = text.replace("–", "-").split("-", maxsplit=1)
        if len(parts) == 1:
            digits = bare(text)
            if digits[:1] == "8":
                raise AccountError(
                    _("Det går inte att se var clearingnumret slutar."),
                    todo=_("Skriv clearingnumret, ett kommatecken och kontonumret."),
                )
            parts = [digits[:4], digits[4:]]
        return cls.bank(clearing=parts[0], number=parts[1])

    def doubt(self, *, day: date) -> str:
        """Why a person should look again at the number: empty, or a code of the kernel's ``DOUBTS``."""
        return BankAccount(self.clearing, self.number).doubt(day=day) if self.kind == "bank" else ""

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """Read what ``as_json`` wrote, checked anew. Raises AccountError."""
        if not isinstance(kept, dict) or kept.get("kind") not in {"bank", "bankgiro", "plusgiro", "iban"}:
            raise AccountError(_("Kontonumret saknas."), todo=_("Be om clearingnummer och kontonummer."))
        kind, number = str(kept["kind"]), str(kept.get("number", ""))
        if kind == "bank":
            return cls.bank(clearing=str(kept.get("clearing", "")), number=number)
        return cls._of_kind(kind, number)

    def as_json(self) -> dict[str, str]:
        """The account as it is kept with the payment."""
        return {"kind": self.kind, "clearing": self.clearing, "number": self.number}

    def as_fact(self) -> dict[str, str]:
        """The account as the fact ``payment.account``."""
        if self.kind == "bank":
            return {"clearing": self.clearing, "number": self.number}
        return {self.kind: self.number}

    @property
    def masked(self) -> str:
        """All but the last three digits hidden."""
        front = {"bankgiro": "bankgiro", "plusgiro": "plusgiro", "iban": "IBAN SE"}.get(self.kind, self.clearing)
        return f"{front} •••• {self.number[-3:]}"


@dataclass(frozen=True, slots=True)
class Payee:
    """Who gets the money. Without an account a person has to see to the payment (a cash card, for example)."""

    name: str
    account: Account | None
