"""What must never be missed: wanting to die, violence, abuse, a child left alone, honour, weapons. Found by words.

A sign says that somebody spoke of it. Whether it was denied, supposed or meant in jest is told beside it, never
decided away.
"""

from andrum.language.signs import signs


def safety(words: str) -> str | None:
    """The kind of sign that the words carry, or None."""
    return next((name for name, pattern in signs("safety").items() if pattern.search(words)), None)
