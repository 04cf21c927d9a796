"""What must never be missed: wanting to die, violence, abuse, a child left alone, honour, weapons. Found by words.

A sign says that somebody spoke of it. Whether it was denied, supposed or meant in jest is told beside it, never
decided away. Everyday phrases that only sound so ("klockan slog tolv") are passed over first.
"""

from typing import Final

from andrum.language.signs import signs

HARM: Final = {"barn_och_unga": "sakerhet", "vuxna": "vald", "aldre": "trygghet"}
DESPAIR: Final = {"barn_och_unga": "kanslor_beteende", "vuxna": "psykisk_halsa"}


def safety(words: str) -> str | None:
    """The kind of sign that the words carry, or None."""
    for pattern in signs("harmless").values():
        words = pattern.sub("…", words)
    return next((name for name, pattern in signs("safety").items() if pattern.search(words)), None)


def area_of(sign: str, framework: str) -> str | None:
    """The area that a sign of danger belongs to; None where its words do not settle it."""
    return (DESPAIR if sign in {"självmord", "självskada"} else HARM).get(framework)
