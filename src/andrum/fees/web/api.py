"""Fees for other systems: read only, within the unit of the token, protected persons left out."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from andrum.accounts.service import TokenAuth, unit_of_token
from andrum.audit.service import Actor
from andrum.fees.actions.reading import note_fee_api_read
from andrum.fees.models import BasisKind, Cause, FeeDecision, InvoiceBasis
from andrum.fees.queries.invoices import bases_for_unit
from andrum.fees.queries.visible import fee_matters_of_unit

router = Router(auth=TokenAuth("read"), tags=["fees"])
LARGEST = 2**53


class ChargeOut(Schema):
    """One thing that is charged."""

    code: str
    words: str
    amount_ore: int


class FeeOut(Schema):
    """A fee decision. Persons are not named."""

    id: int
    case_id: int
    from_month: str
    to_month: str
    fee_ore: int
    cause: Cause
    lines: list[ChargeOut]
    replaces_id: int | None
    decided_at: datetime
    how: str


class FeePage(Schema):
    """A page of fee decisions; ``next_after`` asks for the next one, and is null on the last."""

    items: list[FeeOut]
    next_after: int | None


class BasisOut(Schema):
    """An invoice basis. The one who pays is given by the reference of the matter."""

    id: int
    case_id: int
    case_reference: str
    number: str
    month: str
    kind: BasisKind
    amount_ore: int
    lines: list[ChargeOut]
    credits_number: str | None
    issue_date: date
    due_date: date


class BasisPage(Schema):
    """A page of invoice bases; ``next_after`` asks for the next one, and is null on the last."""

    items: list[BasisOut]
    next_after: int | None


class Slice(Schema):
    """Which part of a long list."""

    after: int = Field(0, ge=0, le=LARGEST, description="Give those with a higher id than this.")
    limit: int = Field(50, ge=1, le=200, description="At most so many.")


def _note(request: HttpRequest, *, what: str, rows: int) -> None:
    unit = unit_of_token(request)
    by = Actor("system", f"unit:{unit.pk}", f"API {unit.name}")
    note_fee_api_read(what=what, rows=rows, by=by, at=timezone.now())


@router.get("/fee-decisions", response=FeePage, summary="Fee decisions of the unit")
def fee_decisions(request: HttpRequest, part: Query[Slice]) -> FeePage:
    """The unit's fee decisions, oldest first."""
    matters = fee_matters_of_unit(unit_of_token(request)).order_by()
    rows = FeeDecision.objects.filter(matter__in=matters, pk__gt=part.after).select_related("decision").order_by("pk")
    found = list(rows[: part.limit + 1])
    shown = found[: part.limit]
    _note(request, what="fee_decisions", rows=len(shown))
    return FeePage(items=[_fee(row) for row in shown], next_after=shown[-1].pk if len(found) > part.limit else None)


def _fee(row: FeeDecision) -> FeeOut:
    same = ("from_month", "to_month", "fee_ore", "cause", "lines", "replaces_id")
    values = {name: getattr(row, name) for name in same}
    return FeeOut.model_validate(
        {
            "id": row.pk,
            "case_id": row.matter_id,
            "decided_at": row.decision.decided_at,
            "how": row.decision.how,
            **values,
        }
    )


@router.get("/invoice-bases", response=BasisPage, summary="Invoice bases of the unit")
def invoice_bases(request: HttpRequest, part: Query[Slice]) -> BasisPage:
    """The unit's invoice bases, oldest first."""
    rows = bases_for_unit(unit_of_token(request)).filter(pk__gt=part.after)
    found = list(rows[: part.limit + 1])
    shown = found[: part.limit]
    _note(request, what="invoice_bases", rows=len(shown))
    return BasisPage(items=[_basis(row) for row in shown], next_after=shown[-1].pk if len(found) > part.limit else None)


def _basis(row: InvoiceBasis) -> BasisOut:
    same = ("id", "number", "month", "kind", "amount_ore", "lines")
    values = {name: getattr(row, name) for name in same}
    more = {
        "case_id": row.matter_id, "case_reference": row.matter.reference, "issue_date": row.run.issue_date,
        "credits_number": row.credits.number if row.credits else None, "due_date": row.run.due_date,
    }  # fmt: skip
    return BasisOut.model_validate({**values, **more})
