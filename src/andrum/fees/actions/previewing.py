"""Work out everyone's fee from a month, before anybody approves: who gets what, and at whom a person must look.

Every job looks at the state before it acts, so one that was killed anywhere is followed by one that does the rest.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.accounts.service import Unit
from andrum.audit.service import JSON, Actor
from andrum.fees.actions.recalculating import enqueue, tell
from andrum.fees.domain.errors import RecalculationError
from andrum.fees.domain.outliers import outliers
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import ItemState, Recalculation, RecalculationItem, RecalculationState
from andrum.fees.queries.calculating import (
    Calculated,
    calculate,
    has_amounts,
    only_parameters_changed,
    tariff_problem,
)
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.recalculations import matters_to_recalculate, progress_of
from andrum.fees.queries.settings import fee_settings
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _


@transaction.atomic
def start_recalculation(*, unit: Unit, month: Month, by: Actor, at: datetime) -> Recalculation:
    """Begin a preview of everyone's fee from a month. Nothing is decided by it.

    Raises:
        RecalculationError: when the month has one already, its amounts are not known, or nobody has a fee.
        ParameterFileError: when the tariff of the month is missing or wrong.
        FeeSettingsError: when the file for fees is.
    """
    if (problem := tariff_problem(month)) is not None:
        raise problem
    if not has_amounts(month):
        raise RecalculationError(
            _("Prisbasbeloppet för {year} finns inte i reglerna än."), saved=_("Inget har räknats."),
            todo=_("Uppdatera programmet när beloppet är beslutat, och räkna då."), values={"year": month.year},
        )  # fmt: skip
    matters = list(matters_to_recalculate(unit, month).values_list("pk", flat=True))
    if not matters:
        raise RecalculationError(_("Ingen i enheten har någon avgift att räkna om."), todo=_("Kontrollera månaden."))
    rules: list[JSON] = [{"rule": rule.rule, "limit": rule.limit} for rule in fee_settings().outliers]
    try:
        with transaction.atomic():
            made = Recalculation.objects.create(
                unit=unit,
                month=str(month),
                state=RecalculationState.PREVIEWING,
                made_at=at,
                made_by=by.name,
                moved_at=at,
                rule=rules,
            )
    except IntegrityError:
        raise RecalculationError(
            _("Månaden har redan en omräkning."), todo=_("Fortsätt i den, eller lägg ner den.")
        ) from None
    RecalculationItem.objects.bulk_create(
        [RecalculationItem(recalculation=made, matter_id=matter) for matter in matters], batch_size=1_000
    )
    tell(kind="fees.recalculation_started", made=made, by=by, at=at, count=len(matters), rules=rules)
    enqueue(made=made, job="preview", state=ItemState.WAITING, by=by, at=at)
    return made


def preview_items(*, recalculation_id: int, item_ids: list[int], by: Actor, at: datetime) -> int:
    """Work out some of the items. Returns how many were; none when the preview is over."""
    made = Recalculation.objects.get(pk=recalculation_id)
    if made.state != RecalculationState.PREVIEWING:
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
        "incomes_from": found.situation.incomes_from,
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
        reaches_ceiling=result.reaches_ceiling, income_age=_income_age(found),
    )  # fmt: skip


def _income_age(found: Calculated) -> int:
    """How many months before the month of the fee the oldest income began to hold."""
    since = found.situation.incomes_from
    if not since:
        return 0
    first, month = Month.parse(since), found.situation.month
    return max(0, (month.year - first.year) * 12 + month.month - first.month)


def _end_preview(made: Recalculation, *, by: Actor, at: datetime) -> None:
    if made.items.filter(state=ItemState.WAITING).exists():
        return
    if Recalculation.objects.filter(pk=made.pk, state=RecalculationState.PREVIEWING).update(
        state=RecalculationState.PREVIEW
    ):
        tell(kind="fees.recalculation_previewed", made=made, by=by, at=at, **progress_of(made).as_json())
