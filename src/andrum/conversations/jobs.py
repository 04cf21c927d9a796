"""Background work of the room."""

from django.utils import timezone

from andrum.conversations.actions.deleting import follow_rule


def dispose() -> int:
    """Delete sound and words that the board's rule says are due; gives how many."""
    return follow_rule(at=timezone.now())
