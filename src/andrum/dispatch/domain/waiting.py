"""How long to wait before the next try."""

from datetime import timedelta

STEPS_SECONDS = (5, 30, 120, 600, 1800, 3600)
"""Waits after the first, second … failed try; the last is repeated."""

GIVE_UP_AFTER = 60
"""Tries after which a person has to look: with the waits above about two and a half days."""


def wait_after(attempts: int) -> timedelta:
    """The wait after so many failed tries (at least one)."""
    return timedelta(seconds=STEPS_SECONDS[min(attempts, len(STEPS_SECONDS)) - 1])
