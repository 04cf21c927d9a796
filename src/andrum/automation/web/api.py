"""Runs for other systems: read only, within the unit of the token, protected persons left out."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from andrum.accounts.service import TokenAuth, unit_of_token
from andrum.audit.service import Actor
from andrum.automation.actions.desk_reading import note_api_read
from andrum.automation.models import Run, RunState, RunStep
from andrum.automation.queries.desk_runs import runs_of_unit

router = Router(auth=TokenAuth("read"), tags=["runs"])


class StepOut(Schema):
    """A step that is done: when, in which round, and the fingerprint of what went in and came out."""

    name: str
    round: int
    at: datetime
    sha256: str


class RunOut(Schema):
    """One application's way through the automation. Persons are not named."""

    id: int
    case_id: int
    case_reference: str
    month: str
    state: str
    round: int
    attempt: int
    cause: str
    next_try_at: datetime | None
    mandate_ref: str
    decision_id: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class RunWithSteps(RunOut):
    """A run with its steps, in order."""

    steps: list[StepOut]


class RunPage(Schema):
    """A page of runs; ``next_after`` asks for the next one, and is null on the last."""

    items: list[RunOut]
    next_after: int | None


class Problem(Schema):
    """What went wrong, in Swedish, and what to do."""

    detail: str


class Slice(Schema):
    """Which part of a long list."""

    after: int = Field(0, ge=0, le=2**53, description="Give those with a higher id than this.")
    limit: int = Field(50, ge=1, le=200, description="At most so many.")
    state: RunState | None = Field(None, description="Only those that stand here.")


NOT_FOUND = Problem(detail="Det finns inget sådant här. Kontrollera numret, och att nyckeln gäller rätt enhet.")


def _note(request: HttpRequest, *, what: str, rows: int, run: Run | None = None) -> None:
    unit = unit_of_token(request)
    by = Actor("system", f"unit:{unit.pk}", f"API {unit.name}")
    note_api_read(what=what, rows=rows, run=run, by=by, at=timezone.now())


def _values(run: Run) -> dict[str, object]:
    own = {name: getattr(run, name) for name in RunOut.model_fields if not name.startswith("case_")}
    return {**own, "case_id": run.matter_id, "case_reference": run.matter.reference}


@router.get("/runs", response=RunPage, summary="Runs of the unit")
def runs(request: HttpRequest, part: Query[Slice]) -> RunPage:
    """The unit's runs, oldest first."""
    found = runs_of_unit(unit_of_token(request)).filter(pk__gt=part.after)
    if part.state is not None:
        found = found.filter(state=part.state)
    rows = list(found[: part.limit + 1])
    shown = rows[: part.limit]
    _note(request, what="runs", rows=len(shown))
    return RunPage(
        items=[RunOut.model_validate(_values(row)) for row in shown],
        next_after=shown[-1].pk if len(rows) > part.limit else None,
    )


@router.get("/runs/{run_id}", response={200: RunWithSteps, 404: Problem}, summary="One run with its steps")
def run(request: HttpRequest, run_id: int) -> Status[RunWithSteps | Problem]:
    """One run of the unit."""
    found = runs_of_unit(unit_of_token(request)).filter(pk=run_id if 0 < run_id < 2**53 else 0).first()
    if found is None:
        return Status(404, NOT_FOUND)
    _note(request, what="run", rows=1, run=found)
    steps = RunStep.objects.filter(run=found).order_by("round", "pk")
    parts = [{"name": step.name, "round": step.round, "at": step.at, "sha256": step.sha256} for step in steps]
    return Status(200, RunWithSteps.model_validate({**_values(found), "steps": parts}))
