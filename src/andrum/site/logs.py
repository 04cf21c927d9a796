"""Log lines without personal numbers: plain ones for people, or JSON for a machine that gathers logs."""

import json
import logging
import re
from datetime import UTC, datetime

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


class JsonFormatter(logging.Formatter):
    """One JSON object a line, masked too: ``at`` in UTC, ``level``, ``logger``, ``message``, ``traceback``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name, "message": mask(record.getMessage()),
        }  # fmt: skip
        if record.exc_info:
            said["traceback"] = mask(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)
