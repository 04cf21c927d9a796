"""Fees for other systems, within the unit of the token: granted services come in, decisions and bases go out.

Protected persons are left out.
"""

from datetime import date, datetime
from typing import Annotated, Self

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict, model_validator

from andrum.accounts.service import TokenAuth, unit_of_token
from andrum.audit.service import Actor
from andrum.fees.actions.reading import note_fee_api_read
from andrum.fees.actions.receiving import Granted, receive_service
from andrum.fees.domain.kinds import SERVICE_KINDS
from andrum.fees.models import BasisKind, Cause, FeeDecision, GrantedService, InvoiceBasis, Measure
from andrum.fees.queries.invoices import bases_for_unit
from andrum.fees.queries.visible import fee_matters_of_unit
from andrum.kernel.errors import AndrumError, ConflictError

router = Router(auth=TokenAuth("read"), tags=["fees"])
WRITE = TokenAuth("fees:write")
LARGEST = 2**53
MOST = 10_000_000
"""The largest extent of a service in a month: öre, for one that is charged by amount."""

PLAIN = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
Text = Annotated[str, Field(min_length=1, max_length=80, pattern=PLAIN)]
Day = Annotated[date, Field(ge=date(2016, 7, 1), le=date(2099, 12, 31))]
KINDS = ", ".join(sorted(SERVICE_KINDS))


class ServiceIn(Schema):
    """A service that is granted. Sent again with a last day, it ends that day."""

    model_config = ConfigDict(extra="forbid")
    external_reference: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[\x21-\x7e]+$")]
    personal_number: Annotated[
        str, Field(min_length=12, max_length=13, description="Twelve digits, with or without hyphen.")
    ]
    given_name: Text
    family_name: Text
    kind: Annotated[str, Field(max_length=40, description=f"One of: {KINDS}.")]
    measure: Measure = Measure.WHOLE
    quantity: Annotated[
        int | None, Field(ge=0, le=MOST, description="Minutes, days, times or öre in a month, as the measure says.")
    ] = None
    level: Annotated[str, Field(max_length=40, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    from_date: Day
    to_date: Day | None = None

    @model_validator(mode="after")
    def measured(self) -> Self:
        """Only a level has a name, and only what is counted a number."""
        if (self.measure == Measure.LEVEL) != bool(self.level):
            raise ValueError("level is given with measure «level», and only then")
        return self


class ServiceOut(Schema):
    """A service as it stands here. The person is given as the case."""

    id: int
    external_reference: str
    case_id: int
    case_reference: str
    kind: str
    measure: Measure
    quantity: int | None
    level: str
    from_date: date
    to_date: date | None


class Problem(Schema):
    """What went wrong, in Swedish, and what to do."""

    detail: str


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


def _by(request: HttpRequest) -> Actor:
    unit = unit_of_token(request)
    return Actor("system", f"unit:{unit.pk}", f"API {unit.name}")


def _note(request: HttpRequest, *, what: str, rows: int) -> None:
    note_fee_api_read(what=what, rows=rows, by=_by(request), at=timezone.now())


@router.post(
    "/granted-services", response={200: ServiceOut, 201: ServiceOut, 400: Problem, 409: Problem}, auth=WRITE,
    summary="Say that a service is granted, or ends",
)  # fmt: skip
def granted_service(request: HttpRequest, body: ServiceIn) -> Status[ServiceOut | Problem]:
    """Receive a granted service from the care system; the fee's matter is opened when there is none.

    The same reference and content again gives the first one (200), and with another last day ends it that day.
    """
    values = body.model_dump(exclude={"external_reference"})
    granted = Granted(reference=body.external_reference, **{**values, "measure": body.measure.value})
    try:
        service, is_new = receive_service(
            granted=granted, unit=unit_of_token(request), by=_by(request), at=timezone.now()
        )
    except ConflictError as hinder:
        return Status(409, Problem(detail=str(hinder)))
    except AndrumError as hinder:
        return Status(400, Problem(detail=str(hinder)))
    return Status(201 if is_new else 200, _service(service))


def _service(row: GrantedService) -> ServiceOut:
    same = ("id", "kind", "measure", "quantity", "level", "from_date", "to_date")
    more = {"external_reference": row.source_ref, "case_id": row.matter_id, "case_reference": row.matter.reference}
    return ServiceOut.model_validate({name: getattr(row, name) for name in same} | more)


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
