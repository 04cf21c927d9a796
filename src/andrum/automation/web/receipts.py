"""The calculation as a receipt: each line opens the section's words and the source of its amounts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andrum.automation.queries.words import words_of_amount
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.law.service import Parameter, parameter_by_version, provision_for

Text = str | Promise
Line = Mapping[str, object]
HEADS: dict[str, Text] = {
    "norm": gettext_lazy("Riksnormen"), "costs": gettext_lazy("Skäliga kostnader"),
    "incomes": gettext_lazy("Inkomster som räknas av"),
}  # fmt: skip
SUMS = ("need", "deficit")
STATUS_WORDS: dict[str, Text] = {
    "confirmed": gettext_lazy("bekräftat"), "derived": gettext_lazy("härlett, inte bekräftat"),
    "missing": gettext_lazy("saknas"),
}  # fmt: skip


def shown_receipt(lines: Iterable[Line], *, month: str, before: Iterable[Line] = ()) -> dict[str, object]:
    """Lines, total and what was not counted; a line that moved carries what it was before."""
    rows, earlier = list(lines), {_key(line): line for line in before}
    shown: list[dict[str, object]] = []
    total: dict[str, object] | None = None
    left_out: list[dict[str, object]] = []
    group = ""
    for line in rows:
        row = _row(line, month, earlier.pop(_key(line), None), has_before=bool(before))
        if line.get("group") == "not_counted":
            left_out.append(row)
        elif line.get("group") == "grant":
            total = row
        else:
            head = HEADS.get(str(line.get("group")))
            if head is not None and line.get("group") != group:
                shown.append({"kind": "group", "label": head})
            group = str(line.get("group"))
            shown.append(row)
    gone = [_gone(line) for line in earlier.values() if line.get("group") not in {"not_counted", "grant"}]
    return {"lines": shown, "total": total, "not_counted": left_out, "gone": gone}


def _key(line: Line) -> tuple[str, str, str]:
    about = line.get("about") or ()
    keys = " ".join(str(part) for part in about) if isinstance(about, Sequence) else str(about)
    return str(line.get("group")), str(line.get("rule") or ""), keys


def _row(line: Line, month: str, before: Line | None, *, has_before: bool) -> dict[str, object]:
    amount = line.get("amount")
    moved = has_before and (before is None or before.get("amount") != amount)
    return {
        "kind": "subtotal" if line.get("group") in SUMS else "", "label": line.get("label", ""),
        "amount": words_of_amount(amount), "is_exact": isinstance(amount, int), "detail": line.get("detail", ""),
        "moved": moved, "was": (words_of_amount(before.get("amount")) if before else _("fanns inte")) if moved else "",
        "section": _section(str(line.get("rule") or ""), str(line.get("provision") or ""), month),
        "sources": _sources(line.get("parameters")),
    }  # fmt: skip


def _gone(line: Line) -> dict[str, object]:
    return {"label": line.get("label", ""), "was": words_of_amount(line.get("amount"))}


def _section(rule: str, cited: str, month: str) -> dict[str, str] | None:
    if not cited:
        return None
    found = provision_for(rule, Month.parse(month)) if rule and month else None
    if found is None:
        return {"name": cited, "heading": "", "text": ""}
    return {"name": str(found), "heading": found.heading, "text": found.text}


def _sources(versions: object) -> list[dict[str, object]]:
    if not isinstance(versions, Sequence) or isinstance(versions, str):
        return []
    found = [(str(version), _parameter(str(version))) for version in versions]
    return [_source(version, parameter) for version, parameter in found]


@lru_cache(maxsize=2_000)
def _parameter(version: str) -> Parameter | None:
    folder = settings.ANDRUM_MUNICIPALITY
    return parameter_by_version(version, municipality=Path(folder) if folder else None)


def _source(version: str, parameter: Parameter | None) -> dict[str, object]:
    if parameter is None:
        return {"version": version, "words": version, "value": "", "reference": "", "status": "", "is_confirmed": True}
    is_money = parameter.unit in {"kronor", "kronor_per_month"} and isinstance(parameter.value, int)
    value = kronor(int(parameter.value or 0)) if is_money else "" if parameter.value is None else str(parameter.value)
    return {
        "version": version, "words": parameter.words, "value": value, "reference": parameter.reference,
        "status": STATUS_WORDS[parameter.status], "is_confirmed": parameter.status == "confirmed",
        "checked": parameter.checked_on, "checked_by": parameter.checked_by, "from": parameter.valid_from,
        "note": parameter.note,
    }  # fmt: skip
