"""Letters and payments as kinds of run: the board reads them, and wakes or retries them, through this."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise

from andrum.accounts.service import Role, User, has_role
from andrum.dispatch.models import Outgoing, OutgoingKind, OutgoingState
from andrum.dispatch.queries import run_kinds
from andrum.dispatch.queries.run_kinds import KINDS, LETTERS, LISTS, RETRYABLE
from andrum.runs.service import Cause, Fault, Finished

OPENERS = (Role.UNIT_MANAGER, Role.ADMINISTRATOR)


class OutgoingRuns:
    """Letters, and payments in files. Implements ``RunSource``."""

    def kinds(self) -> Mapping[str, str | Promise]:
        """Letters and payments."""
        return KINDS

    def counts(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[str, int]]:
        """By kind and state."""
        return run_kinds.counts(user=user, at=at, month=month)

    def finished(self, *, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
        """What was sent since an instant."""
        return run_kinds.finished(user=user, at=at, since=since)

    def done_by_unit(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[int, int]]:  # noqa: ARG002
        """Nothing: the time of a letter is part of its case."""
        return {}

    def faults(self, *, user: User, at: datetime, month: str) -> Sequence[Fault]:
        """Letters that could not be sent, by cause."""
        return run_kinds.faults(user=user, at=at, month=month)

    def causes(self, *, user: User, at: datetime, month: str) -> Sequence[Cause]:  # noqa: ARG002
        """Nothing: what goes by hand has its own list."""
        return []

    def address(self, *, kind: str, state: str, month: str, user: User) -> str:  # noqa: ARG002
        """The list of what goes out, for those who may open it."""
        if state not in LISTS or not has_role(user, *OPENERS):
            return ""
        return reverse("dispatch:outgoing_choice", args=[LISTS[state]])

    def wake(self, *, kind: str, at: datetime) -> None:
        """Letters in the queue are due now; payments are gathered by the worker's next round."""
        if kind == LETTERS:
            queued = Outgoing.objects.filter(kind=OutgoingKind.LETTER, state=OutgoingState.QUEUED)
            queued.update(next_try_at=at)

    def retry(self, *, fault: Fault, user: User, at: datetime) -> int:
        """The user's letters with the fault are due now, with all their tries before them."""
        if fault.kind != LETTERS:
            return 0
        found = list(run_kinds.letters_with_fault(fault=fault, user=user, at=at).values_list("pk", flat=True))
        waiting = Outgoing.objects.filter(pk__in=found, state__in=RETRYABLE)
        return waiting.update(state=OutgoingState.QUEUED, next_try_at=at, attempts=0, cause="")
