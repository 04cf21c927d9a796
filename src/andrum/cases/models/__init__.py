"""Tables of the register, one file a subject."""

from andrum.cases.models.access import Hold, OpenedAnyway
from andrum.cases.models.decisions import LOCKED_FIELDS, Communication, Decision
from andrum.cases.models.documents import Document
from andrum.cases.models.facts import Fact
from andrum.cases.models.journal import JournalNote
from andrum.cases.models.matters import HandlingTimes, Matter, Participant, ReferenceSeries
from andrum.cases.models.messages import Message
from andrum.cases.models.states import (
    FactSource,
    HowDecided,
    MatterKind,
    MatterState,
    MessageKind,
    Outcome,
    ParticipantRole,
    TaskKind,
)
from andrum.cases.models.tasks import Task

__all__ = [
    "LOCKED_FIELDS",
    "Communication",
    "Decision",
    "Document",
    "Fact",
    "FactSource",
    "HandlingTimes",
    "Hold",
    "HowDecided",
    "JournalNote",
    "Matter",
    "MatterKind",
    "MatterState",
    "Message",
    "MessageKind",
    "OpenedAnyway",
    "Outcome",
    "Participant",
    "ParticipantRole",
    "ReferenceSeries",
    "Task",
    "TaskKind",
]
