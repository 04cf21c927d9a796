"""What every letter about a decision says, whatever was decided: who sends, to whom, who decided, when to appeal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from andrum.dispatch.domain.sender import Sender
from andrum.dispatch.domain.typesetting import JSON
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError
from andrum.kernel.periods import Month, day_in_english, day_in_words

ROLES: Final = {
    "caseworker": ("handläggare", "caseworker"),
    "fee_officer": ("avgiftshandläggare", "fee officer"),
    "unit_manager": ("enhetschef", "unit manager"),
    "reviewer": ("granskare", "reviewer"),
    "board": ("ledamot i nämnden", "member of the board"),
    "administrator": ("administratör", "administrator"),
    "operator": ("driftansvarig", "operator"),
}
TRANSLATIONS: Final = frozenset({"en"})
"""Languages that a letter has a translation in, beside the Swedish that is the decision."""


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Which decision it is about, by whom and for whom. ``role`` is one of ``ROLES``, empty when nothing is known."""

    reference: str
    unit: str
    recipient: str
    address: str
    language: str
    month: str
    reasons: str
    decided_by: str
    role: str
    decided_at: datetime
    appeal_by: date
    is_draft: bool = False


def head_data(head: LetterHead, *, sender: Sender) -> dict[str, JSON]:
    """The fields that every template of a decision reads, dates in each language."""
    swedish, english = ROLES.get(head.role, ("anställd i kommunen", "employee of the municipality"))
    return {
        "is_draft": head.is_draft,
        "municipality": sender.municipality,
        "board": sender.board,
        "sender": {
            "address": sender.address, "phone": sender.phone, "web": sender.web, "email": sender.email,
            "court": sender.court, "hours": {"sv": sender.hours, "en": sender.hours_en},
        },
        "unit": head.unit,
        "recipient": {"name": head.recipient, "address": [row for row in head.address.split("\n") if row.strip()]},
        "reference": head.reference,
        "date": day_data(swedish_day(head.decided_at)),
        "month": _month(head.month),
        "decided_by": head.decided_by,
        "role": {"sv": swedish, "en": english},
        "reasons": head.reasons.replace("\r\n", "\n"),
        "appeal_by": day_data(head.appeal_by),
        "translation": head.language if head.language in TRANSLATIONS else "",
    }  # fmt: skip


def day_data(day: date) -> dict[str, str]:
    """A day in each language."""
    return {"sv": day_in_words(day), "en": day_in_english(day)}


def _month(text: str) -> dict[str, str]:
    try:
        month = Month.parse(text)
    except AndrumError:
        return {"sv": text, "en": text}
    return {"sv": month.in_words, "en": month.in_english}
