"""Take hold of an investigation for the length of a change."""

from datetime import datetime

from andrum.audit.service import Actor
from andrum.investigations.domain.errors import InvestigationStateError, LockedInvestigationError
from andrum.investigations.models import Investigation, InvestigationState
from andrum.kernel.words import marked as _


def locked(*, investigation: Investigation, by: Actor, at: datetime) -> Investigation:  # noqa: ARG001 - every action's shape
    """The row as it is now, locked until the transaction ends. Raises LockedInvestigationError when it is closed."""
    rows = Investigation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "matter__applicant", "matter__unit"
    )
    found = rows.get(pk=investigation.pk)
    if found.is_closed:
        raise LockedInvestigationError
    return found


def locked_open(*, investigation: Investigation, by: Actor, at: datetime) -> Investigation:
    """As ``locked``, and begun. Raises InvestigationStateError when it is still a prescreening."""
    found = locked(investigation=investigation, by=by, at=at)
    if found.state != InvestigationState.OPEN:
        raise InvestigationStateError(
            _("Utredningen är inte inledd än."),
            saved=_("Ingenting har ändrats."),
            todo=_("Avsluta förhandsbedömningen först."),
        )
    return found
