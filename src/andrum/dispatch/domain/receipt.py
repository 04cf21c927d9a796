"""The calculation of a decision as a receipt for the one it concerns: groups, lines, what was not counted, sections.

Reads what the rulebook wrote with the decision. A part that is not there is left out; nothing is made up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from andrum.kernel.money import kronor

GROUPS = {
    "norm": "Riksnormen",
    "costs": "Kostnader som vi räknar med",
    "incomes": "Inkomster som dras av",
    "result": "Uträkningen",
}
"""What the parts of a calculation are called in a letter."""
OTHER = "Uträkningen"
SUMMED = ("norm", "costs", "incomes")


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
    receipt = Receipt(grant_ore=_whole(calculation.get("grant")))
    found: dict[str, Group] = {}
    for line in _maps(calculation.get("receipt")) or _steps(calculation):
        code = _text(line, "group", "part")
        group = found.setdefault(code, Group(words=GROUPS.get(code) or code or OTHER))
        provision = _text(line, "provision")
        detail = _text(line, "detail", "about")
        note = " · ".join(part for part in (detail, provision) if part)
        amount = _first(line, "amount", "amount_ore")
        group.rows.append(Line(_text(line, "label", "what"), _amount(amount), note, _whole(amount)))
        if provision and provision not in receipt.provisions:
            receipt.provisions.append(provision)
    for code, group in found.items():
        ore = [row.ore for row in group.rows]
        if code in SUMMED and len(ore) > 1 and None not in ore:
            group.sum, group.sum_words = kronor(sum(part or 0 for part in ore)), "Summa"
    receipt.groups = list(found.values())
    receipt.not_counted = [
        (
            _text(line, "label", "what"),
            _amount(_first(line, "amount", "amount_ore")),
            _text(line, "reason", "why", "detail"),
        )
        for line in _maps(calculation.get("not_counted"))
    ]  # fmt: skip
    return receipt


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
    if isinstance(value, Mapping):
        value = [value.get("low"), value.get("high")]
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:
        low, high = _whole(value[0]), _whole(value[1])
        if low is not None and high is not None:
            return kronor(low) if low == high else f"{kronor(low)} till {kronor(high)}"
    return ""
