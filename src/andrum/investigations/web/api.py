"""Investigations for other systems: read only, within the unit of the token, protected persons left out."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from andrum.accounts.service import TokenAuth, unit_of_token
from andrum.audit.service import Actor
from andrum.investigations.actions.reading import note_api_read
from andrum.investigations.domain.material import Entry
from andrum.investigations.models import Framework, Investigation, InvestigationState
from andrum.investigations.queries.compiled import compiled
from andrum.investigations.queries.days import deadlines_in, deadlines_of
from andrum.investigations.queries.visible import investigations_of_unit
from andrum.kernel.clock import swedish_day

router = Router(auth=TokenAuth("read"), tags=["investigations"])
LARGEST = 2**53


class DeadlineOut(Schema):
    """A day: what must be done, by when, when it was done, and the section that says so."""

    code: str
    due: date | None
    done: date | None
    state: str
    extended: bool
    section: str


class InvestigationOut(Schema):
    """An investigation with its days. Persons are not named."""

    id: int
    case_id: int
    case_reference: str
    framework: Framework
    number: int
    follows_id: int | None
    state: InvestigationState
    reported_date: date | None
    started_date: date | None
    finished_at: datetime | None
    deadlines: list[DeadlineOut]


class InvestigationWhole(InvestigationOut):
    """An investigation with what its basis holds and lacks, as it is now."""

    lines: int
    kept_number: int | None
    is_kept: bool
    child_heard: bool | None
    silent_areas: list[str]
    missing: list[str]
    word_sha256: str | None
    pdf_sha256: str | None


class LineOut(Schema):
    """One line: the words themselves, sorted, and the source they come from. Speakers are given by their part only."""

    key: str
    source: str
    source_id: int
    day: date
    kind: str
    text: str
    is_quote: bool
    speaker_role: str
    area: str
    factor: str
    polarity: str
    status: str
    time: str
    client_position: str
    is_safety: bool


class InvestigationPage(Schema):
    """A page of investigations; ``next_after`` asks for the next one, and is null on the last."""

    items: list[InvestigationOut]
    next_after: int | None


class LinePage(Schema):
    """A page of lines; ``next_after`` asks for the next one, and is null on the last."""

    items: list[LineOut]
    next_after: int | None


class Problem(Schema):
    """What went wrong, in Swedish, and what to do."""

    detail: str


class Slice(Schema):
    """Which part of a long list."""

    after: int = Field(0, ge=0, le=LARGEST, description="Give those with a higher id than this.")
    limit: int = Field(50, ge=1, le=200, description="At most so many.")
    state: InvestigationState | None = Field(None, description="Only those that stand here.")


class LineSlice(Schema):
    """Which part of the lines."""

    after: int = Field(0, ge=0, le=LARGEST, description="Leave out so many lines from the beginning.")
    limit: int = Field(200, ge=1, le=1_000, description="At most so many.")


NOT_FOUND = Problem(detail="Det finns inget sådant här. Kontrollera numret, och att nyckeln gäller rätt enhet.")


def _note(request: HttpRequest, *, what: str, rows: int, one: Investigation | None = None) -> None:
    unit = unit_of_token(request)
    by = Actor("system", f"unit:{unit.pk}", f"API {unit.name}")
    note_api_read(what=what, rows=rows, investigation=one, by=by, at=timezone.now())


def _found(request: HttpRequest, investigation_id: int) -> Investigation | None:
    wanted = investigation_id if 0 < investigation_id < LARGEST else 0
    return investigations_of_unit(unit_of_token(request)).filter(pk=wanted).first()


def _values(one: Investigation, deadlines: list[DeadlineOut]) -> dict[str, object]:
    own = ("id", "framework", "number", "follows_id", "state", "reported_date", "started_date", "finished_at")
    return {
        **{name: getattr(one, name) for name in own}, "case_id": one.matter_id,
        "case_reference": one.matter.reference, "deadlines": deadlines,
    }  # fmt: skip


def _deadlines(one: Investigation, rows: object = None) -> list[DeadlineOut]:
    today = swedish_day(timezone.now())
    found = rows if isinstance(rows, tuple) else deadlines_of(one)
    return [
        DeadlineOut(
            code=row.code, due=row.due, done=row.done, state=row.state(today), extended=row.extended,
            section=row.section,
        )
        for row in found
    ]  # fmt: skip


@router.get("/investigations", response=InvestigationPage, summary="Investigations of the unit")
def investigations(request: HttpRequest, part: Query[Slice]) -> InvestigationPage:
    """The unit's investigations with their days, oldest first."""
    found = investigations_of_unit(unit_of_token(request)).filter(pk__gt=part.after)
    if part.state is not None:
        found = found.filter(state=part.state)
    rows = list(found[: part.limit + 1])
    shown = rows[: part.limit]
    days = deadlines_in(shown)
    _note(request, what="investigations", rows=len(shown))
    return InvestigationPage(
        items=[InvestigationOut.model_validate(_values(row, _deadlines(row, days[row.pk]))) for row in shown],
        next_after=shown[-1].pk if len(rows) > part.limit else None,
    )


@router.get(
    "/investigations/{investigation_id}", response={200: InvestigationWhole, 404: Problem}, summary="One investigation"
)
def investigation(request: HttpRequest, investigation_id: int) -> Status[InvestigationWhole | Problem]:
    """One investigation of the unit, with what its basis holds and lacks now."""
    one = _found(request, investigation_id)
    if one is None:
        return Status(404, NOT_FOUND)
    found = compiled(one, today=swedish_day(timezone.now()))
    _note(request, what="investigation", rows=1, one=one)
    more = {
        "lines": found.basis.lines, "kept_number": found.kept.number if found.kept else None,
        "is_kept": found.is_kept, "child_heard": found.basis.heard.child if one.is_child else None,
        "silent_areas": [area.id for area in found.basis.silent], "missing": [row.code for row in found.missing],
        "word_sha256": one.word.sha256 if one.word else None, "pdf_sha256": one.pdf.sha256 if one.pdf else None,
    }  # fmt: skip
    values = _values(one, _deadlines(one, found.deadlines))
    return Status(200, InvestigationWhole.model_validate({**values, **more}))


@router.get(
    "/investigations/{investigation_id}/lines", response={200: LinePage, 404: Problem}, summary="Lines of a basis"
)
def lines(request: HttpRequest, investigation_id: int, part: Query[LineSlice]) -> Status[LinePage | Problem]:
    """The lines of the basis as it is now, oldest first."""
    one = _found(request, investigation_id)
    if one is None:
        return Status(404, NOT_FOUND)
    entries = compiled(one, today=swedish_day(timezone.now())).basis.material.entries
    shown = entries[part.after : part.after + part.limit]
    _note(request, what="lines", rows=len(shown), one=one)
    is_last = part.after + part.limit >= len(entries)
    return Status(
        200,
        LinePage(items=[_line(entry) for entry in shown], next_after=None if is_last else part.after + len(shown)),
    )


def _line(entry: Entry) -> LineOut:
    same = (
        "key",
        "kind",
        "text",
        "is_quote",
        "speaker_role",
        "area",
        "factor",
        "polarity",
        "status",
        "time",
        "is_safety",
    )
    return LineOut(
        source=entry.source.kind, source_id=entry.source.id, day=entry.source.day, client_position=entry.position,
        **{name: getattr(entry, name) for name in same},
    )  # fmt: skip
