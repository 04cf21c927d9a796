"""Applications as kinds of run: the board reads them, and wakes or retries them, through this."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from andrum.accounts.service import User
from andrum.automation.models import Run, RunState
from andrum.automation.queries import run_kinds
from andrum.automation.queries.run_kinds import KINDS, application_kind
from andrum.runs.service import Cause, Fault, Finished


class ApplicationRuns:
    """New and continued applications for economic assistance. Implements ``RunSource``."""

    def kinds(self) -> Mapping[str, str | Promise]:
        """Continued first: they are the many."""
        return KINDS

    def counts(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[str, int]]:
        """By kind and state."""
        return run_kinds.counts(user=user, at=at, month=month)

    def finished(self, *, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
        """What was decided or handed over since an instant."""
        return run_kinds.finished(user=user, at=at, since=since)

    def done_by_unit(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[int, int]]:
        """What the automation decided by itself."""
        return run_kinds.done_by_unit(user=user, at=at, month=month)

    def faults(self, *, user: User, at: datetime, month: str) -> Sequence[Fault]:
        """Registers that do not answer, and each cause of failure."""
        return run_kinds.faults(user=user, at=at, month=month)

    def causes(self, *, user: User, at: datetime, month: str) -> Sequence[Cause]:
        """Why cases went to a person."""
        return run_kinds.causes(user=user, at=at, month=month)

    def address(self, *, kind: str, state: str, month: str, user: User) -> str:  # noqa: ARG002 - all who see the board
        """The list on the board."""
        wanted = {"manad": month, "slag": application_kind(kind), "lage": state}
        return f"{reverse('automation:runs')}?{urlencode({key: value for key, value in wanted.items() if value})}#lista"

    def wake(self, *, kind: str, at: datetime) -> None:
        """What stands in the queue is due now; the worker's duty starts it, two hundred at a time."""
        waiting = Run.objects.filter(state=RunState.WAITING, application__kind=application_kind(kind))
        Run.objects.filter(pk__in=waiting.values("pk"), state=RunState.WAITING).update(next_try_at=at)

    def retry(self, *, fault: Fault, user: User, at: datetime) -> int:
        """The user's runs with the fault are due now, with all their tries before them."""
        found = list(run_kinds.runs_with_fault(fault=fault, user=user, at=at).values_list("pk", flat=True))
        waiting = Run.objects.filter(pk__in=found, state__in=(RunState.WAITING_FOR_REGISTER, RunState.FAILED))
        return waiting.update(state=RunState.WAITING, attempt=0, next_try_at=at, cause="")
