"""Tables of the room, one file a subject."""

from andrum.investigations.models.investigations import Investigation, Placement, Step
from andrum.investigations.models.kept import Hearing, KeptBasis
from andrum.investigations.models.states import (
    CLOSED,
    Framework,
    InvestigationState,
    StepKind,
    StepOutcome,
    Way,
    WrittenPart,
)
from andrum.investigations.models.writing import Part, PartVersion

__all__ = [
    "CLOSED", "Framework", "Hearing", "Investigation", "InvestigationState", "KeptBasis", "Part", "PartVersion",
    "Placement", "Step", "StepKind", "StepOutcome", "Way", "WrittenPart",
]  # fmt: skip
