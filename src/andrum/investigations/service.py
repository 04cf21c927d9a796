"""The door of the room."""

from andrum.investigations.actions.deciding import decide_on
from andrum.investigations.actions.finishing import begin_new_version, finish
from andrum.investigations.actions.hearing import keep_answer, send_to_party
from andrum.investigations.actions.keeping import keep_basis
from andrum.investigations.actions.opening import (
    assess_protection,
    decide_prescreening,
    give_more_time,
    open_investigation,
    report_in,
    say_why_child_not_heard,
)
from andrum.investigations.actions.writing import Saved, save_part
from andrum.investigations.domain.errors import (
    InvestigationParameterError,
    InvestigationStateError,
    LockedInvestigationError,
    PartyError,
    ReasonMissingError,
)
from andrum.investigations.models import Hearing, Investigation, InvestigationState, KeptBasis
from andrum.investigations.queries.compiled import Compiled, compiled
from andrum.investigations.queries.holdings import holdings_of
from andrum.investigations.queries.visible import investigations_of, visible_investigations

__all__ = [
    "Compiled",
    "Hearing",
    "Investigation",
    "InvestigationParameterError",
    "InvestigationState",
    "InvestigationStateError",
    "KeptBasis",
    "LockedInvestigationError",
    "PartyError",
    "ReasonMissingError",
    "Saved",
    "assess_protection",
    "begin_new_version",
    "compiled",
    "decide_on",
    "decide_prescreening",
    "finish",
    "give_more_time",
    "holdings_of",
    "investigations_of",
    "keep_answer",
    "keep_basis",
    "open_investigation",
    "report_in",
    "save_part",
    "say_why_child_not_heard",
    "send_to_party",
    "visible_investigations",
]  # fmt: skip
