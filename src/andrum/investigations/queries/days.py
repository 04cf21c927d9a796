"""The days of an investigation, as they are recorded."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from django.conf import settings

from andrum.cases.service import Matter
from andrum.investigations.domain.days import Deadline
from andrum.investigations.domain.parameters import Days, Plan, days_for, plan_for
from andrum.investigations.models import Framework, Investigation, Step, StepKind
from andrum.kernel.clock import swedish_day

FRAMEWORK_OF = {
    "children_and_youth": Framework.CHILDREN, "adults": Framework.ADULTS, "older_people": Framework.OLDER,
}  # fmt: skip
"""The framework of each kind of matter that is investigated."""


def municipality_folder() -> Path | None:
    """The municipality's own folder of parameters, when it has one."""
    folder = settings.ANDRUM_MUNICIPALITY
    return Path(folder) if folder else None


def framework_of(matter: Matter) -> Framework | None:
    """The framework that a matter is investigated in; None for economic assistance, which has its own way."""
    return FRAMEWORK_OF.get(matter.kind)


def days_of(investigation: Investigation) -> Days:
    """The times that the investigation began with: a newer law does not move a day that runs already."""
    return days_for(investigation.framework, _first_day(investigation), municipality_folder())


def plan_of(investigation: Investigation, today: date) -> Plan:
    """The headings of the document; of a finished one as they were when it was finished."""
    ended = investigation.finished_at
    return plan_for(investigation.framework, swedish_day(ended) if ended else today, municipality_folder())


def _first_day(investigation: Investigation) -> date:
    return investigation.reported_date or investigation.started_date or swedish_day(investigation.opened_at)


def steps_of(investigation: Investigation) -> list[Step]:
    """The steps of the investigation and of those that it follows, oldest first."""
    ids = [investigation.pk]
    earlier = investigation.follows
    while earlier is not None:
        ids.append(earlier.pk)
        earlier = earlier.follows
    return list(Step.objects.filter(investigation__in=ids).order_by("at", "pk"))


def deadlines_in(investigations: Collection[Investigation]) -> dict[int, tuple[Deadline, ...]]:
    """The days of many investigations, by id; one query for those that follow no other."""
    rows: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(investigation__in=[one.pk for one in investigations]).order_by("at", "pk"):
        rows[step.investigation_id].append(step)
    return {
        one.pk: deadlines_of(one, rows[one.pk] if one.follows_id is None else steps_of(one)) for one in investigations
    }


def deadlines_of(investigation: Investigation, steps: Iterable[Step] | None = None) -> tuple[Deadline, ...]:
    """Every day that the investigation has, with when it was done, in the order of the law."""
    days = days_of(investigation)
    rows = list(steps) if steps is not None else steps_of(investigation)
    found = []
    if investigation.reported_date is not None:
        found = [
            _deadline(days, "protection", investigation.reported_date, _done(rows, StepKind.PROTECTION)),
            _deadline(
                days, "prescreening", investigation.reported_date, _done(rows, StepKind.PRESCREENING),
                _last(rows, StepKind.PRESCREENING_EXTENSION),
            ),
        ]  # fmt: skip
    if investigation.started_date is not None:
        ended = swedish_day(investigation.finished_at) if investigation.finished_at else None
        more = _last(rows, StepKind.EXTENSION)
        found.append(_deadline(days, "investigation", investigation.started_date, ended, more))
    return tuple(one for one in found if one is not None)


def _deadline(days: Days, code: str, start: date, done: date | None, extended: date | None = None) -> Deadline | None:
    rule = days.rule(code)
    if rule is None:
        return None
    due = extended or rule.due(start)
    return Deadline(code, rule.words, rule.section, due, done, extended=extended is not None, note=rule.note)


def _done(steps: Iterable[Step], kind: str) -> date | None:
    return next((step.day for step in steps if step.kind == kind), None)


def _last(steps: Iterable[Step], kind: str) -> date | None:
    return max((step.to_date for step in steps if step.kind == kind and step.to_date is not None), default=None)


def task_key(found: Investigation, code: str, due: date) -> str:
    """What lets each day give one task only."""
    return f"investigation:{found.pk}:{code}:{due}"
