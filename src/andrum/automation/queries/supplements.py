"""What a run has asked the applicant for by itself, and whether it still waits."""

from datetime import datetime
from typing import Final

from andrum.applications.service import Supplement
from andrum.automation.domain.explaining import MARK as DIFFERENCE_MARK
from andrum.automation.domain.reasons import Reason
from andrum.automation.models import Run
from andrum.kernel.clock import swedish_day

MARK: Final = "evidence_"
"""How the codes of a run's own questions begin."""


def waits_for_answer(run: Run, *, at: datetime) -> bool:
    """True while a request has no answer and its last day is not over."""
    return Supplement.objects.filter(
        application=run.application_id, answered_at__isnull=True, due_date__gte=swedish_day(at)
    ).exists()


def has_newer_answer(run: Run) -> bool:
    """True when an answer has come since the run last came to its end."""
    return Supplement.objects.filter(application=run.application_id, answered_at__gte=run.finished_at).exists()


def unanswered(run: Run) -> list[Reason]:
    """Why a run that asked by itself goes to a person all the same: nobody answered."""
    asked = Supplement.objects.filter(application=run.application_id, answered_at__isnull=True)
    if any(
        item.get("code", "").startswith((MARK, DIFFERENCE_MARK)) for supplement in asked for item in supplement.items
    ):
        return [Reason("supplement_unanswered", "Den sökande har inte svarat på begäran om komplettering.")]
    return []
