"""Does the kept calculation give the same again today?"""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from andrum.automation.service import assessment_in
from andrum.cases.service import Decision
from andrum.kernel.errors import AndrumError
from andrum.law.service import replay


def is_same_again(decision: Decision) -> bool | None:
    """True when the kept household gives the kept assessment again, byte for byte; None when it cannot be replayed."""
    kept = decision.calculation
    if not isinstance(kept, Mapping):
        return None
    folder = settings.ANDRUM_MUNICIPALITY
    fee = kept.get("fee")
    try:
        assessment = fee.get("trace", {}) if isinstance(fee, Mapping) else assessment_in(kept)
        return replay(assessment, municipality=Path(folder) if folder else None)
    except AndrumError:
        return None
