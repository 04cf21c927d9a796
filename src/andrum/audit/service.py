"""The door of the log."""

from andrum.audit.actions import gather, note_head_export, note_reading, note_verification, record
from andrum.audit.domain.actors import MACHINE, SYSTEM, Actor
from andrum.audit.domain.chain import JSON, Head, Problem, VerifyReport
from andrum.audit.domain.kinds import EventKind, UnknownEventKindError, all_kinds, in_words, register_kind
from andrum.audit.models import AuditEvent
from andrum.audit.queries import (
    HeadFileError,
    compare_head,
    events,
    events_of_matter,
    export_head,
    happened_since,
    head,
    head_before,
    verify,
)

__all__ = [
    "JSON", "MACHINE", "SYSTEM", "Actor", "AuditEvent", "EventKind", "Head", "HeadFileError", "Problem",
    "UnknownEventKindError", "VerifyReport", "all_kinds", "compare_head", "events", "events_of_matter", "export_head",
    "gather", "happened_since", "head", "head_before", "in_words", "note_head_export", "note_reading",
    "note_verification", "record", "register_kind", "verify",
]  # fmt: skip
