"""Runs and their steps as they are shown."""

import json
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andrum.accounts.service import Role, has_role
from andrum.automation.models import Run, RunState, RunStep, StepName
from andrum.automation.queries.desk_runs import BoardRow
from andrum.automation.queries.step_words import step_in_words
from andrum.automation.queries.words import KINDS, STATE_KINDS, STEP_TASKS
from andrum.automation.web.access import Visit
from andrum.cases.service import may_see_matter, visible_matters

COLUMNS: tuple[tuple[str, ...], ...] = (
    (RunState.WAITING,),
    (RunState.RUNNING,),
    (RunState.WAITING_FOR_REGISTER,),
    (RunState.WAITING_FOR_CITIZEN,),
    (RunState.FAILED,),
    (RunState.DECIDED,),
    (RunState.HANDED_OVER,),
)
RETRIERS = (Role.UNIT_MANAGER, Role.OPERATOR, Role.CASEWORKER)
RETRYABLE = (RunState.WAITING_FOR_REGISTER, RunState.FAILED)
MAX_JSON = 20_000
VERSIONS = {
    "codes": gettext_lazy("Koder"), "limits": gettext_lazy("Gränser"), "rulebook": gettext_lazy("Regelbok"),
    "parameters": gettext_lazy("Regler"), "mandate": gettext_lazy("Mandat"), "seed": gettext_lazy("Lottning"),
}  # fmt: skip
"""What the versions that a step was made with are called."""


def board_rows(rows: Iterable[BoardRow], month: str) -> list[dict[str, object]]:
    """The rows of the board; each number opens the runs behind it."""
    return [
        {
            "kind": row.kind, "label": KINDS.get(row.kind, row.kind), "total": row.total, "is_sum": row.kind == "all",
            "cells": [{"number": row.counts[state], "href": _address(row.kind, state, month)} for (state,) in COLUMNS],
        }
        for row in rows
    ]  # fmt: skip


def _address(kind: str, state: str, month: str) -> str:
    wanted = {"manad": month, "slag": "" if kind == "all" else kind, "lage": state}
    return f"{reverse('automation:runs')}?{urlencode({key: value for key, value in wanted.items() if value})}#lista"


def shown_runs(runs: Iterable[Run], visit: Visit) -> list[dict[str, object]]:
    """Runs with their names only for those who may see the matter."""
    rows = list(runs)
    seen = _seen_matters(rows, visit)
    return [
        {
            "run": run, "kind": run.application.get_kind_display(), "status": STATE_KINDS[RunState(run.state)],
            "who": run.matter.applicant.name if run.matter_id in seen else "", "may_retry": may_retry(visit, run),
        }
        for run in rows
    ]  # fmt: skip


def _seen_matters(runs: Sequence[Run], visit: Visit) -> set[int]:
    ids = {run.matter_id for run in runs}
    return set(visible_matters(user=visit.user, at=visit.at).order_by().filter(pk__in=ids).values_list("pk", flat=True))


def reads_steps(visit: Visit, run: Run) -> bool:
    """True when the visitor may see the matter, and so what the steps say of the household."""
    return may_see_matter(visit.user, run.matter, visit.at)


def may_retry(visit: Visit, run: Run) -> bool:
    """True when the run waits and the visitor is one who may ask for a new try at once."""
    return run.state in RETRYABLE and has_role(visit.user, *RETRIERS, unit=run.matter.unit)


def shown_steps(run: Run, *, with_data: bool) -> list[dict[str, object]]:
    """Each step that is done, in order; what it says of the household only when ``with_data``."""
    steps = RunStep.objects.filter(run=run).order_by("round", "pk")
    return [_step(step, with_data=with_data) for step in steps]


def _step(step: RunStep, *, with_data: bool) -> dict[str, object]:
    return {
        "round": step.round, "name": step.get_name_display(), "task": STEP_TASKS[StepName(step.name)], "at": step.at,
        "sha256": step.sha256, "versions": _versions(step.versions),
        "said": step_in_words(step.name, step.result) if with_data else [],
        "inputs": _pretty(step.inputs) if with_data else "", "result": _pretty(step.result) if with_data else "",
    }  # fmt: skip


def _versions(versions: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(str(VERSIONS.get(key) or _("Version")), _flat(value)) for key, value in sorted(versions.items())]


def _flat(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(part) for part in value)
    return str(value)


def _pretty(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return text if len(text) <= MAX_JSON else text[:MAX_JSON] + "\n" + _("… resten är utelämnat här")
