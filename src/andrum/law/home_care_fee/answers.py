"""The outcome of a fee."""

from enum import StrEnum


class FeeOutcome(StrEnum):
    """The three ways a fee can end: a fee, nothing to pay, or a person decides."""

    CHARGE = "charge"
    NO_FEE = "no_fee"
    HAND_OVER = "hand_over"
