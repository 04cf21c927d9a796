"""A decision's calculation as a receipt; whatever cannot be read is left out rather than guessed at."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from andrum.applications.domain.questions import JSON, is_item, text_of
from andrum.kernel.money import kronor
from andrum.law.service import HouseholdError, assess, replay

SUMS = {"need", "deficit"}


def receipt_of(calculation: Mapping[str, JSON]) -> dict[str, Any]:
    """``lines`` and ``not_counted`` as the component ``receipt`` draws them; both empty without a calculation."""
    kept = calculation.get("assessment")
    rows = list(_rows(calculation.get("receipt"))) or list(_replayed(kept if is_item(kept) else calculation))
    lines: list[dict[str, Any]] = []
    group = ""
    for row in rows:
        name = text_of(row, "group")
        if name in {"not_counted", "grant"} or not text_of(row, "label"):
            continue
        if name != group and name in _headings():
            lines.append({"label": _headings()[name], "kind": "group"})
        group = name
        lines.append(_line(row))
    left_out = [_line(row) | {"why": text_of(row, "detail")} for row in rows if text_of(row, "group") == "not_counted"]
    return {"lines": lines, "not_counted": left_out}


def _headings() -> dict[str, str]:
    return {"norm": _("Riksnorm"), "costs": _("Kostnader"), "incomes": _("Inkomster")}


def _line(row: Mapping[str, JSON]) -> dict[str, Any]:
    amount = row.get("amount")
    unknown = ""
    if is_item(amount):
        low, high = amount.get("low"), amount.get("high")
        both = isinstance(low, int) and isinstance(high, int)
        unknown = f"{kronor(low)} – {kronor(high)}" if both else _("Beloppet är inte känt")  # type: ignore[arg-type]
    return {
        "label": text_of(row, "label"),
        "amount": amount if isinstance(amount, int) else None,
        "kind": "subtotal" if text_of(row, "group") in SUMS else "",
        "detail": text_of(row, "detail"),
        "source": text_of(row, "provision"),
        "unknown": unknown,
    }


def _rows(value: JSON) -> Iterable[Mapping[str, JSON]]:
    return [row for row in value if is_item(row)] if isinstance(value, list | tuple) else []


def _replayed(kept: Mapping[str, JSON]) -> Iterable[Mapping[str, JSON]]:
    """The lines of a kept assessment, only when the rules give the same again, byte for byte."""
    household = kept.get("household")
    folder = settings.ANDRUM_MUNICIPALITY
    municipality = Path(folder) if folder else None
    try:
        if not is_item(household) or not replay(kept, municipality=municipality):
            return []
        lines = assess(household, municipality=municipality).receipt()
    except HouseholdError:
        return []
    return [
        {
            "group": line.group,
            "label": line.label,
            "amount": line.amount if isinstance(line.amount, int) else {"low": line.amount.low, "high": None},
            "detail": line.detail,
            "provision": line.provision,
        }
        for line in lines
    ]
