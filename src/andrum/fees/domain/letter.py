"""What the letter of a fee decision says, as data for the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from andrum.fees.domain.errors import FeeNotComputableError
from andrum.fees.domain.law import HEADS, SUMS
from andrum.fees.domain.result import FeeResult
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month, day_in_words

ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ROLES: Final = {
    "fee_officer": ("avgiftshandläggare", "fee officer"), "unit_manager": ("enhetschef", "unit manager"),
}  # fmt: skip


class LetterSender(Protocol):
    """The municipality as it stands in a letter; what ``dispatch`` reads from its file."""

    @property
    def municipality(self) -> str:
        """Its name."""

    @property
    def board(self) -> str:
        """Who decides."""

    @property
    def address(self) -> str:
        """Where it is."""

    @property
    def phone(self) -> str:
        """The number to call."""

    @property
    def hours(self) -> str:
        """When somebody answers."""

    @property
    def hours_en(self) -> str:
        """The same, in English."""

    @property
    def web(self) -> str:
        """Its address on the web."""

    @property
    def email(self) -> str:
        """Where to write."""

    @property
    def court(self) -> str:
        """The administrative court."""


@dataclass(frozen=True, slots=True)
class FeeLetter:
    """What was decided, by whom and for whom."""

    reference: str
    unit: str
    recipient: str
    address: str
    language: str
    month: str
    to_month: str
    result: FeeResult
    reasons: str
    decided_by: str
    role: str
    mandate_ref: str
    decided_date: date
    appeal_by: date
    is_draft: bool = False


def letter_data(letter: FeeLetter, *, sender: LetterSender) -> Mapping[str, Any]:
    """The letter, ready for ``fee.typ``. Amounts in words, dates in each language."""
    swedish, english = ROLES.get(letter.role, ("anställd i kommunen", "employee of the municipality"))
    result = letter.result
    if result.fee_ore is None:
        raise FeeNotComputableError(
            "Avgiften går inte att räkna ut än.", saved="Inget brev är gjort."
        )  # a letter without a fee would be read as one of nothing
    return {
        "is_draft": letter.is_draft, "municipality": sender.municipality, "board": sender.board, "unit": letter.unit,
        "sender": {
            "address": sender.address, "phone": sender.phone, "web": sender.web, "email": sender.email,
            "court": sender.court, "hours": {"sv": sender.hours, "en": sender.hours_en},
        },
        "recipient": {
            "name": letter.recipient, "address": [row for row in letter.address.split("\n") if row.strip()],
        },
        "reference": letter.reference, "date": _day(letter.decided_date), "month": _month(letter.month),
        "only_one_month": bool(letter.to_month), "fee": kronor(result.fee_ore), "is_nothing": result.fee_ore == 0,
        "lines": [{"words": line["words"], "amount": kronor(int(str(line["amount_ore"])))} for line in result.lines],
        "receipt": _groups(result), "not_counted": _not_counted(result), "provisions": "; ".join(_provisions(result)),
        "decided_by": letter.decided_by, "role": {"sv": swedish, "en": english}, "mandate": letter.mandate_ref,
        "reasons": letter.reasons.replace("\r\n", "\n"), "appeal_by": _day(letter.appeal_by),
        "translation": "en" if letter.language == "en" else "",
    }  # fmt: skip


def _groups(result: FeeResult) -> list[dict[str, Any]]:
    """The calculation under its headings, sums by themselves."""
    groups: list[dict[str, Any]] = []
    for line in result.receipt:
        group = str(line.get("group"))
        if group == "not_counted":
            continue
        row = {
            "words": str(line.get("label")), "amount": _amount(line), "note": str(line.get("detail") or ""),
            "is_sum": group in SUMS,
        }  # fmt: skip
        if not groups or groups[-1]["group"] != group:
            groups.append({"group": group, "words": HEADS.get(group, ""), "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _amount(line: Mapping[str, object]) -> str:
    amount = line.get("amount")
    return kronor(amount) if isinstance(amount, int) else "inte känt"


def _not_counted(result: FeeResult) -> list[dict[str, str]]:
    return [
        {"words": str(line.get("label")), "why": str(line.get("detail") or "")}
        for line in result.receipt
        if line.get("group") == "not_counted"
    ]


def _provisions(result: FeeResult) -> list[str]:
    return list(dict.fromkeys(str(line["provision"]) for line in result.receipt if line.get("provision")))


def _day(day: date) -> dict[str, str]:
    return {"sv": day_in_words(day), "en": f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"}


def _month(text: str) -> dict[str, str]:
    month = Month.parse(text)
    return {"sv": month.in_words, "en": f"{ENGLISH_MONTHS[month.month - 1]} {month.year}"}
