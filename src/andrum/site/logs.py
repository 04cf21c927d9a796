"""Log lines without personal numbers."""

import logging
import re

PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)")
MASK = "••••••"
QUERY = re.compile(r"\?[^\s\"']+")


def mask(text: str) -> str:
    """The text with anything shaped like a personal number, and every query string, taken out."""
    return QUERY.sub("?…", PERSONAL_NUMBER.sub(MASK, text))


class MaskingFormatter(logging.Formatter):
    """Masks the whole line, tracebacks too, as the last thing before it is written."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked."""
        return mask(super().format(record))
