"""What a room that runs something tells the board of runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from andrum.accounts.service import User
from andrum.runs.domain import Cause, Fault, Finished


class RunSource(Protocol):
    """The kinds of run of one room. Every number counts only what the user may know of.

    ``month`` is ``2026-11``, or empty for all of them. A kind is known by its key, such as
    ``economic_assistance.continued``; counts are by the states of ``andrum.runs.domain.STATES``.
    """

    def kinds(self) -> Mapping[str, str | Promise]:
        """The keys with their words, in the order of the board."""
        ...

    def counts(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[str, int]]:
        """How many runs stand where, by kind and state."""
        ...

    def finished(self, *, user: User, at: datetime, since: datetime) -> Mapping[str, Finished]:
        """What came to its end since an instant, by kind."""
        ...

    def done_by_unit(self, *, user: User, at: datetime, month: str) -> Mapping[str, Mapping[int, int]]:
        """What was done without a person, by kind and unit; empty for a kind that saves nobody's time by itself."""
        ...

    def faults(self, *, user: User, at: datetime, month: str) -> Sequence[Fault]:
        """What may be tried again, by cause."""
        ...

    def causes(self, *, user: User, at: datetime, month: str) -> Sequence[Cause]:
        """Why cases went to a person, most first."""
        ...

    def address(self, *, kind: str, state: str, month: str, user: User) -> str:
        """The list of the runs behind a number; empty when there is none that the user may open."""
        ...

    def wake(self, *, kind: str, at: datetime) -> None:
        """Let what waited while the kind was paused be taken up again. Within the caller's transaction."""
        ...

    def retry(self, *, fault: Fault, user: User, at: datetime) -> int:
        """Let the user's runs with this fault be tried now. Within the caller's transaction. Returns how many."""
        ...
