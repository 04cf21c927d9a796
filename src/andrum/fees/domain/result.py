"""What a calculated fee is, for the rest of the room. Amounts in whole öre a month."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

JSON = Mapping[str, object]
FEE: Final = "fee"
HAND_OVER: Final = "hand_over"


@dataclass(frozen=True, slots=True)
class FeeResult:
    """A fee as the rulebook worked it out, or why a person must.

    ``lines`` are what is charged (``code``, ``words``, ``amount_ore``), ``receipt`` the whole calculation line by line
    as the receipt component shows it; ``missing`` and ``for_person`` are sentences; ``shown`` are a tariff's breaches
    of the statute that a person must see. ``basis`` is the whole input, so that the result can be replayed.
    """

    outcome: str
    fee_ore: int | None
    lines: tuple[JSON, ...] = ()
    receipt: tuple[JSON, ...] = ()
    missing: tuple[str, ...] = ()
    for_person: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    basis: JSON = field(default_factory=dict)
    versions: JSON = field(default_factory=dict)
    rulebook_version: str = ""
    trace: JSON = field(default_factory=dict)
    reaches_ceiling: bool = False

    @property
    def is_whole(self) -> bool:
        """True when the fee may be decided as it stands."""
        return self.outcome == FEE and self.fee_ore is not None

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a decision, a proposal or a preview."""
        return {
            "outcome": self.outcome, "fee_ore": self.fee_ore, "lines": list(self.lines), "receipt": list(self.receipt),
            "missing": list(self.missing), "for_person": list(self.for_person), "shown": list(self.shown),
            "basis": self.basis, "versions": self.versions, "rulebook_version": self.rulebook_version,
            "trace": self.trace, "reaches_ceiling": self.reaches_ceiling,
        }  # fmt: skip


def result_from(kept: Mapping[str, object]) -> FeeResult | None:
    """The result as it was kept; None when nothing was."""
    if "outcome" not in kept:
        return None
    many = ("lines", "receipt", "missing", "for_person", "shown")
    values = {name: tuple(kept.get(name) or ()) if name in many else kept.get(name) for name in kept}  # type: ignore[arg-type]
    return FeeResult(**values)  # type: ignore[arg-type]  # made by ``as_json``


def basis_hash(result: FeeResult) -> str:
    """Of what was calculated and what came out: another hash is another decision."""
    content: Mapping[str, object] = {"basis": result.basis, "fee": result.fee_ore, "versions": result.versions}
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
