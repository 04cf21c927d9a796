"""The lock that keeps a person and the automation from working on the same matter at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from andrum.audit.service import Actor, record
from andrum.cases.domain.errors import HeldError
from andrum.cases.models import Hold, Matter
from andrum.cases.queries.matters import active_hold
from andrum.kernel.clock import SWEDEN

AUTOMATION_NAME = "Automatiken"


@transaction.atomic
def take_hold(*, matter: Matter, by: Actor, at: datetime, seconds: int = 900) -> Hold:
    """Take the matter for so many seconds, or lengthen one's own hold; atomic, and steals nothing.

    Raises:
        HeldError: when somebody else, or the automation, holds it.
    """
    name = AUTOMATION_NAME if by.kind == "machine" else by.name
    values = {"holder_kind": by.kind, "holder_id": by.id, "holder_name": name, "until": at + timedelta(seconds=seconds)}
    mine_or_run_out = Q(until__lte=at) | Q(holder_kind=by.kind, holder_id=by.id)
    if Hold.objects.filter(mine_or_run_out, matter=matter).update(**values):
        hold = Hold(matter=matter, **values)
    else:
        Hold.objects.bulk_create([Hold(matter=matter, **values)], ignore_conflicts=True)
        hold = Hold.objects.get(matter=matter)
        _refuse_unless_own(hold, by=by)
    if by.kind == "person":
        record(
            kind="cases.hold_taken", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk),
            details={"seconds": seconds},
        )  # fmt: skip
    return hold


@transaction.atomic
def release_hold(*, matter: Matter, by: Actor, at: datetime) -> None:
    """Let go of one's own hold; another's is left as it is."""
    gone, _ = Hold.objects.filter(matter=matter, holder_kind=by.kind, holder_id=by.id).delete()
    if gone and by.kind == "person":
        record(kind="cases.hold_released", by=by, at=at, subject=f"matter:{matter.pk}", matter=str(matter.pk))


def refuse_if_held(*, matter: Matter, by: Actor, at: datetime) -> None:
    """Raise HeldError when another than ``by`` holds the matter at the instant."""
    hold = active_hold(matter, at=at)
    if hold is not None:
        _refuse_unless_own(hold, by=by)


def _refuse_unless_own(hold: Hold, *, by: Actor) -> None:
    if (hold.holder_kind, hold.holder_id) != (by.kind, by.id):
        raise HeldError(holder=hold.holder_name, until=f"{hold.until.astimezone(SWEDEN):%H.%M}")
