"""The recalculation as a kind of run: the board reads it, and wakes it, through this."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise

from andrum.accounts.service import Role, User, has_role
from andrum.fees.models import Recalculation, RecalculationState
from andrum.fees.queries import run_kinds
from andrum.fees.queries.run_kinds import KINDS
from andrum.runs.service import Cause, Fault, Finished

LONG_AGO = timedelta(days=1)


class FeeRuns:
    """The recalculation of everyone's fee. Implements ``RunSource``."""

    def kinds(self) -> Mapping[str, str | Promise]:
        """One kind."""
        return KINDS

    def counts(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[str, int]]:
        """By state."""
        return run_kinds.counts(user=user, at=at, month=month)

    def finished(self, *, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
        """What was decided since an instant."""
        return run_kinds.finished(user=user, at=at, since=since)

    def done_by_unit(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[int, int]]:
        """What was decided, by unit."""
        return run_kinds.done_by_unit(user=user, at=at, month=month)

    def faults(self, *, user: User, at: datetime, month: str) -> Sequence[Fault]:  # noqa: ARG002
        """Nothing: a fee that cannot be decided goes to a person at once."""
        return []

    def causes(self, *, user: User, at: datetime, month: str) -> Sequence[Cause]:  # noqa: ARG002
        """Nothing: each recalculation's own page says why, person by person."""
        return []

    def address(self, *, kind: str, state: str, month: str, user: User) -> str:  # noqa: ARG002
        """The recalculations, for those who may open them."""
        return reverse("fees:recalculations") if has_role(user, Role.FEE_OFFICER, Role.UNIT_MANAGER) else ""

    def wake(self, *, kind: str, at: datetime) -> None:  # noqa: ARG002
        """What waited is taken up by the worker's next round, as what has lost its jobs is."""
        waiting = Recalculation.objects.filter(state=RecalculationState.DECIDING)
        waiting.update(moved_at=at - LONG_AGO)

    def retry(self, *, fault: Fault, user: User, at: datetime) -> int:  # noqa: ARG002
        """Nothing to try again."""
        return 0
