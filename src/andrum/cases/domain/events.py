"""What the register tells the rooms above it, after the change is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatterOpened:
    """A new matter exists."""

    matter_id: int


@dataclass(frozen=True, slots=True)
class FactChanged:
    """A caseworker changed or undid a fact."""

    matter_id: int
    month: str
    name: str


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision was made. ``how`` is ``person`` or ``automated``."""

    decision_id: int
    matter_id: int
    month: str
    how: str


@dataclass(frozen=True, slots=True)
class TaskAdded:
    """Somebody has something to do."""

    task_id: int
    matter_id: int


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """The citizen wrote, asked for a person, objected or appealed."""

    message_id: int
    matter_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class OpenedAnywayEvent:
    """Somebody opened a matter outside the need to know."""

    opened_id: int
    matter_id: int
