"""Applications on the board of runs: what each kind's numbers are, and what a fault is called."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Min, QuerySet
from django.db.models.fields.json import KT
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andrum.accounts.service import User
from andrum.automation.models import HandOver, Run, RunState
from andrum.automation.queries.desk_runs import visible_runs
from andrum.automation.queries.words import short_reason
from andrum.runs.service import Cause, Fault, Finished, paused_kinds

PREFIX: Final = "economic_assistance."
KINDS: Final[dict[str, str | Promise]] = {
    f"{PREFIX}continued": gettext_lazy("Fortsatta ansökningar"),
    f"{PREFIX}new": gettext_lazy("Nya ansökningar"),
}
REGISTER: Final = "register"
FAILED: Final = "failed:"
Counted = dict[str, dict[str, int]]


def application_kind(kind: str) -> str:
    """``continued`` or ``new``, as the application has it."""
    return kind.removeprefix(PREFIX)


def run_kind(run: Run) -> str:
    """The key that the run's kind has on the board."""
    return f"{PREFIX}{run.application.kind}"


def paused_application_kinds() -> list[str]:
    """The kinds of application of which nothing is begun now."""
    return [application_kind(kind) for kind in paused_kinds() if kind.startswith(PREFIX)]


def fault_code(cause: str) -> str:
    """What a cause of failure is called in an address."""
    return FAILED + hashlib.sha256(cause.encode()).hexdigest()[:12]


def runs_with_fault(*, fault: Fault, user: User, at: datetime) -> QuerySet[Run]:
    """The user's runs that wait for the cause."""
    runs = Run.objects.filter(
        pk__in=_of_month(user, at, "").values("pk"), application__kind=application_kind(fault.kind)
    )
    if fault.code == REGISTER:
        return runs.filter(state=RunState.WAITING_FOR_REGISTER)
    failed = runs.filter(state=RunState.FAILED)
    causes = [cause for cause in set(failed.values_list("cause", flat=True)) if fault_code(cause) == fault.code]
    return failed.filter(cause__in=causes)


def counts(*, user: User, at: datetime, month: str) -> Counted:
    """By kind and state."""
    found: Counted = {kind: {} for kind in KINDS}
    rows = _of_month(user, at, month).values(kind=F("application__kind"), at_state=F("state"))
    for row in rows.annotate(number=Count("pk")):
        found.setdefault(PREFIX + row["kind"], {})[row["at_state"]] = row["number"]
    return found


def finished(*, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
    """What was decided or handed over since an instant."""
    rows = _of_month(user, at, "").filter(finished_at__gte=since).values(kind=F("application__kind"))
    return {
        PREFIX + row["kind"]: Finished(row["number"], row["first"])
        for row in rows.annotate(number=Count("pk"), first=Min("finished_at"))
    }


def done_by_unit(*, user: User, at: datetime, month: str) -> Mapping[str, Mapping[int, int]]:
    """What the automation decided by itself."""
    found: dict[str, dict[int, int]] = {kind: {} for kind in KINDS}
    rows = _of_month(user, at, month).filter(state=RunState.DECIDED)
    for row in rows.values(kind=F("application__kind"), unit=F("matter__unit")).annotate(number=Count("pk")):
        found[PREFIX + row["kind"]][row["unit"]] = row["number"]
    return found


def faults(*, user: User, at: datetime, month: str) -> Sequence[Fault]:
    """Registers that do not answer, and each cause of failure, by kind."""
    waiting = _of_month(user, at, month)
    found = [
        Fault(PREFIX + row["kind"], REGISTER, _("Registren svarar inte."), row["number"])
        for row in waiting.filter(state=RunState.WAITING_FOR_REGISTER)
        .values(kind=F("application__kind")).annotate(number=Count("pk")).order_by("kind")
    ]  # fmt: skip
    failed = waiting.filter(state=RunState.FAILED).values("cause", kind=F("application__kind"))
    return found + [
        Fault(PREFIX + row["kind"], fault_code(row["cause"]), row["cause"], row["number"])
        for row in failed.annotate(number=Count("pk")).order_by("kind", "cause")
    ]


def causes(*, user: User, at: datetime, month: str) -> Sequence[Cause]:
    """The first reason of each case that stands with a person, or has been decided by one."""
    handed = HandOver.objects.filter(run__in=_of_month(user, at, month).filter(state=RunState.HANDED_OVER).values("pk"))
    rows = handed.exclude(closed_how="replaced").values(kind=F("run__application__kind"), code=KT("reasons__0__code"))
    return [
        Cause(PREFIX + row["kind"], short_reason(row["code"] or ""), row["number"])
        for row in rows.annotate(number=Count("pk")).order_by("-number", "code", "kind")
    ]


def _of_month(user: User, at: datetime, month: str) -> QuerySet[Run]:
    runs = visible_runs(user=user, at=at).order_by().select_related(None)
    return runs.filter(month=month) if month else runs
