"""What an assessment comes to."""

from enum import StrEnum


class Outcome(StrEnum):
    """The three ways an assessment can end."""

    GRANT = "grant"
    DENY = "deny"
    HAND_OVER = "hand_over"
