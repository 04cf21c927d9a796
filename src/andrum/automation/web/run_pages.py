"""Runs and their steps as they are shown."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andrum.accounts.service import Role, has_role
from andrum.automation.models import Run, RunState, RunStep, StepName
from andrum.automation.queries.step_words import step_in_words
from andrum.automation.queries.words import STATE_KINDS, STEP_TASKS
from andrum.automation.web.access import Visit
from andrum.cases.service import may_see_matter, visible_matters
from andrum.runs.service import STATES, Board, BoardRow, all_kinds

RETRIERS = (Role.UNIT_MANAGER, Role.OPERATOR, Role.CASEWORKER)
RETRYABLE = (RunState.WAITING_FOR_REGISTER, RunState.FAILED)
MAX_JSON = 20_000
VERSIONS = {
    "codes": gettext_lazy("Koder"), "limits": gettext_lazy("Gränser"), "rulebook": gettext_lazy("Regelbok"),
    "parameters": gettext_lazy("Regler"), "mandate": gettext_lazy("Mandat"), "seed": gettext_lazy("Lottning"),
}  # fmt: skip
"""What the versions that a step was made with are called."""


def board_rows(board: Board) -> list[dict[str, object]]:
    """The rows of the board; each number opens the runs behind it."""
    return [
        {
            "row": row, "cells": [{"number": row.counts[state], "href": row.addresses.get(state)} for state in STATES],
            "speed": _speed(row), "saved": _saved(row),
        }
        for row in board.rows
    ]  # fmt: skip


def _speed(row: BoardRow) -> list[str]:
    """How fast it goes and how long is left, one sentence each; nothing of what has not been measured."""
    if row.rate is None:
        return []
    minutes = round(row.rate.measured.total_seconds() / 60)
    said = [
        ngettext(
            "%(speed)s i timmen, mätt under den senaste minuten.",
            "%(speed)s i timmen, mätt under de senaste %(minutes)d minuterna.",
            minutes,
        ) % {"speed": f"{round(row.rate.an_hour):,}".replace(",", "\u00a0"), "minutes": minutes}
    ]  # fmt: skip
    left = row.rate.time_left(row.counts)
    return said if left is None else [*said, _("Med den farten är %(left)s kvar.") % {"left": time_in_words(left)}]


def _saved(row: BoardRow) -> str:
    """Minutes saved by the units' own figures, in hours; empty for what takes nobody's time, or has no figure."""
    if row.saved is None:
        return ""
    said = time_in_words(timedelta(minutes=row.saved.minutes))
    if row.saved.without_figure:
        said += " " + _("(%(n)d ärenden i enheter utan siffra är inte med)") % {"n": row.saved.without_figure}
    return said


def time_in_words(span: timedelta) -> str:
    """``2 tim 20 min``, ``35 min``; whole minutes, never fewer than one."""
    hours, minutes = divmod(max(1, round(span.total_seconds() / 60)), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    return _("%(hours)d tim %(minutes)d min") % {"hours": hours, "minutes": minutes}


def fault_rows(board: Board) -> list[dict[str, object]]:
    """What may be tried again together, with the address that does it."""
    words = all_kinds()
    return [
        {
            "fault": fault, "kind": words.get(fault.kind, fault.kind),
            "href": f"{reverse('runs:switch', args=[fault.kind, 'igen'])}?{urlencode({'orsak': fault.code})}",
        }
        for fault in board.faults
    ]  # fmt: skip


def cause_rows(board: Board) -> list[dict[str, object]]:
    """Why cases went to a person, most first."""
    words = all_kinds()
    found = sorted(board.causes, key=lambda cause: -cause.many)
    return [{"cause": cause, "kind": words.get(cause.kind, cause.kind)} for cause in found]


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
