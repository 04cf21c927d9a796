"""Tables of the room, one file a subject."""

from andrum.conversations.models.conversations import Conversation, InformationGiven, Presence
from andrum.conversations.models.lines import Line, LineChange
from andrum.conversations.models.material import DeletionReceipt, SoundChunk
from andrum.conversations.models.pointing import Claim, ClaimMark, ModelRule, Pointing, PointingState
from andrum.conversations.models.segments import Mark, OwnNote, Segment, SegmentRevision
from andrum.conversations.models.states import (
    AnswerChoice,
    ConversationState,
    ConversationWay,
    FrameworkChoice,
    LineDecision,
    LineKindChoice,
    LinePosition,
    SegmentSource,
)

__all__ = [
    "AnswerChoice",
    "Claim",
    "ClaimMark",
    "Conversation",
    "ConversationState",
    "ConversationWay",
    "DeletionReceipt",
    "FrameworkChoice",
    "InformationGiven",
    "Line",
    "LineChange",
    "LineDecision",
    "LineKindChoice",
    "LinePosition",
    "Mark",
    "ModelRule",
    "OwnNote",
    "Pointing",
    "PointingState",
    "Presence",
    "Segment",
    "SegmentRevision",
    "SegmentSource",
    "SoundChunk",
]
