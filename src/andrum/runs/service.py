"""The door of the room."""

from andrum.runs.actions.switching import pause_kind, resume_kind, retry_kind
from andrum.runs.actions.time_figures import note_time_figure
from andrum.runs.domain import STATES, Cause, Fault, Finished, RunKindError, Saved, TimeFigureError
from andrum.runs.models import Pause, TimeFigure
from andrum.runs.ports import RunSource
from andrum.runs.queries.board import Board, BoardRow, board_of_runs, newest_minutes
from andrum.runs.queries.pauses import is_paused, paused_kinds
from andrum.runs.queries.sources import all_kinds, register_run_source

__all__ = [
    "STATES", "Board", "BoardRow", "Cause", "Fault", "Finished", "Pause", "RunKindError", "RunSource", "Saved",
    "TimeFigure", "TimeFigureError", "all_kinds", "board_of_runs", "is_paused", "newest_minutes", "note_time_figure",
    "pause_kind", "paused_kinds", "register_run_source", "resume_kind", "retry_kind",
]  # fmt: skip
