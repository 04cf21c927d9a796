"""From which month a changed fee holds (SoL 32 kap. 10 §), and when the person must be told before."""

from datetime import date

from andrum.kernel.periods import Month


def month_of_change(happened: date) -> Month:
    """The first month of a change: that of the day when the condition holds all of it, else the month after."""
    month = Month.of(happened)
    return month if happened.day == 1 else month.shift(1)


def needs_notice(*, before_ore: int | None, after_ore: int, only_parameters: bool, own_words: bool) -> bool:
    """True when the person must be told and may answer before the decision (FL 25 §).

    Not when the fee does not rise, when only the year's amounts changed (10 §), or when it rests on the person's own
    statement alone.
    """
    if only_parameters or own_words:
        return False
    return before_ore is not None and after_ore > before_ore
