"""A calculated fee line by line, as the receipt component draws it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from andrum.fees.domain.law import HEADS, SUMS
from andrum.fees.domain.result import FeeResult, result_from
from andrum.fees.models import FeeDecision
from andrum.kernel.money import kronor

Shown = dict[str, list[dict[str, object]]]


def receipt_of(made: FeeDecision) -> Shown:
    """The calculation of a decision as it was kept; a line that was another in the decision before has its before."""
    return shown_receipt(_kept(made), _kept(made.replaces) if made.replaces else None)


def _kept(made: FeeDecision) -> FeeResult | None:
    return result_from(made.decision.calculation.get("fee", {}))


def shown_receipt(result: FeeResult | None, before: FeeResult | None = None) -> Shown:
    """The calculation as the component draws it: headings, lines, what was not counted; a moved line has its before."""
    lines: list[dict[str, object]] = []
    left_out: list[dict[str, object]] = []
    was = {_key(line): line.get("amount") for line in before.receipt} if before else {}
    group = ""
    for line in result.receipt if result else ():
        row = _row(line)
        if line.get("group") == "not_counted":
            left_out.append({**row, "why": line.get("detail") or ""})
            continue
        if line.get("group") == "to_pay":
            continue
        if line.get("group") != group and line.get("group") in HEADS:
            lines.append({"kind": "group", "label": HEADS[str(line["group"])]})
        group = str(line.get("group"))
        earlier = was.get(_key(line))
        lines.append({**row, "before": earlier if was and earlier != line.get("amount") else None})
    return {"lines": lines, "not_counted": left_out}


def _key(line: Mapping[str, object]) -> tuple[object, ...]:
    about = line.get("about")
    return line.get("group"), line.get("rule"), tuple(about) if isinstance(about, Sequence) else ()


def _row(line: Mapping[str, object]) -> dict[str, object]:
    amount = line.get("amount")
    return {
        "label": line.get("label"), "amount": amount, "unknown": "" if isinstance(amount, int) else _between(line),
        "kind": "subtotal" if line.get("group") in SUMS else "", "detail": line.get("detail") or "",
        "source": line.get("provision") or "",
    }  # fmt: skip


def _between(line: Mapping[str, object]) -> str:
    bounds = line.get("between")
    low, high = bounds if isinstance(bounds, Sequence) and len(bounds) == 2 else (None, None)
    if isinstance(low, int) and isinstance(high, int):
        return _("%(low)s till %(high)s") % {"low": kronor(low), "high": kronor(high)}
    return _("okänt")
