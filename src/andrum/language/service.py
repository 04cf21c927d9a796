"""The door of the room."""

from andrum.language.contradictions import compare_conversations
from andrum.language.documents import conversation_schema, load_conversation, reading_as_json
from andrum.language.factors import FRAMEWORKS, Area, Factor, FactorSet, factor_set, load_factor_set
from andrum.language.listener import Listener, read
from andrum.language.pointing.asking import Result, masker_for, point
from andrum.language.pointing.claims import Cited, Claim, Mark, write_claims
from andrum.language.pointing.masking import Masker
from andrum.language.pointing.merging import Doubt, Merged, merge
from andrum.language.pointing.recording import Recorder, Replay
from andrum.language.pointing.vocabulary import (
    Counts,
    LanguageModel,
    ModelUnavailableError,
    Pointed,
    PointedStatement,
    PointedWords,
    Question,
)
from andrum.language.vocabulary import (
    Agreement,
    Certainty,
    Contradiction,
    Conversation,
    Found,
    LanguageError,
    Line,
    OwnView,
    Participant,
    Polarity,
    Reading,
    Statement,
    Status,
    Time,
    Utterance,
)

__all__ = [
    "FRAMEWORKS",
    "Agreement",
    "Area",
    "Certainty",
    "Cited",
    "Claim",
    "Contradiction",
    "Conversation",
    "Counts",
    "Doubt",
    "Factor",
    "FactorSet",
    "Found",
    "LanguageError",
    "LanguageModel",
    "Line",
    "Listener",
    "Mark",
    "Masker",
    "Merged",
    "ModelUnavailableError",
    "OwnView",
    "Participant",
    "Pointed",
    "PointedStatement",
    "PointedWords",
    "Polarity",
    "Question",
    "Reading",
    "Recorder",
    "Replay",
    "Result",
    "Statement",
    "Status",
    "Time",
    "Utterance",
    "compare_conversations",
    "conversation_schema",
    "factor_set",
    "load_conversation",
    "load_factor_set",
    "masker_for",
    "merge",
    "point",
    "read",
    "reading_as_json",
    "write_claims",
]
