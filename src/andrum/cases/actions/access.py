"""Open a matter outside the need to know: with a reason, for a short time, seen by the manager."""

from datetime import datetime, timedelta

from django.db import transaction

from andrum.accounts.service import User, actor_of
from andrum.audit.service import record
from andrum.cases.actions.tasks import add_task
from andrum.cases.domain.appeals import working_days_after
from andrum.cases.domain.errors import AccessReasonError
from andrum.cases.domain.events import OpenedAnywayEvent
from andrum.cases.models import Matter, OpenedAnyway
from andrum.cases.queries.visibility import is_opened_anyway, may_open_anyway
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _

OPEN_FOR = timedelta(minutes=30)
MIN_REASON = 15


@transaction.atomic
def open_anyway(*, matter_reference: str, reason: str, by: User, at: datetime) -> OpenedAnyway:
    """Open a matter of one's own unit that is somebody else's, for 30 minutes.

    The unit's manager gets a task, and the opening is certain to be reviewed.

    Raises:
        NotAllowedError: when there is no such matter for this user; the same for a protected one.
        AccessReasonError: when the reason is too short to be reviewed.
    """
    matter = Matter.objects.select_related("unit", "applicant").filter(reference=matter_reference).first()
    if matter is None or not may_open_anyway(by, matter):
        raise NotAllowedError
    if (already := is_opened_anyway(by, matter, at)) is not None:
        return already
    if len(reason.strip()) < MIN_REASON:
        raise AccessReasonError(
            _("Skälet är för kort."), todo=_("Skriv varför du behöver öppna ärendet, så att din chef förstår.")
        )
    actor = actor_of(by)
    notice = add_task(
        matter=matter, kind="opened_anyway", title="Granska att ärendet öppnades utanför tilldelning",
        text=f"{actor.name}: {reason.strip()}", due_date=working_days_after(swedish_day(at), 2), for_manager=True,
        by=actor, at=at,
    )  # fmt: skip
    opened = OpenedAnyway.objects.create(
        matter=matter, user=by, reason=reason.strip(), from_at=at, until_at=at + OPEN_FOR, notice=notice
    )
    record(
        kind="cases.opened_anyway", by=actor, at=at, subject=f"opened_anyway:{opened.pk}", matter=str(matter.pk),
        details={"minutes": 30, "task": notice.pk},
    )  # fmt: skip
    publish(OpenedAnywayEvent(opened_id=opened.pk, matter_id=matter.pk))
    return opened
