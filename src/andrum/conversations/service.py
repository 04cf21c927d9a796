"""The door of the room."""

from andrum.conversations.actions.hearing import Heard, end_conversation, hear, keep_text
from andrum.conversations.actions.planning import (
    note_information,
    pause_conversation,
    plan_conversation,
    start_conversation,
)
from andrum.conversations.actions.reviewing import accept_lines, add_line, change_line, decide_line
from andrum.conversations.actions.signing import sign_conversation
from andrum.conversations.actions.walking import add_words, take_position
from andrum.conversations.domain.events import ConversationSigned
from andrum.conversations.domain.transcripts import Said
from andrum.conversations.domain.views import PersonPresent, SignedConversation, SignedLine
from andrum.conversations.models import Conversation, Line
from andrum.conversations.queries.conversations import conversations_of, visible_conversations
from andrum.conversations.queries.holdings import holdings_of
from andrum.conversations.queries.signed import signed_conversations_of, unsigned_conversations_of

__all__ = [
    "Conversation",
    "ConversationSigned",
    "Heard",
    "Line",
    "PersonPresent",
    "Said",
    "SignedConversation",
    "SignedLine",
    "accept_lines",
    "add_line",
    "add_words",
    "change_line",
    "conversations_of",
    "decide_line",
    "end_conversation",
    "hear",
    "holdings_of",
    "keep_text",
    "note_information",
    "pause_conversation",
    "plan_conversation",
    "sign_conversation",
    "signed_conversations_of",
    "start_conversation",
    "take_position",
    "unsigned_conversations_of",
    "visible_conversations",
]  # fmt: skip
