"""What a letter about a decision says, as data for the template."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from andrum.dispatch.domain.receipt import Receipt, read_receipt
from andrum.dispatch.domain.sender import Sender
from andrum.dispatch.domain.typesetting import JSON
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month, day_in_words

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ROLES = {
    "caseworker": ("handläggare", "caseworker"),
    "fee_officer": ("avgiftshandläggare", "fee officer"),
    "unit_manager": ("enhetschef", "unit manager"),
    "reviewer": ("granskare", "reviewer"),
    "board": ("ledamot i nämnden", "member of the board"),
    "administrator": ("administratör", "administrator"),
    "operator": ("driftansvarig", "operator"),
}
TRANSLATIONS = frozenset({"en"})
"""Languages that a letter has a translation in, beside the Swedish that is the decision."""
MANDATE = re.compile(r"(?P<code>.+)@(?P<day>\d{4}-\d{2}-\d{2}), (?P<board>.+)")


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What was decided, by whom and for whom. ``pays_to`` is a masked account, empty for by hand, None for not said."""

    reference: str
    unit: str
    recipient: str
    address: str
    language: str
    month: str
    outcome: str
    amount_ore: int
    applied_ore: int | None
    reasons: str
    how: str
    decided_by: str
    role: str
    mandate_ref: str
    calculation: Mapping[str, object]
    decided_at: datetime
    appeal_by: date
    pays_to: str | None
    is_draft: bool = False
    also_for: tuple[str, ...] = ()


def letter_of(text: DecisionText, *, sender: Sender) -> Mapping[str, JSON]:
    """The letter, ready for ``decision.typ``. Amounts in words, dates in each language."""
    receipt = read_receipt(text.calculation)
    swedish, english = ROLES.get(text.role, ("anställd i kommunen", "employee of the municipality"))
    return {
        "is_draft": text.is_draft,
        "municipality": sender.municipality,
        "board": sender.board,
        "sender": {
            "address": sender.address, "phone": sender.phone, "web": sender.web, "email": sender.email,
            "court": sender.court, "hours": {"sv": sender.hours, "en": sender.hours_en},
        },
        "unit": text.unit,
        "recipient": {"name": text.recipient, "address": [row for row in text.address.split("\n") if row.strip()]},
        "also_for": ", ".join(text.also_for),
        "reference": text.reference,
        "date": _day(swedish_day(text.decided_at)),
        "month": _month(text.month),
        "outcome": "appeal_dismissed" if text.calculation.get("about") == "appeal" else text.outcome,
        "amount": kronor(text.amount_ore),
        "applied": "" if text.applied_ore is None else kronor(text.applied_ore),
        "pays": text.amount_ore > 0 and text.pays_to is not None,
        "account": text.pays_to or "",
        "how": text.how,
        "decided_by": text.decided_by,
        "role": {"sv": swedish, "en": english},
        "mandate": _mandate(text.mandate_ref),
        "reasons": text.reasons.replace("\r\n", "\n"),
        "appeal_by": _day(text.appeal_by),
        "translation": text.language if text.language in TRANSLATIONS else "",
        **_calculation(receipt, text),
    }  # fmt: skip


def _calculation(receipt: Receipt, text: DecisionText) -> Mapping[str, JSON]:
    differs = receipt.grant_ore is not None and receipt.grant_ore != text.amount_ore
    return {
        "receipt": [
            {
                "words": group.words, "sum": group.sum, "sum_words": group.sum_words,
                "rows": [{"words": row.words, "amount": row.amount, "note": row.note} for row in group.rows],
            }
            for group in receipt.groups
        ],
        "computed": kronor(receipt.grant_ore) if differs and receipt.grant_ore is not None else "",
        "not_counted": [
            {"words": words, "amount": amount, "why": why} for words, amount, why in receipt.not_counted
        ],
        "provisions": "; ".join(receipt.provisions),
    }  # fmt: skip


def _mandate(reference: str) -> Mapping[str, JSON]:
    """The mandate's parts; the whole reference stands for the board's decision when it has another shape."""
    match = MANDATE.fullmatch(reference)
    if match is None:
        return {"code": "", "board": reference, "from": {"sv": "", "en": ""}}
    try:
        day = _day(date.fromisoformat(match["day"]))
    except ValueError:
        return {"code": "", "board": reference, "from": {"sv": "", "en": ""}}
    return {"code": match["code"], "board": match["board"], "from": day}


def _day(day: date) -> dict[str, str]:
    return {"sv": day_in_words(day), "en": f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"}


def _month(text: str) -> dict[str, str]:
    try:
        month = Month.parse(text)
    except AndrumError:
        return {"sv": text, "en": text}
    return {"sv": month.in_words, "en": f"{ENGLISH_MONTHS[month.month - 1]} {month.year}"}
