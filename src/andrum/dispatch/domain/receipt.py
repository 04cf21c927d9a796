"""The calculation of a decision as a receipt for the one it concerns: groups, lines, what was not counted, sections.

Reads what the rulebook wrote with the decision. A part that is not there is left out; nothing is made up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from andrum.kernel.money import kronor

GROUPS = {"norm": "Riksnormen", "costs": "Kostnader som vi räknar med", "incomes": "Inkomster som dras av"}
"""What the parts of a calculation are called in a letter; each with a sum of its own."""
BETWEEN = frozenset({"need", "deficit"})
"""Sums between the parts, without a heading."""
NOT_SHOWN = frozenset({"grant", "not_counted"})
"""Lines that stand elsewhere: what the decision gives, and what was not counted."""
PARTS = {"incomes": "Inkomst", "costs": "Kostnad"}
OTHER = "Uträkningen"


@dataclass(slots=True)
class Line:
    """One line: what, how much in words, and a note of detail and section."""

    words: str
    amount: str
    note: str = ""
    ore: int | None = None


@dataclass(slots=True)
class Group:
    """Lines that belong together; ``sum`` is empty where a sum would say nothing more."""

    words: str
    rows: list[Line] = field(default_factory=list)
    sum: str = ""
    sum_words: str = ""


@dataclass(slots=True)
class Receipt:
    """All of it, in order."""

    groups: list[Group] = field(default_factory=list)
    not_counted: list[tuple[str, str, str]] = field(default_factory=list)
    provisions: list[str] = field(default_factory=list)
    grant_ore: int | None = None


def read_receipt(calculation: Mapping[str, object]) -> Receipt:
    """The receipt in a calculation; empty when the calculation holds none."""
    lines = _maps(calculation.get("receipt")) or _steps(calculation)
    amounts = calculation.get("amounts")
    grant = calculation.get("grant", amounts.get("grant") if isinstance(amounts, Mapping) else None)
    receipt = Receipt(grant_ore=_whole(grant))
    found: dict[str, Group] = {}
    for line in lines:
        code, provision = _text(line, "group", "part"), _text(line, "provision")
        if code not in NOT_SHOWN:
            heading = "" if code in BETWEEN else GROUPS.get(code) or code or OTHER
            found.setdefault(code, Group(words=heading)).rows.append(_line(line, provision))
        if provision and provision not in receipt.provisions:
            receipt.provisions.append(provision)
    for code, group in found.items():
        ore = [row.ore for row in group.rows]
        if code in GROUPS and len(ore) > 1 and None not in ore:
            group.sum, group.sum_words = kronor(sum(part or 0 for part in ore)), "Summa"
    receipt.groups = list(found.values())
    left_out = _maps(calculation.get("not_counted")) or [
        line for line in lines if _text(line, "group") == "not_counted"
    ]
    receipt.not_counted = [_left_out(line) for line in left_out]
    return receipt


def _line(line: Mapping[str, object], provision: str) -> Line:
    note = " · ".join(part for part in (_text(line, "detail"), provision) if part)
    amount = _first(line, "amount", "amount_ore")
    return Line(_without_part(_text(line, "label", "what")), _amount(amount), note, _whole(amount))


def _without_part(label: str) -> str:
    """«Hyra» for «Kostnad: hyra»: the heading above says already that it is a cost."""
    for part in PARTS.values():
        if label.startswith(f"{part}: "):
            rest = label.removeprefix(f"{part}: ")
            return rest[:1].upper() + rest[1:]
    return label


def _left_out(line: Mapping[str, object]) -> tuple[str, str, str]:
    words = _text(line, "words", "label", "what") or PARTS.get(_text(line, "part"), "Barn")
    return words, _amount(_first(line, "amount", "amount_ore")), _text(line, "why", "reason", "detail")


def _steps(calculation: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The counted steps of a trace, for a calculation that has no receipt of its own."""
    return [step for step in _maps(calculation.get("trace") or calculation.get("steps")) if step.get("counts")]


def _maps(value: object) -> list[Mapping[str, object]]:
    if isinstance(value, Mapping):
        value = value.get("lines") or value.get("steps")
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return [part for part in value if isinstance(part, Mapping)]
    return []


def _first(line: Mapping[str, object], *names: str) -> object:
    return next((line[name] for name in names if name in line), None)


def _text(line: Mapping[str, object], *names: str) -> str:
    return next((str(line[name]).strip() for name in names if line.get(name)), "")


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _amount(value: object) -> str:
    """Öre in words; an interval when the amount is not known to the öre."""
    if (ore := _whole(value)) is not None:
        return kronor(ore)
    if not isinstance(value, Mapping):
        return ""
    low, high = _whole(value.get("low")), _whole(value.get("high"))
    if low is not None and high is not None:
        return kronor(low) if low == high else f"{kronor(low)} till {kronor(high)}"
    if low is not None:
        return f"minst {kronor(low)}"
    return f"högst {kronor(high)}" if high is not None else "okänt"
