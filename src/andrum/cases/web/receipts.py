"""The calculation of a decision as the component ``receipt`` draws it; what cannot be read is left out."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

HEADS = {
    "norm": _lazy("Riksnormen"), "costs": _lazy("Skäliga kostnader"), "incomes": _lazy("Inkomster som räknas av"),
}  # fmt: skip
SUMS = ("need", "deficit")


def shown_receipt(calculation: object) -> dict[str, list[dict[str, object]]]:
    """``lines`` under their heads and ``not_counted``; both empty when the calculation holds no receipt."""
    rows = calculation.get("receipt") if isinstance(calculation, Mapping) else None
    lines: list[dict[str, object]] = []
    not_counted: list[dict[str, object]] = []
    group = ""
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, Mapping) or not row.get("label") or row.get("group") == "grant":
            continue
        if row.get("group") == "not_counted":
            not_counted.append({**_line(row), "why": row.get("detail") or ""})
            continue
        if row.get("group") != group and row.get("group") in HEADS:
            lines.append({"kind": "group", "label": HEADS[str(row["group"])]})
        group = str(row.get("group"))
        lines.append(_line(row))
    return {"lines": lines, "not_counted": not_counted}


def _line(row: Mapping[str, object]) -> dict[str, object]:
    amount = row.get("amount")
    is_known = isinstance(amount, int) and not isinstance(amount, bool)
    return {
        "label": row["label"], "amount": amount if is_known else None, "unknown": "" if is_known else _("okänt"),
        "kind": "subtotal" if row.get("group") in SUMS else "", "detail": row.get("detail") or "",
        "source": row.get("provision") or "",
    }  # fmt: skip
