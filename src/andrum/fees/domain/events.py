"""What fees tell the rooms above them, after the change is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeesDecided:
    """The machine decided fees within a mandate: one, or all of a job."""

    decision_ids: tuple[int, ...]
