"""What the room tells the rooms above it, after the change is kept."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApplicationSigned:
    """All who apply have signed: the application stands in the matter."""

    application_id: uuid.UUID
    matter_id: int
    month: str


@dataclass(frozen=True, slots=True)
class SupplementAnswered:
    """The citizen has answered a request for a supplement."""

    supplement_id: int
    application_id: uuid.UUID
    matter_id: int
    month: str
