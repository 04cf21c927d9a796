"""Why a matter is not closed yet: its investigation, or what comes before one, is not done."""

from datetime import date

from andrum.cases.service import Matter
from andrum.investigations.domain.errors import InvestigationStateError
from andrum.investigations.models import CLOSED, Investigation
from andrum.kernel.words import marked as _


def hinder_of_closing(matter: Matter, day: date) -> InvestigationStateError | None:
    """An investigation that goes on, whatever the day."""
    del day
    if not Investigation.objects.filter(matter=matter).exclude(state__in=CLOSED).exists():
        return None
    return InvestigationStateError(
        _("Det finns en utredning som inte är klar."), saved=_("Ärendet pågår."),
        todo=_("Avsluta den under Utredning först."),
    )  # fmt: skip
