"""Make the invoice basis of a month: each month of a person once, and what was wrong credited and made anew."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from andrum.accounts.service import Unit
from andrum.audit.service import Actor, record
from andrum.cases.service import Matter
from andrum.fees.domain.errors import InvoiceError
from andrum.fees.models import BasisKind, FeeDecision, InvoiceBasis, InvoiceRun
from andrum.fees.queries.fees import fee_in
from andrum.fees.queries.invoices import bases_of_unit, decisions_of_unit, first_month, run_file
from andrum.fees.queries.settings import fee_settings
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _


@dataclass(slots=True)
class _Row:
    """One basis on its way: the matter, the month, and the one it credits."""

    kind: str
    matter_id: int
    month: Month
    round: int
    lines: list[dict[str, object]]
    decision_id: int
    credits: InvoiceBasis | None = None

    @property
    def amount_ore(self) -> int:
        """The sum of the lines."""
        return _sum(self.lines)


@dataclass(slots=True)
class _Known:
    """What is already in earlier runs, by matter and month: the invoice that stands, and the highest round."""

    standing: dict[tuple[int, str], InvoiceBasis] = field(default_factory=dict)
    rounds: dict[tuple[int, str], int] = field(default_factory=dict)


@transaction.atomic
def make_invoice_run(*, unit: Unit, month: Month, issue_date: date, by: Actor, at: datetime) -> InvoiceRun:
    """Make the basis of a month in a unit, with corrections of earlier months. What is in a run already is left out.

    A fee that was decided anew for a month that is invoiced is credited whole and made again. Nothing before the
    unit's first run is ever invoiced here.

    Raises:
        InvoiceError: when the month has not begun, or there is nothing new to invoice.
        FeeSettingsError: when the municipality's file is wrong.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if month.first_day > issue_date:
        raise InvoiceError(_("Månaden har inte börjat."), todo=_("Välj en tidigare månad."))
    rows = _rows(unit, month)
    if not rows:
        raise InvoiceError(_("Det finns inget nytt att fakturera för månaden."), saved=_("Inget har gjorts."))
    settings = fee_settings()
    run = InvoiceRun.objects.create(
        unit=unit, month=str(month), number=InvoiceRun.objects.filter(unit=unit, month=str(month)).count() + 1,
        issue_date=issue_date, due_date=issue_date + timedelta(days=settings.seller.payment_days),
        settings=settings.as_json(), made_at=at, made_by=by.name,
    )  # fmt: skip
    InvoiceBasis.objects.bulk_create(_bases(run, rows), batch_size=1_000)
    total = sum(row.amount_ore * (-1 if row.kind == BasisKind.CREDIT else 1) for row in rows)
    run.count, run.total_ore = len(rows), total
    run.sha256 = hashlib.sha256(run_file(run)).hexdigest()
    InvoiceRun.objects.filter(pk=run.pk).update(count=run.count, total_ore=total, sha256=run.sha256)
    record(
        kind="fees.invoice_run_made", by=by, at=at, subject=f"invoice_run:{run.pk}",
        details={
            "month": str(month), "number": run.number, "count": run.count, "total_ore": total, "sha256": run.sha256,
        },
    )  # fmt: skip
    return run


def _rows(unit: Unit, month: Month) -> list[_Row]:
    """What differs between what the decisions say and what is invoiced, credits before what replaces them."""
    known = _known(bases_of_unit(unit))
    start = min(first_month(unit) or month, month)
    rows: list[_Row] = []
    for matter_id, decisions in decisions_of_unit(unit).items():
        current = start
        while current <= month:
            rows += _of_month(matter_id, current, fee_in(decisions, current), known)
            current = current.shift(1)
    return rows


def _known(bases: Iterable[InvoiceBasis]) -> _Known:
    known = _Known()
    for basis in bases:
        key = (basis.matter_id, basis.month)
        known.rounds[key] = max(basis.round, known.rounds.get(key, 0))
        if basis.kind == BasisKind.INVOICE:
            known.standing[key] = basis
        else:
            known.standing.pop(key, None)
    return known


def _of_month(matter_id: int, month: Month, fee: FeeDecision | None, known: _Known) -> list[_Row]:
    key = (matter_id, str(month))
    standing, last = known.standing.get(key), known.rounds.get(key, 0)
    wanted = [line for line in fee.lines if line["amount_ore"]] if fee else []
    if standing is not None and _same(standing.lines, wanted):
        return []
    rows = []
    if standing is not None:
        rows.append(
            _Row(BasisKind.CREDIT, matter_id, month, standing.round, standing.lines, standing.decision_id, standing)
        )
    if fee is not None and _sum(wanted):
        rows.append(_Row(BasisKind.INVOICE, matter_id, month, last + 1, wanted, fee.pk))
    return rows


def _same(one: Sequence[dict[str, object]], other: Sequence[dict[str, object]]) -> bool:
    return [(row["code"], row["amount_ore"]) for row in one] == [(row["code"], row["amount_ore"]) for row in other]


def _sum(lines: Iterable[dict[str, object]]) -> int:
    return sum(int(str(line["amount_ore"])) for line in lines)


def _bases(run: InvoiceRun, rows: Sequence[_Row]) -> list[InvoiceBasis]:
    matters = Matter.objects.select_related("applicant").in_bulk({row.matter_id for row in rows})
    return [
        InvoiceBasis(
            run=run, matter_id=row.matter_id, month=str(row.month), kind=row.kind, round=row.round,
            number=f"{run.unit_id}-{run.month}-{run.number}-{place:05d}", buyer=_buyer(matters[row.matter_id]),
            lines=row.lines, amount_ore=row.amount_ore, decision_id=row.decision_id, credits=row.credits,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip


def _buyer(matter: Matter) -> dict[str, str]:
    """The one who pays. Of a protected identity nothing but the reference leaves; the municipality finds the person."""
    person = matter.applicant
    if matter.is_protected or person.is_protected:
        return {
            "customer": matter.reference, "name": f"Kund {matter.reference}", "street": "", "postal_code": "",
            "city": "", "personal_number": "",
        }  # fmt: skip
    return {
        "customer": matter.reference, "name": person.name, "street": person.street, "postal_code": person.postal_code,
        "city": person.city, "personal_number": person.personal_number,
    }  # fmt: skip


@transaction.atomic
def note_run_taken_out(*, run: InvoiceRun, file_format: str, by: Actor, at: datetime) -> None:
    """Somebody took the file of a run out."""
    record(
        kind="fees.invoice_file_taken_out", by=by, at=at, subject=f"invoice_run:{run.pk}",
        details={"format": file_format, "sha256": run.sha256},
    )  # fmt: skip
