"""What the room tells the rooms above it, after the change is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConversationSigned:
    """A conversation is signed: the note is in the journal, the facts and tasks in the matter."""

    conversation_id: int
    matter_id: int
    note_id: int
