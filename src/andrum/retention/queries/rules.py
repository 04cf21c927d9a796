"""The rules as the municipality has them."""

from datetime import date
from pathlib import Path

from django.conf import settings

from andrum.retention.domain.rules import Rules, rules_for


def rules_on(day: date) -> Rules:
    """The rules in force on a day. Raises RetentionParameterError."""
    folder = getattr(settings, "ANDRUM_MUNICIPALITY", "")
    return rules_for(day, Path(folder) if folder else None)
