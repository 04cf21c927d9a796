"""Recalculate everyone after the preview: a person approves all but the outliers, and jobs decide each once.

Every job looks at the state before it acts, so one that was killed anywhere is followed by one that does the rest.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.module_loading import import_string

from andrum.audit.service import JSON, MACHINE, Actor, happened_since, head, record
from andrum.fees.actions.deciding import decide_fee
from andrum.fees.actions.reviews import open_review
from andrum.fees.domain.errors import FeeDutyError, FeeNotComputableError, RecalculationError
from andrum.fees.domain.events import FeesDecided
from andrum.fees.domain.reasons import default_reasons
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import (
    Cause,
    FeeMandate,
    ItemState,
    MandateCode,
    MandateState,
    Recalculation,
    RecalculationItem,
    RecalculationState,
)
from andrum.fees.queries.calculating import Calculated, calculate
from andrum.fees.queries.mandates import mandate_in_force
from andrum.fees.queries.recalculations import progress_of
from andrum.fees.queries.run_kinds import RECALCULATION
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.events import publish
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.runs.service import is_paused

CHUNK = 50
STALLED_AFTER = timedelta(minutes=10)
S = RecalculationState


@transaction.atomic
def approve_recalculation(*, recalculation: Recalculation, shown_count: int, by: Actor, at: datetime) -> Recalculation:
    """Approve that all but the outliers are decided, in the name of the one who approves.

    Raises:
        RecalculationError: when it is no preview, or not as many as the page showed.
    """
    locked = _locked(recalculation)
    ready = locked.items.filter(state=ItemState.READY).count()
    if locked.state != S.PREVIEW or by.kind != "person":
        raise RecalculationError(_("Omräkningen är ingen färdig förhandsvisning."), todo=_("Ladda om sidan."))
    if ready != shown_count:
        raise RecalculationError(_("Antalet har ändrats sedan sidan visades."), todo=_("Läs igenom igen och godkänn."))
    first = locked.items.select_related("matter").first()
    mandate = first and mandate_in_force(matter=first.matter, code=MandateCode.YEARLY, day=swedish_day(at))
    locked.state, locked.approved_at, locked.approved_by, locked.approved_by_id = S.DECIDING, at, by.name, by.id
    locked.mandate_ref, locked.moved_at = mandate.reference if mandate else "", at
    locked.save(update_fields=["state", "approved_at", "approved_by", "approved_by_id", "mandate_ref", "moved_at"])
    tell(kind="fees.recalculation_approved", made=locked, by=by, at=at, ready=ready, mandate=locked.mandate_ref)
    enqueue(made=locked, job="decide", state=ItemState.READY, by=by, at=at)
    enqueue(made=locked, job="decide", state=ItemState.OUTLIER, by=by, at=at)
    _end(locked, at=at)
    return locked


def decide_items(*, recalculation_id: int, item_ids: list[int], by: Actor, at: datetime) -> int:  # noqa: ARG001 - as every action
    """Decide some of the items, or hand them to a person. Each in a transaction of its own. Returns how many.

    What the machine decided is told of once for them all, so that control takes it up in one go.
    """
    done = 0
    for item_id in item_ids:
        done += _decide_item(recalculation_id, item_id, _calculated(item_id), at=at)
    with transaction.atomic():
        Recalculation.objects.filter(pk=recalculation_id).update(moved_at=at)
        _end(Recalculation.objects.get(pk=recalculation_id), at=at)
    automated = RecalculationItem.objects.filter(pk__in=item_ids, decision__how="automated")
    publish(FeesDecided(tuple(automated.order_by("pk").values_list("decision", flat=True))))
    return done


@dataclass(frozen=True, slots=True)
class Ahead:
    """A fee worked out before the lock was taken, and how many events the log had before that."""

    found: Calculated
    events: int


def _calculated(item_id: int) -> Ahead | None:
    """The fee as things stand, worked out without a lock; None where nothing is to be worked out."""
    seen = head().count
    item = RecalculationItem.objects.select_related("matter__applicant", "recalculation").get(pk=item_id)
    if item.state != ItemState.READY or item.recalculation.state != S.DECIDING:
        return None
    return Ahead(calculate(item.matter, Month.parse(item.recalculation.month)), seen)


@transaction.atomic
def _decide_item(recalculation_id: int, item_id: int, ahead: Ahead | None, *, at: datetime) -> bool:
    rows = RecalculationItem.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "matter__applicant", "matter__unit", "recalculation"
    )
    item = rows.get(pk=item_id)
    made = item.recalculation
    if made.pk != recalculation_id or made.state != S.DECIDING or is_paused(RECALCULATION):
        return False
    approver = Actor("person", made.approved_by_id, made.approved_by)
    if item.state == ItemState.OUTLIER:
        _hand_over(item, by=approver, at=at)
        return True
    if item.state != ItemState.READY:
        return False
    month = Month.parse(made.month)
    holds = ahead is not None and not happened_since(ahead.events, matter=item.matter_id)
    found = ahead.found if ahead is not None and holds else calculate(item.matter, month)
    if basis_hash(found.result) != item.basis_hash:
        item.outliers = ["changed_since"]
        _hand_over(item, by=approver, at=at)
        return True
    mandate = _mandate(item)
    try:
        with transaction.atomic():
            decision = decide_fee(
                matter=item.matter, month=month, found=found, cause=Cause.YEARLY,
                reasons=default_reasons(Cause.YEARLY), by=MACHINE if mandate else approver, at=at,
                key=f"fee:item:{item.pk}", mandate_ref=mandate.reference if mandate else "",
            )  # fmt: skip
    except (FeeDutyError, FeeNotComputableError, ConflictError):
        item.outliers = ["held"]
        _hand_over(item, by=approver, at=at)
        return True
    item.state, item.decision_id = ItemState.DECIDED, decision.pk
    item.save(update_fields=["state", "decision"])
    return True


def _mandate(item: RecalculationItem) -> FeeMandate | None:
    """The mandate that was in force at the approval, while it is still on and the change is within it."""
    made = item.recalculation
    if not made.mandate_ref:
        return None
    rows = FeeMandate.objects.select_for_update(no_key=True).filter(
        unit=made.unit_id, code=MandateCode.YEARLY, state=MandateState.ON
    )
    if item.after_ore is None or item.before_ore is None:
        return None
    change = abs(item.after_ore - item.before_ore)
    return next((row for row in rows if row.reference == made.mandate_ref and change <= row.most_change_ore), None)


def _hand_over(item: RecalculationItem, *, by: Actor, at: datetime) -> None:
    item.state = ItemState.HANDED
    item.save(update_fields=["state", "outliers"])
    month = Month.parse(item.recalculation.month)
    open_review(matter=item.matter, month=month, reason="outlier", item=item, by=by, at=at)


@transaction.atomic
def pause_recalculation(*, recalculation: Recalculation, by: Actor, at: datetime) -> Recalculation:
    """Stop after the decisions that are being made now. Nothing that is decided is undone."""
    return _move(recalculation, S.DECIDING, S.PAUSED, "fees.recalculation_paused", by=by, at=at)


@transaction.atomic
def resume_recalculation(*, recalculation: Recalculation, by: Actor, at: datetime) -> Recalculation:
    """Go on with what is left."""
    moved = _move(recalculation, S.PAUSED, S.DECIDING, "fees.recalculation_resumed", by=by, at=at)
    enqueue(made=moved, job="decide", state=ItemState.READY, by=by, at=at)
    enqueue(made=moved, job="decide", state=ItemState.OUTLIER, by=by, at=at)
    _end(moved, at=at)
    return moved


@transaction.atomic
def drop_recalculation(*, recalculation: Recalculation, by: Actor, at: datetime) -> Recalculation:
    """Throw a preview away. What is decided can not be thrown away."""
    locked = _locked(recalculation)
    before = S.PREVIEWING if locked.state == S.PREVIEWING else S.PREVIEW
    return _move(recalculation, before, S.DROPPED, "fees.recalculation_dropped", by=by, at=at)


def _move(made: Recalculation, before: str, after: str, kind: str, *, by: Actor, at: datetime) -> Recalculation:
    locked = _locked(made)
    if locked.state != before:
        raise RecalculationError(
            _("Omräkningen har gått vidare."), saved=_("Inget har ändrats."), todo=_("Ladda om sidan.")
        )
    locked.state, locked.moved_at = after, at
    locked.save(update_fields=["state", "moved_at"])
    tell(kind=kind, made=locked, by=by, at=at, **progress_of(locked).as_json())
    return locked


def _locked(made: Recalculation) -> Recalculation:
    return Recalculation.objects.select_for_update(no_key=True).get(pk=made.pk)


def _end(made: Recalculation, *, at: datetime) -> None:
    """Say that it is done, once, when nothing is left."""
    if made.items.filter(state__in=(ItemState.READY, ItemState.OUTLIER)).exists():
        return
    if Recalculation.objects.filter(pk=made.pk, state=S.DECIDING).update(state=S.DONE, done_at=at):
        approver = Actor("person", made.approved_by_id, made.approved_by)
        tell(kind="fees.recalculation_done", made=made, by=approver, at=at, **progress_of(made).as_json())


def enqueue(*, made: Recalculation, job: str, state: str, by: Actor, at: datetime) -> None:  # noqa: ARG001 - the shape of every action
    """Jobs of fifty items each, in the caller's transaction."""
    ids = list(made.items.filter(state=state).order_by("pk").values_list("pk", flat=True))
    call = import_string(f"andrum.fees.jobs.{job}")
    for start in range(0, len(ids), CHUNK):
        call.enqueue(made.pk, ids[start : start + CHUNK])


@transaction.atomic
def resume_stalled(*, by: Actor, at: datetime) -> int:
    """Start again what has not moved for long: its jobs were lost, with a restored backup, say. Returns how many."""
    stalled = Recalculation.objects.select_for_update(no_key=True, skip_locked=True).filter(
        state__in=(S.PREVIEWING, S.DECIDING), moved_at__lt=at - STALLED_AFTER
    )
    rows = list(stalled)
    for made in rows:
        Recalculation.objects.filter(pk=made.pk).update(moved_at=at)
        if made.state == S.PREVIEWING:
            enqueue(made=made, job="preview", state=ItemState.WAITING, by=by, at=at)
        else:
            enqueue(made=made, job="decide", state=ItemState.READY, by=by, at=at)
            enqueue(made=made, job="decide", state=ItemState.OUTLIER, by=by, at=at)
            _end(made, at=at)
    return len(rows)


def tell(*, kind: str, made: Recalculation, by: Actor, at: datetime, **details: JSON) -> None:
    """Keep in the log what was done."""
    record(kind=kind, by=by, at=at, subject=f"recalculation:{made.pk}", details={"month": made.month, **details})
