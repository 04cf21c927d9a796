"""Applications from and for other systems, within the unit of the token."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from pydantic import ConfigDict

from andrum.accounts.service import TokenAuth, Unit, unit_of_token
from andrum.applications.actions.reading import note_application_read, note_list_read
from andrum.applications.actions.receiving import Applies, receive_application
from andrum.applications.domain.cleaning import clean_line
from andrum.applications.domain.incoming import read_answers
from andrum.applications.domain.pages import PRIVATE_PAGES
from andrum.applications.models import Application, State
from andrum.audit.service import Actor
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import AndrumError, ConflictError
from andrum.kernel.identity import PersonalNumber
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _

router = Router(tags=["applications"])
READ, WRITE = TokenAuth("read"), TokenAuth("applications:write")

Text = Annotated[str, Field(min_length=1, max_length=80)]
Number = Annotated[str, Field(min_length=12, max_length=13, description="Twelve digits, with or without hyphen.")]
MonthText = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="For example 2026-11.")]


class AppliesIn(Schema):
    """One who applies, and when they signed in the other e-service."""

    model_config = ConfigDict(extra="forbid")
    personal_number: Number
    given_name: Text
    family_name: Text
    signed_at: datetime
    evidence: Annotated[str, Field(max_length=100_000, description="What the signing service gave, kept as it is.")] = (
        ""
    )


class ApplicationIn(Schema):
    """A whole, signed application. ``answers`` holds one object a page; amounts are whole öre, days 2026-11-30."""

    model_config = ConfigDict(extra="forbid")
    external_reference: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[\x21-\x7e]+$")]
    month: MonthText
    applicant: AppliesIn
    co_applicant: AppliesIn | None = None
    answers: dict[str, Any]


class ApplicationOut(Schema):
    """An application. Persons are given as ids only."""

    id: uuid.UUID
    external_reference: str
    kind: str
    month: str
    state: str
    applicant_id: int
    co_applicant_id: int | None
    case_id: int | None
    signed_at: datetime | None


class ApplicationFull(ApplicationOut):
    """An application with its answers; what a person says in private is left out."""

    answers: dict[str, Any]


class ApplicationPage(Schema):
    """A page of applications; ``next_after`` asks for the next one, and is null on the last."""

    items: list[ApplicationOut]
    next_after: uuid.UUID | None


class Problem(Schema):
    """What went wrong, in Swedish, and what to do. ``errors`` says where, a line each."""

    detail: str
    errors: list[str] = []


class Slice(Schema):
    """Which part of a long list."""

    after: uuid.UUID | None = Field(None, description="Give those that come after this one.")
    limit: int = Field(50, ge=1, le=200, description="At most so many.")


NOT_FOUND = Problem(detail="Det finns inget sådant här. Kontrollera numret, och att nyckeln gäller rätt enhet.")


def _source(unit: Unit) -> str:
    return f"api:{unit.code}"


def _by(request: HttpRequest) -> Actor:
    unit = unit_of_token(request)
    return Actor("system", f"unit:{unit.pk}", f"API {unit.name}")


def _applications(request: HttpRequest) -> QuerySet[Application]:
    unit = unit_of_token(request)
    of_unit = Application.objects.filter(Q(unit=unit) | Q(source=_source(unit)), state=State.SIGNED)
    return of_unit.exclude(matter__is_protected=True)


@router.post(
    "/applications", response={200: ApplicationOut, 201: ApplicationOut, 400: Problem, 409: Problem, 422: Problem},
    auth=WRITE, summary="Hand in a signed application",
)  # fmt: skip
def hand_in(request: HttpRequest, body: ApplicationIn) -> Status[ApplicationOut | Problem]:
    """Receive an application from another e-service. The same reference and content again gives the first one (200)."""
    now = timezone.now()
    unit = unit_of_token(request)
    try:
        month = Month.parse(body.month)
        applicant = _applies(body.applicant)
        co_applicant = _applies(body.co_applicant) if body.co_applicant else None
        answers, hinders = read_answers(body.answers, month=month, today=swedish_day(now))
        if hinders:
            return Status(
                422, Problem(detail="Ansökan är inte hel. Inget har sparats. Rätta och skicka igen.", errors=hinders)
            )
        reference = body.external_reference
        is_new = not Application.objects.filter(source=_source(unit), external_reference=reference).exists()
        made = receive_application(
            unit=unit, source=_source(unit), external_reference=reference, month=month, applicant=applicant,
            co_applicant=co_applicant, answers=answers, by=_by(request), at=now,
        )  # fmt: skip
    except ConflictError as hinder:
        return Status(409, Problem(detail=hinder.whole))
    except AndrumError as hinder:
        return Status(400, Problem(detail=hinder.whole))
    return Status(201 if is_new else 200, _out(made))


def _applies(person: AppliesIn) -> Applies:
    number = PersonalNumber.parse(person.personal_number)
    given, family = clean_line(person.given_name), clean_line(person.family_name)
    if not given and not family:
        raise AndrumError(_("Namnet är tomt."), todo=_("Skicka förnamn och efternamn."))
    signed_at = person.signed_at if timezone.is_aware(person.signed_at) else timezone.make_aware(person.signed_at)
    if signed_at > timezone.now():
        raise AndrumError(_("Underskriften är daterad i framtiden."), todo=_("Skicka när den skrevs under."))
    evidence = person.evidence.replace("\x00", "")
    return Applies(str(number), given, family, signed_at, evidence)


@router.get("/applications", response=ApplicationPage, auth=READ, summary="Applications of the unit")
def applications(request: HttpRequest, part: Query[Slice]) -> ApplicationPage:
    """The unit's signed applications, oldest first."""
    found = _applications(request).defer("answers", "unfinished", "text")
    last = _applications(request).filter(pk=part.after).only("signed_at").first() if part.after else None
    if last is not None:
        found = found.filter(Q(signed_at__gt=last.signed_at) | Q(signed_at=last.signed_at, pk__gt=last.pk))
    rows = list(found.order_by("signed_at", "pk")[: part.limit + 1])
    shown = rows[: part.limit]
    note_list_read(source=_source(unit_of_token(request)), rows=len(shown), by=_by(request), at=timezone.now())
    more = shown[-1].pk if len(rows) > part.limit else None
    return ApplicationPage(items=[_out(row) for row in shown], next_after=more)


@router.get(
    "/applications/{application_id}", response={200: ApplicationFull, 404: Problem}, auth=READ,
    summary="One application",
)  # fmt: skip
def application(request: HttpRequest, application_id: uuid.UUID) -> Status[ApplicationFull | Problem]:
    """One signed application of the unit, with its answers."""
    found = _applications(request).filter(pk=application_id).first()
    if found is None:
        return Status(404, NOT_FOUND)
    note_application_read(application=found, part="api", by=_by(request), at=timezone.now())
    hidden = PRIVATE_PAGES | {f"{key}_b" for key in PRIVATE_PAGES}
    answers = {key: answer for key, answer in found.answers.items() if key not in hidden}
    return Status(200, ApplicationFull(**_out(found).model_dump(), answers=answers))


def _out(row: Application) -> ApplicationOut:
    return ApplicationOut(
        id=row.pk, external_reference=row.external_reference, kind=row.kind, month=row.month, state=row.state,
        applicant_id=row.applicant_id, co_applicant_id=row.co_applicant_id, case_id=row.matter_id,
        signed_at=row.signed_at,
    )  # fmt: skip
