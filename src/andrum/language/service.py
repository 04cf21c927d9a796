"""The door of the room."""

from andrum.language.contradictions import compare_conversations
from andrum.language.documents import conversation_schema, load_conversation, reading_as_json
from andrum.language.factors import FRAMEWORKS, Area, Factor, FactorSet, factor_set, load_factor_set
from andrum.language.listener import Listener, read
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
    "Contradiction",
    "Conversation",
    "Factor",
    "FactorSet",
    "Found",
    "LanguageError",
    "Line",
    "Listener",
    "OwnView",
    "Participant",
    "Polarity",
    "Reading",
    "Statement",
    "Status",
    "Time",
    "Utterance",
    "compare_conversations",
    "conversation_schema",
    "factor_set",
    "load_conversation",
    "load_factor_set",
    "read",
    "reading_as_json",
]
