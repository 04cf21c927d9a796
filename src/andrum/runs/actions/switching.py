"""Pause, resume and retry by kind. A worker that is killed meanwhile changes nothing: each looks at the state first."""

from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.accounts.service import User
from andrum.audit.service import Actor, record
from andrum.kernel.words import marked as _
from andrum.runs.domain import Fault, RunKindError
from andrum.runs.models import Pause
from andrum.runs.queries.sources import source_of

LONGEST_REASON = 300


@transaction.atomic
def pause_kind(*, kind: str, reason: str, by: Actor, at: datetime) -> Pause:
    """Begin nothing more of a kind until somebody resumes it. What is under way comes to its end. Twice is once.

    Raises:
        RunKindError: when there is no such kind, or no reason is given.
    """
    reason = _checked(kind, reason)
    standing = Pause.objects.filter(kind=kind, resumed_at__isnull=True).first()
    if standing is not None:
        return standing
    try:
        with transaction.atomic():
            pause = Pause.objects.create(kind=kind, reason=reason, paused_at=at, paused_by=by.name)
    except IntegrityError:  # somebody else pressed the button in the same moment
        return Pause.objects.get(kind=kind, resumed_at__isnull=True)
    record(kind="runs.paused", by=by, at=at, subject=f"runs:{kind}", details={"reason": reason})
    return pause


@transaction.atomic
def resume_kind(*, kind: str, reason: str, by: Actor, at: datetime) -> Pause | None:
    """Let a kind go on: what waited is due at once. None when it was not paused, or is resumed already.

    Raises:
        RunKindError: when there is no such kind, or no reason is given.
    """
    reason = _checked(kind, reason)
    pause = Pause.objects.select_for_update(no_key=True).filter(kind=kind, resumed_at__isnull=True).first()
    source = source_of(kind)
    if pause is None or source is None:
        return None
    pause.resumed_at, pause.resumed_by, pause.resumed_why = max(at, pause.paused_at), by.name, reason
    pause.save(update_fields=["resumed_at", "resumed_by", "resumed_why"])
    source.wake(kind=kind, at=at)
    record(kind="runs.resumed", by=by, at=at, subject=f"runs:{kind}", details={"reason": reason, "pause": pause.pk})
    return pause


@transaction.atomic
def retry_kind(*, kind: str, code: str, reason: str, user: User, by: Actor, at: datetime) -> int:
    """Let every run of a kind that waits for one cause, and that the user may know of, be tried now. Returns how many.

    Raises:
        RunKindError: when there is no such kind, no reason is given, or nothing waits for that cause any more.
    """
    reason = _checked(kind, reason)
    source = source_of(kind)
    tried = source.retry(fault=Fault(kind, code, "", 0), user=user, at=at) if source is not None else 0
    if not tried:
        raise RunKindError(_("Inget väntar på det längre."), saved=_("Inget har ändrats."), todo=_("Ladda om sidan."))
    record(
        kind="runs.retried", by=by, at=at, subject=f"runs:{kind}",
        details={"reason": reason, "fault": code, "runs": tried},
    )  # fmt: skip
    return tried


def _checked(kind: str, reason: str) -> str:
    if source_of(kind) is None:
        raise RunKindError(_("Det slaget av körningar finns inte."), todo=_("Ladda om sidan."))
    if not reason.strip():
        raise RunKindError(_("Skälet saknas."), saved=_("Inget har ändrats."), todo=_("Skriv kort varför."))
    return reason.strip()[:LONGEST_REASON]
