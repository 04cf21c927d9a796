"""Tables of the room."""

from andrum.runs.models.pauses import Pause
from andrum.runs.models.time_figures import TimeFigure

__all__ = ["Pause", "TimeFigure"]
