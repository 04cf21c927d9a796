"""Clean what was typed: what cannot be seen is taken away, what is meant stays."""

import unicodedata
from collections.abc import Mapping

MAX_LINE = 200
MAX_TEXT = 4_000
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean_line(text: str) -> str:
    """One line: no control characters, no hidden change of direction, single spaces."""
    return " ".join(_visible(text, keep="").split())


def clean_text(text: str) -> str:
    """Several lines: as ``clean_line``, but line breaks stay, at most one blank line in a row."""
    lines = [" ".join(line.split()) for line in _visible(text.replace("\r\n", "\n"), keep="\n").split("\n")]
    kept = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
    return "\n".join(kept).strip()


def _visible(text: str, *, keep: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    return "".join(
        sign if sign in keep or not _is_hidden(sign) else (" " if sign in "\t\n\r\x0b\x0c" else "") for sign in normal
    )


def _is_hidden(sign: str) -> bool:
    return sign in _BIDI or unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"}


def typed(data: Mapping[str, object], name: str) -> str:
    """What was typed in a field as text; empty when the field was not sent or is no text."""
    value = data.get(name)
    return value if isinstance(value, str) else ""
