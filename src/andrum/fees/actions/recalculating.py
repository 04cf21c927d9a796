"""Recalculate everyone: preview first, then a person approves all but the outliers, and jobs decide each once.

Every job looks at the state before it acts, so one that was killed anywhere is followed by one that does the rest.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from andrum.accounts.service import Unit
from andrum.audit.service import JSON, MACHINE, Actor, record
from andrum.fees.actions.deciding import decide_fee
from andrum.fees.actions.reviews import open_review
from andrum.fees.domain.errors import FeeDutyError, FeeNotComputableError, RecalculationError
from andrum.fees.domain.outliers import outliers
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
from andrum.fees.queries.calculating import Calculated, calculate, only_parameters_changed
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.mandates import mandate_in_force
from andrum.fees.queries.recalculations import matters_to_recalculate, progress_of
from andrum.fees.queries.run_kinds import RECALCULATION
from andrum.fees.queries.settings import fee_settings
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.periods import Month
from andrum.runs.service import is_paused

CHUNK = 50
STALLED_AFTER = timedelta(minutes=10)
S = RecalculationState


@transaction.atomic
def start_recalculation(*, unit: Unit, month: Month, by: Actor, at: datetime) -> Recalculation:
    """Begin a preview of everyone's fee from a month. Nothing is decided by it.

    Raises:
        RecalculationError: when the month has one already, or there is nobody to recalculate.
    """
    matters = list(matters_to_recalculate(unit, month).values_list("pk", flat=True))
    if not matters:
        raise RecalculationError("Ingen i enheten har någon avgift att räkna om.", todo="Kontrollera månaden.")
    rules: list[JSON] = [{"rule": rule.rule, "limit": rule.limit} for rule in fee_settings().outliers]
    try:
        with transaction.atomic():
            made = Recalculation.objects.create(
                unit=unit, month=str(month), state=S.PREVIEWING, made_at=at, made_by=by.name, moved_at=at, rule=rules
            )
    except IntegrityError:
        raise RecalculationError(
            "Månaden har redan en omräkning.", todo="Fortsätt i den, eller lägg ner den."
        ) from None
    RecalculationItem.objects.bulk_create(
        [RecalculationItem(recalculation=made, matter_id=matter) for matter in matters], batch_size=1_000
    )
    _tell("fees.recalculation_started", made, by=by, at=at, count=len(matters), rules=rules)
    _enqueue(made, "preview", ItemState.WAITING)
    return made


def preview_items(*, recalculation_id: int, item_ids: list[int], by: Actor, at: datetime) -> int:
    """Work out some of the items. Returns how many were; none when the preview is over."""
    made = Recalculation.objects.get(pk=recalculation_id)
    if made.state != S.PREVIEWING:
        return 0
    rows = RecalculationItem.objects.filter(pk__in=item_ids, state=ItemState.WAITING).select_related(
        "matter__applicant"
    )
    found = [_previewed(item, Month.parse(made.month)) for item in rows]
    with transaction.atomic():
        RecalculationItem.objects.bulk_update(
            found, ["state", "before_ore", "after_ore", "outliers", "basis_hash", "explanation"]
        )
        Recalculation.objects.filter(pk=made.pk).update(moved_at=at)
        _end_preview(made, by=by, at=at)
    return len(found)


def _previewed(item: RecalculationItem, month: Month) -> RecalculationItem:
    found = calculate(item.matter, month)
    before = fee_of(item.matter, month)
    result = found.result
    item.before_ore = before.fee_ore if before else None
    item.after_ore = result.fee_ore if result.is_whole else None
    item.basis_hash = basis_hash(result)
    item.outliers = _why_not(
        item, found, only_parameters=before is not None and only_parameters_changed(before, result)
    )
    unchanged = not item.outliers and item.after_ore == item.before_ore
    item.state = ItemState.OUTLIER if item.outliers else ItemState.UNCHANGED if unchanged else ItemState.READY
    item.explanation = {
        "missing": list(result.missing),
        "for_person": list(result.for_person),
        "shown": list(result.shown),
    }
    return item


def _why_not(item: RecalculationItem, found: Calculated, *, only_parameters: bool) -> list[str]:
    """Why a person must look: what the calculation says, what else than the year changed, and the listed rules."""
    result = found.result
    if item.after_ore is None:
        return ["not_computable"]
    why = [
        code
        for code, is_so in (
            ("for_person", bool(result.for_person)), ("tariff", bool(result.shown)),
            ("difference", bool(found.situation.differences)), ("partial", found.situation.is_partial),
            ("facts_changed", item.before_ore is not None and not only_parameters),
            ("protected", item.matter.is_protected),
        )
        if is_so
    ]  # fmt: skip
    return why + outliers(
        fee_settings().outliers, before_ore=item.before_ore, after_ore=item.after_ore,
        reaches_ceiling=result.reaches_ceiling,
    )  # fmt: skip


def _end_preview(made: Recalculation, *, by: Actor, at: datetime) -> None:
    if made.items.filter(state=ItemState.WAITING).exists():
        return
    if Recalculation.objects.filter(pk=made.pk, state=S.PREVIEWING).update(state=S.PREVIEW):
        _tell("fees.recalculation_previewed", made, by=by, at=at, **progress_of(made).as_json())


@transaction.atomic
def approve_recalculation(*, recalculation: Recalculation, shown_count: int, by: Actor, at: datetime) -> Recalculation:
    """Approve that all but the outliers are decided, in the name of the one who approves.

    Raises:
        RecalculationError: when it is no preview, or not as many as the page showed.
    """
    locked = _locked(recalculation)
    ready = locked.items.filter(state=ItemState.READY).count()
    if locked.state != S.PREVIEW or by.kind != "person":
        raise RecalculationError("Omräkningen är ingen färdig förhandsvisning.", todo="Ladda om sidan.")
    if ready != shown_count:
        raise RecalculationError("Antalet har ändrats sedan sidan visades.", todo="Läs igenom igen och godkänn.")
    first = locked.items.select_related("matter").first()
    mandate = first and mandate_in_force(matter=first.matter, code=MandateCode.YEARLY, day=swedish_day(at))
    locked.state, locked.approved_at, locked.approved_by, locked.approved_by_id = S.DECIDING, at, by.name, by.id
    locked.mandate_ref, locked.moved_at = mandate.reference if mandate else "", at
    locked.save(update_fields=["state", "approved_at", "approved_by", "approved_by_id", "mandate_ref", "moved_at"])
    _tell("fees.recalculation_approved", locked, by=by, at=at, ready=ready, mandate=locked.mandate_ref)
    _enqueue(locked, "decide", ItemState.READY)
    _enqueue(locked, "decide", ItemState.OUTLIER)
    _end(locked, at=at)
    return locked


def decide_items(*, recalculation_id: int, item_ids: list[int], by: Actor, at: datetime) -> int:  # noqa: ARG001 - as every action
    """Decide some of the items, or hand them to a person. Each in a transaction of its own. Returns how many."""
    done = 0
    for item_id in item_ids:
        done += _decide_item(recalculation_id, item_id, at=at)
    with transaction.atomic():
        Recalculation.objects.filter(pk=recalculation_id).update(moved_at=at)
        _end(Recalculation.objects.get(pk=recalculation_id), at=at)
    return done


@transaction.atomic
def _decide_item(recalculation_id: int, item_id: int, *, at: datetime) -> bool:
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
    found = calculate(item.matter, month)
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
    _enqueue(moved, "decide", ItemState.READY)
    _enqueue(moved, "decide", ItemState.OUTLIER)
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
        raise RecalculationError("Omräkningen har gått vidare.", saved="Inget har ändrats.", todo="Ladda om sidan.")
    locked.state, locked.moved_at = after, at
    locked.save(update_fields=["state", "moved_at"])
    _tell(kind, locked, by=by, at=at, **progress_of(locked).as_json())
    return locked


def _locked(made: Recalculation) -> Recalculation:
    return Recalculation.objects.select_for_update(no_key=True).get(pk=made.pk)


def _end(made: Recalculation, *, at: datetime) -> None:
    """Say that it is done, once, when nothing is left."""
    if made.items.filter(state__in=(ItemState.READY, ItemState.OUTLIER)).exists():
        return
    if Recalculation.objects.filter(pk=made.pk, state=S.DECIDING).update(state=S.DONE, done_at=at):
        approver = Actor("person", made.approved_by_id, made.approved_by)
        _tell("fees.recalculation_done", made, by=approver, at=at, **progress_of(made).as_json())


def _enqueue(made: Recalculation, job: str, state: str) -> None:
    """Jobs of fifty items each, in the caller's transaction."""
    ids = list(made.items.filter(state=state).order_by("pk").values_list("pk", flat=True))
    call = import_string(f"andrum.fees.jobs.{job}")
    for start in range(0, len(ids), CHUNK):
        call.enqueue(made.pk, ids[start : start + CHUNK])


@transaction.atomic
def resume_stalled(*, by: Actor, at: datetime) -> int:  # noqa: ARG001 - the shape of every action
    """Start again what has not moved for long: its jobs were lost, with a restored backup, say. Returns how many."""
    stalled = Recalculation.objects.select_for_update(no_key=True, skip_locked=True).filter(
        state__in=(S.PREVIEWING, S.DECIDING), moved_at__lt=at - STALLED_AFTER
    )
    rows = list(stalled)
    for made in rows:
        Recalculation.objects.filter(pk=made.pk).update(moved_at=at)
        if made.state == S.PREVIEWING:
            _enqueue(made, "preview", ItemState.WAITING)
        else:
            _enqueue(made, "decide", ItemState.READY)
            _enqueue(made, "decide", ItemState.OUTLIER)
            _end(made, at=at)
    return len(rows)


def _tell(kind: str, made: Recalculation, *, by: Actor, at: datetime, **details: JSON) -> None:
    record(kind=kind, by=by, at=at, subject=f"recalculation:{made.pk}", details={"month": made.month, **details})
