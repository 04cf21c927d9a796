"""What registers say of somebody's incomes: each source answers with data, with an error, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from andrum.fees.domain.facts import INCOME, TOLD

RegisterValue = Mapping[str, Any] | bool | None
State = Literal["data", "error", "missing"]
UNKNOWN_IF_SILENT: Final = {
    "PEM": ("public_pension", "housing_supplement"),
    "FK": ("sickness_compensation", "housing_allowance"),
    "SKV": (),
}  # fmt: skip
"""Kinds that only the source can rule out: when it does not answer they are unknown, never nothing."""
WORDS: Final = {
    "PEM": "Pensionsmyndigheten", "FK": "Försäkringskassan", "SKV": "Skatteverket", "alla": "Alla register",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """One source's answer. ``incomes`` are ``{"amount", "times", "net"}`` by kind, amounts in whole öre."""

    source: str
    state: State
    incomes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    error: str = ""

    @property
    def unknown_kinds(self) -> tuple[str, ...]:
        """What is not known because the source did not say."""
        return () if self.state == "data" else UNKNOWN_IF_SILENT.get(self.source, ())

    @property
    def reason(self) -> str:
        """Why, in Swedish."""
        name = WORDS.get(self.source, self.source)
        return f"{name} svarade med ett fel." if self.state == "error" else f"{name} svarade inte."


@dataclass(frozen=True, slots=True)
class IncomeAnswer:
    """All sources' answers about one person."""

    parts: tuple[SourceAnswer, ...]

    @property
    def is_whole(self) -> bool:
        """True when every source answered with data."""
        return bool(self.parts) and all(part.state == "data" for part in self.parts)

    @property
    def whole_sources(self) -> frozenset[str]:
        """Those that answered with data."""
        return frozenset(part.source for part in self.parts if part.state == "data")


def register_facts(answer: IncomeAnswer) -> list[tuple[str, RegisterValue, str, str]]:
    """Name, value, why it is unknown, and source, of all that was answered; one income of a kind and source."""
    found: list[tuple[str, RegisterValue, str, str]] = []
    for part in answer.parts:
        found += [(INCOME + kind, income, "", part.source) for kind, income in part.incomes.items()]
        found += [(INCOME + kind, None, part.reason, part.source) for kind in part.unknown_kinds]
    if answer.is_whole:
        found.append((TOLD, True, "", "alla"))
    return found
