"""The board of runs: a row a kind, from every room that runs something."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Unit, User
from andrum.runs.domain import MEASURED, STATES, Cause, Fault, Finished, Rate, Saved, rate_of, saved_time
from andrum.runs.models import Pause, TimeFigure
from andrum.runs.queries.pauses import pauses_in_force
from andrum.runs.queries.sources import run_sources

ALL = "all"


@dataclass(slots=True)
class BoardRow:
    """One kind of run: how many stand in each state, how fast it goes, whether it is paused, what it has saved.

    ``saved`` is None when nobody has given a figure. ``is_measured`` is False for a kind that takes no person's time.
    """

    kind: str
    words: str | Promise
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    addresses: dict[str, str] = field(default_factory=dict)
    rate: Rate | None = None
    pause: Pause | None = None
    saved: Saved | None = None
    is_measured: bool = False

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def is_sum(self) -> bool:
        """True for the last row, the sums of all kinds."""
        return self.kind == ALL


@dataclass(frozen=True, slots=True)
class Board:
    """The rows, last the sums; what may be tried again; and why cases went to a person."""

    rows: list[BoardRow]
    faults: list[Fault]
    causes: list[Cause]


def board_of_runs(*, user: User, at: datetime, month: str = "") -> Board:
    """Everything of the board for a user and a month (``2026-11``; empty is all months)."""
    pauses = {pause.kind: pause for pause in pauses_in_force()}
    minutes = newest_minutes()
    board = Board([], [], [])
    for source in run_sources():
        counts = source.counts(user=user, at=at, month=month)
        finished = source.finished(user=user, at=at, since=at - MEASURED)
        done = source.done_by_unit(user=user, at=at, month=month)
        for kind, words in source.kinds().items():
            row = BoardRow(kind, words, pause=pauses.get(kind), is_measured=kind in done)
            row.counts |= counts.get(kind, {})
            row.addresses = {state: source.address(kind=kind, state=state, month=month, user=user) for state in STATES}
            row.rate = rate_of(finished.get(kind, Finished()), at=at)
            row.saved = saved_time(done.get(kind, {}), minutes.get(kind, {}))
            board.rows.append(row)
        board.faults.extend(source.faults(user=user, at=at, month=month))
        board.causes.extend(source.causes(user=user, at=at, month=month))
    board.rows.append(_sum_of(board.rows))
    return board


def _sum_of(rows: Iterable[BoardRow]) -> BoardRow:
    total = BoardRow(ALL, _("Tillsammans"))
    for row in rows:
        for state, number in row.counts.items():
            total.counts[state] += number
    return total


def newest_minutes() -> dict[str, dict[int, int]]:
    """The figure that counts, in minutes, by kind and unit."""
    found: dict[str, dict[int, int]] = {}
    for kind, unit, minutes in TimeFigure.objects.order_by("noted_at", "pk").values_list("kind", "unit_id", "minutes"):
        found.setdefault(kind, {})[unit] = minutes
    return found


def time_figures(units: Iterable[Unit]) -> list[TimeFigure]:
    """The figures of some units, newest first."""
    return list(TimeFigure.objects.filter(unit__in=list(units)).select_related("unit").order_by("-noted_at", "-pk"))
