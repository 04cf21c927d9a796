"""What the room tells the rooms above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProtectionChanged:
    """A person's protection began or ended; whatever is about them must follow."""

    person_id: int
