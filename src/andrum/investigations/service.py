"""The door of the room."""

from andrum.investigations.domain.errors import (
    InvestigationParameterError,
    InvestigationStateError,
    LockedInvestigationError,
    OverwriteError,
    PartyError,
    ReasonMissingError,
)
from andrum.investigations.models import Investigation, InvestigationState, KeptBasis

__all__ = [
    "Investigation", "InvestigationParameterError", "InvestigationState", "InvestigationStateError", "KeptBasis",
    "LockedInvestigationError", "OverwriteError", "PartyError", "ReasonMissingError",
]  # fmt: skip
