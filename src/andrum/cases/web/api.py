"""The register for other systems: read only, within the unit of the token, protected persons left out."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from andrum.accounts.service import TokenAuth, unit_of_token
from andrum.audit.service import Actor
from andrum.cases.actions.reading import note_api_read
from andrum.cases.models import Decision, Matter
from andrum.people.service import Protection

router = Router(auth=TokenAuth("read"), tags=["cases"])

Reference = Annotated[str, Field(pattern=r"^[A-Z]{1,4}-[0-9]{4}-[0-9]{6}$", description="For example EB-2026-000123.")]


class CaseOut(Schema):
    """A matter. Persons are given as ids only."""

    id: int
    reference: str
    kind: str
    state: str
    applicant_id: int
    opened_at: datetime
    closed_at: datetime | None


class DecisionOut(Schema):
    """A decision with what was granted, by whom and until when it can be appealed."""

    id: int
    case_id: int
    month: str
    outcome: str
    amount_ore: int
    applied_ore: int | None
    how: str
    mandate_ref: str
    rulebook_version: str
    decided_at: datetime
    delivered_at: datetime | None
    appeal_by_date: date | None
    changes_id: int | None


class CasePage(Schema):
    """A page of matters; ``next_after`` asks for the next one, and is null on the last."""

    items: list[CaseOut]
    next_after: int | None


class DecisionPage(Schema):
    """A page of decisions; ``next_after`` asks for the next one, and is null on the last."""

    items: list[DecisionOut]
    next_after: int | None


class Problem(Schema):
    """What went wrong, in Swedish, and what to do."""

    detail: str


class Slice(Schema):
    """Which part of a long list."""

    after: int = Field(0, ge=0, le=2**53, description="Give those with a higher id than this.")
    limit: int = Field(50, ge=1, le=200, description="At most so many.")


NOT_FOUND = Problem(detail="Det finns inget sådant här. Kontrollera numret, och att nyckeln gäller rätt enhet.")


def _cases(request: HttpRequest) -> QuerySet[Matter]:
    return Matter.objects.filter(unit=unit_of_token(request), is_protected=False, applicant__protection=Protection.NONE)


def _note(request: HttpRequest, *, what: str, rows: int, matter: Matter | None = None) -> None:
    unit = unit_of_token(request)
    by = Actor("system", f"unit:{unit.pk}", f"API {unit.name}")
    note_api_read(what=what, rows=rows, matter=matter, by=by, at=timezone.now())


@router.get("/cases", response=CasePage, summary="Cases of the unit")
def cases(request: HttpRequest, part: Query[Slice]) -> CasePage:
    """The unit's matters, oldest first."""
    rows = list(_cases(request).filter(pk__gt=part.after).order_by("pk")[: part.limit + 1])
    shown = rows[: part.limit]
    _note(request, what="cases", rows=len(shown))
    return CasePage(
        items=[CaseOut.from_orm(row) for row in shown], next_after=shown[-1].pk if len(rows) > part.limit else None
    )


@router.get("/cases/{reference}", response={200: CaseOut, 404: Problem}, summary="One case")
def case(request: HttpRequest, reference: Reference) -> Status[CaseOut | Problem]:
    """One matter of the unit."""
    found = _cases(request).filter(reference=reference).first()
    if found is None:
        return Status(404, NOT_FOUND)
    _note(request, what="case", rows=1, matter=found)
    return Status(200, CaseOut.from_orm(found))


@router.get("/decisions", response=DecisionPage, summary="Decisions of the unit")
def decisions(request: HttpRequest, part: Query[Slice], case_id: int | None = None) -> DecisionPage:
    """The unit's decisions, oldest first; of one case when ``case_id`` is given."""
    found = Decision.objects.filter(matter__in=_cases(request), pk__gt=part.after).defer("calculation", "reasons")
    if case_id is not None:
        found = found.filter(matter_id=min(max(case_id, 0), 2**53))
    rows = list(found.order_by("pk")[: part.limit + 1])
    shown = rows[: part.limit]
    _note(request, what="decisions", rows=len(shown))
    return DecisionPage(
        items=[_decision(row) for row in shown], next_after=shown[-1].pk if len(rows) > part.limit else None
    )


@router.get("/decisions/{decision_id}", response={200: DecisionOut, 404: Problem}, summary="One decision")
def decision(request: HttpRequest, decision_id: int) -> Status[DecisionOut | Problem]:
    """One decision of the unit."""
    wanted = decision_id if 0 < decision_id < 2**53 else 0
    found = Decision.objects.filter(matter__in=_cases(request), pk=wanted).select_related("matter").first()
    if found is None:
        return Status(404, NOT_FOUND)
    _note(request, what="decision", rows=1, matter=found.matter)
    return Status(200, _decision(found))


def _decision(row: Decision) -> DecisionOut:
    values = {name: getattr(row, name) for name in DecisionOut.model_fields if name != "case_id"}
    return DecisionOut(case_id=row.matter_id, **values)
