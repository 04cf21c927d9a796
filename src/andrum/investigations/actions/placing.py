"""Sort a line under an area: a note, a document, a fact, or something said that nobody has sorted."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.investigations.actions.locking import locked_open
from andrum.investigations.domain.errors import NOTHING_CHANGED, InvestigationStateError
from andrum.investigations.models import Investigation, Placement
from andrum.investigations.queries.material import area_names, material_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _


@transaction.atomic
def place(*, investigation: Investigation, entry_key: str, area: str, by: Actor, at: datetime) -> Placement:
    """Put a line under an area, or under none. The signed words themselves stay as they are.

    Raises:
        InvestigationStateError: when there is no such line or area.
        LockedInvestigationError: when it is finished.
    """
    found = locked_open(investigation=investigation, by=by, at=at)
    known = {entry.key for entry in material_of(found, swedish_day(at)).entries}
    areas = {"", *(one.id for one in area_names(found.framework))}
    if entry_key not in known or area not in areas:
        raise InvestigationStateError(
            _("Raden eller området finns inte."), saved=NOTHING_CHANGED, todo=_("Ladda om sidan.")
        )
    placement, _is_new = Placement.objects.update_or_create(
        investigation=found, entry_key=entry_key,
        defaults={"area": area, "by": by.name, "by_id": f"{by.kind}:{by.id}", "at": at},
    )  # fmt: skip
    record(
        kind="investigations.placed", by=by, at=at, subject=f"investigation:{found.pk}", matter=str(found.matter_id),
        details={"line": entry_key, "area": area},
    )  # fmt: skip
    return placement
