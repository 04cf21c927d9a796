"""Which format is in force."""

from datetime import date
from pathlib import Path

from django.conf import settings

from andrum.statistics.domain.files import Format, format_for


def format_on(day: date) -> Format:
    """The municipality's format of a day, or the product's own. Raises StatisticsFileError."""
    folder = settings.ANDRUM_MUNICIPALITY
    return format_for(day, Path(folder) if folder else None)
