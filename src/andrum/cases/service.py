"""The door of the register."""

from andrum.cases.actions.decisions import answer_communication, communicate, decide, mark_delivered
from andrum.cases.actions.documents import add_document
from andrum.cases.actions.facts import record_fact, record_facts, undo_fact
from andrum.cases.actions.holds import release_hold, take_hold
from andrum.cases.actions.journal import write_note
from andrum.cases.actions.matters import (
    add_participant,
    assign,
    open_matter,
    set_safety_concern,
)
from andrum.cases.actions.messages import receive_message, send_message
from andrum.cases.actions.reading import note_matter_read
from andrum.cases.actions.tasks import add_task, expect_decision, finish_task, finish_task_with_key
from andrum.cases.domain.facts import FactValue, FactView
from andrum.cases.models import (
    Communication,
    Decision,
    Document,
    Fact,
    JournalNote,
    Matter,
    Message,
    Outcome,
    Participant,
    Task,
)
from andrum.cases.queries.decisions import active_decision, communication_of
from andrum.cases.queries.fact_words import FactInWords, facts_in_words, register_fact_words
from andrum.cases.queries.facts import current_facts, facts_as_of
from andrum.cases.queries.holdings import holdings_of
from andrum.cases.queries.matters import open_matter_of, participants_of
from andrum.cases.queries.parts import matter_tabs, register_matter_part
from andrum.cases.queries.tasks import open_tasks
from andrum.cases.queries.visibility import may_see_matter, opened_anyway_list, visible_matters

__all__ = [
    "Communication", "Decision", "Document", "Fact", "FactInWords", "FactValue", "FactView",
    "JournalNote", "Matter", "Message", "Outcome", "Participant", "Task", "active_decision", "add_document",
    "add_participant", "add_task", "answer_communication", "assign", "communicate", "communication_of",
    "current_facts", "decide", "expect_decision", "facts_as_of", "facts_in_words", "finish_task",
    "finish_task_with_key", "holdings_of",
    "mark_delivered", "matter_tabs", "may_see_matter", "note_matter_read", "open_matter",
    "open_matter_of", "open_tasks", "opened_anyway_list", "participants_of", "receive_message", "record_fact",
    "record_facts", "register_fact_words", "register_matter_part", "release_hold", "send_message",
    "set_safety_concern", "take_hold", "undo_fact", "visible_matters", "write_note",
]  # fmt: skip
