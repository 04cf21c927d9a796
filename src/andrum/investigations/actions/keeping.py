"""Keep a basis: every line as it is now, once for each state of the case."""

from datetime import datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.investigations.actions.locking import locked
from andrum.investigations.models import Investigation, InvestigationState, KeptBasis
from andrum.investigations.queries.compiled import content_of, digest
from andrum.investigations.queries.material import material_of
from andrum.kernel.clock import swedish_day


@transaction.atomic
def keep_basis(*, investigation: Investigation, cause: str, by: Actor, at: datetime) -> KeptBasis:
    """Compile what the case holds and keep it. When nothing has changed the newest kept one is given back.

    What a person has written is neither read nor touched.

    Args:
        investigation: The investigation.
        cause: Why: ``opened``, ``conversation:12``, ``asked``, ``sent`` or ``finished``.
        by: Who caused it.
        at: Now.

    Raises:
        LockedInvestigationError: when it is finished.
    """
    found = locked(investigation=investigation, by=by, at=at)
    material = material_of(found, swedish_day(at))
    sha256 = digest(material)
    newest = found.kept.order_by("-number").first()
    if newest is not None and newest.sha256 == sha256:
        return newest
    kept = KeptBasis.objects.create(
        investigation=found, number=newest.number + 1 if newest else 1, cause=cause, content=content_of(material),
        lines=len(material.entries), sha256=sha256, kept_at=at, kept_by=by.name,
    )  # fmt: skip
    record(
        kind="investigations.basis_kept", by=by, at=at, subject=f"investigation:{found.pk}",
        matter=str(found.matter_id),
        details={"number": kept.number, "cause": cause, "lines": kept.lines, "sha256": sha256},
    )  # fmt: skip
    return kept


def keep_for_matter(*, matter_id: int, cause: str, by: Actor, at: datetime) -> KeptBasis | None:
    """Keep the basis of the matter's investigation that is under way; None when there is none."""
    found = Investigation.objects.filter(matter=matter_id, state=InvestigationState.OPEN).first()
    return keep_basis(investigation=found, cause=cause, by=by, at=at) if found is not None else None
