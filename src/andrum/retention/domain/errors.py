"""What can hinder retention, in the words of the one who meets it."""

from andrum.kernel.errors import AndrumError


class RetentionParameterError(AndrumError):
    """The file of rules cannot be used."""


class RetentionError(AndrumError):
    """A file cannot be removed, or not now."""
