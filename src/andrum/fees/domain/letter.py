"""What the letter of a fee decision says, as data for the template."""

from collections.abc import Mapping
from typing import Any

from andrum.fees.domain.errors import FeeNotComputableError
from andrum.fees.domain.law import HEADS, SUMS
from andrum.fees.domain.result import FeeResult
from andrum.kernel.money import kronor
from andrum.kernel.words import marked as _


def fee_data(result: FeeResult, *, to_month: str, mandate_ref: str) -> Mapping[str, Any]:
    """What ``fee.typ`` needs beside the letterhead. Amounts in words.

    Raises:
        FeeNotComputableError: when the fee is not known: a letter without one would be read as one of nothing.
    """
    if result.fee_ore is None:
        raise FeeNotComputableError(_("Avgiften går inte att räkna ut än."), saved=_("Inget brev är gjort."))
    return {
        "only_one_month": bool(to_month), "fee": kronor(result.fee_ore), "is_nothing": result.fee_ore == 0,
        "lines": [{"words": line["words"], "amount": kronor(int(str(line["amount_ore"])))} for line in result.lines],
        "receipt": _groups(result), "not_counted": _not_counted(result), "provisions": "; ".join(_provisions(result)),
        "mandate": mandate_ref,
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
