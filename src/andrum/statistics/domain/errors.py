"""What can hinder the statistics, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError


class StatisticsFileError(AndrumError):
    """A parameter file of the statistics that cannot be used as it stands."""


class AnswerError(AndrumError):
    """An answer that is not in the list, or about somebody who is not in the household."""


class NotReadyError(AndrumError):
    """Something is wrong or missing, and nobody has said why the file is made all the same."""
