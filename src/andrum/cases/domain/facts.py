"""Facts: every source is kept, one of them counts, and a difference is always seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Protocol

JSON = None | bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"]
"""A value that can be kept as JSON."""

NOT_YET: Final = 2**62
"""From here on are the ids of what is not recorded yet."""

RANK = {"caseworker": 3, "register": 2, "document": 1, "citizen": 0}
"""Which source counts: a caseworker over a register, a register over a document, and last the citizen."""


@dataclass(frozen=True, slots=True)
class FactValue:
    """A fact on its way in.

    Args:
        name: Dotted name, for example ``housing.rent``.
        value: The value as JSON, amounts in whole öre; None together with ``unknown_reason``.
        month: ``2026-11``, or empty for what does not belong to a month.
        source: ``citizen``, ``register``, ``document`` or ``caseworker``.
        unknown_reason: Why the value is not known; empty when it is known.
        source_detail: Code of the agency, id of the application or document.
        retrieved_at: When the source answered; the moment of recording when left out.
        reason: Why a caseworker set the value.
    """

    name: str
    value: JSON = None
    month: str = ""
    source: str = "citizen"
    unknown_reason: str = ""
    source_detail: str = ""
    retrieved_at: datetime | None = None
    reason: str = ""

    @property
    def source_key(self) -> str:
        """What a newer value replaces: the same source only, and for registers the same agency only."""
        return f"register:{self.source_detail}" if self.source == "register" else self.source


@dataclass(frozen=True, slots=True)
class FactView:
    """One source's current value of a fact, as it is read.

    ``counts`` is True for the one value that is used; ``differs`` is True when the sources do not say the same;
    ``newer_than_caseworker`` is True when this value came after a caseworker's and says something else.
    """

    id: int
    name: str
    month: str
    value: JSON
    unknown_reason: str
    source: str
    source_detail: str
    retrieved_at: datetime
    recorded_by: str
    recorded_at: datetime
    reason: str
    counts: bool = False
    differs: bool = False
    newer_than_caseworker: bool = False

    @staticmethod
    def with_recorded(
        views: Mapping[str, Sequence["FactView"]], facts: Iterable[FactValue], *, recorded_by: str, at: datetime
    ) -> dict[str, list["FactView"]]:
        """What a month's facts become when these of the month are recorded, as ``record_facts`` does it; no rows yet.

        What is not recorded yet has an id above all others.
        """
        found = {name: list(rows) for name, rows in views.items()}
        for place, fact in enumerate(sorted(facts, key=lambda fact: fact.name)):
            kept = [row for row in found.get(fact.name, ()) if row.month == fact.month]
            before = next((row for row in kept if row.source_key == fact.source_key), None)
            if before is not None and is_same(before, fact):
                continue
            made = FactView(
                id=NOT_YET + place, name=fact.name, month=fact.month, value=fact.value,
                unknown_reason=fact.unknown_reason, source=fact.source, source_detail=fact.source_detail,
                retrieved_at=fact.retrieved_at or at, recorded_by=recorded_by, recorded_at=at, reason=fact.reason,
            )  # fmt: skip
            found[fact.name] = weigh([*(row for row in kept if row is not before), made])
        return found

    @property
    def source_key(self) -> str:
        """What a newer value replaces, as for ``FactValue``."""
        return f"register:{self.source_detail}" if self.source == "register" else self.source

    @property
    def is_unknown(self) -> bool:
        """True when the source could not say."""
        return bool(self.unknown_reason)


class Kept(Protocol):
    """A value that is kept: a row, or what is read of it."""

    @property
    def value(self) -> Any: ...  # noqa: ANN401, D102 - what JSON holds
    @property
    def unknown_reason(self) -> str: ...  # noqa: D102
    @property
    def source_detail(self) -> str: ...  # noqa: D102


def weigh(views: Iterable[FactView]) -> list[FactView]:
    """Order one fact's sources, the one that counts first, and mark how they differ.

    An unknown answer from a stronger source counts before a known one from a weaker: unknown is never guessed away.
    """
    ordered = sorted(views, key=lambda view: (-RANK[view.source], -view.recorded_at.timestamp(), -view.id))
    if not ordered:
        return []
    first = ordered[0]
    differs = any(not says_the_same(first, other) for other in ordered[1:])
    return [
        replace(
            view,
            counts=view is first,
            differs=differs,
            newer_than_caseworker=first.source == "caseworker"
            and view is not first
            and view.recorded_at > first.recorded_at
            and not says_the_same(first, view),
        )
        for view in ordered
    ]


def is_same(kept: Kept, fact: FactValue) -> bool:
    """True when recording the fact changes nothing: the same source says the same as it did."""
    return (
        fact.source != "caseworker"
        and (kept.value, kept.unknown_reason, kept.source_detail)
        == (fact.value, fact.unknown_reason, fact.source_detail)
        and type(kept.value) is type(fact.value)
    )


def says_the_same(one: FactView, other: FactView) -> bool:
    """True when both are known and equal; two unknowns say the same too."""
    return one.is_unknown == other.is_unknown and (one.is_unknown or one.value == other.value)
