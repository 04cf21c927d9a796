"""The door of the room."""

from andrum.statistics.actions.answering import answer, carry_forward
from andrum.statistics.actions.making import hand_in, make_file
from andrum.statistics.domain.errors import AnswerError, NotReadyError, StatisticsFileError
from andrum.statistics.models import Answer, MonthFile
from andrum.statistics.queries.formats import format_on
from andrum.statistics.queries.holdings import holdings_of
from andrum.statistics.queries.households import has_households, has_unanswered, households_of
from andrum.statistics.queries.month_files import is_handed_in

__all__ = [
    "Answer", "AnswerError", "MonthFile", "NotReadyError", "StatisticsFileError", "answer", "carry_forward",
    "format_on", "hand_in", "has_households", "has_unanswered", "holdings_of", "households_of", "is_handed_in",
    "make_file",
]  # fmt: skip
