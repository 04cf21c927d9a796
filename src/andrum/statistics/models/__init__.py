"""Tables of the room."""

from andrum.statistics.models.answers import Answer
from andrum.statistics.models.month_files import FileKind, MonthFile

__all__ = ["Answer", "FileKind", "MonthFile"]
