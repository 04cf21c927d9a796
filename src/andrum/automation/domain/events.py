"""What automation tells the rooms above it, after the change is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunDecided:
    """A run made a decision by itself and carried it out."""

    run_id: int
    decision_id: int
    matter_id: int
    month: str
    mandate_id: int


@dataclass(frozen=True, slots=True)
class RunHandedOver:
    """A run prepared a case for a person."""

    run_id: int
    hand_over_id: int
    matter_id: int
    month: str


@dataclass(frozen=True, slots=True)
class MandateStopped:
    """Somebody stopped a mandate; nothing more is decided by it."""

    mandate_id: int
    reason: str
