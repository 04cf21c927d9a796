"""What a letter about a decision says, as data for the template."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from andrum.dispatch.domain.letterhead import LetterHead, day_data, head_data
from andrum.dispatch.domain.receipt import Receipt, read_receipt
from andrum.dispatch.domain.sender import Sender
from andrum.dispatch.domain.typesetting import JSON
from andrum.kernel.money import kronor

MANDATE = re.compile(r"(?P<code>.+)@(?P<day>\d{4}-\d{2}-\d{2}), (?P<board>.+)")


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What was decided. ``pays_to`` is a masked account, empty for by hand, None for not said."""

    head: LetterHead
    outcome: str
    amount_ore: int
    applied_ore: int | None
    how: str
    mandate_ref: str
    calculation: Mapping[str, object]
    pays_to: str | None
    also_for: tuple[str, ...] = ()


def letter_of(text: DecisionText, *, sender: Sender) -> Mapping[str, JSON]:
    """The letter, ready for ``decision.typ``. Amounts in words, dates in each language."""
    return {
        **head_data(text.head, sender=sender),
        "also_for": ", ".join(text.also_for),
        "outcome": "appeal_dismissed" if text.calculation.get("about") == "appeal" else text.outcome,
        "amount": kronor(text.amount_ore),
        "applied": "" if text.applied_ore is None else kronor(text.applied_ore),
        "pays": text.amount_ore > 0 and text.pays_to is not None,
        "account": text.pays_to or "",
        "how": text.how,
        "mandate": _mandate(text.mandate_ref),
        **_calculation(read_receipt(text.calculation), text),
    }


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
        day = day_data(date.fromisoformat(match["day"]))
    except ValueError:
        return {"code": "", "board": reference, "from": {"sv": "", "en": ""}}
    return {"code": match["code"], "board": match["board"], "from": day}
