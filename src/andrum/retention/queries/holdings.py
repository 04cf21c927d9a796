"""All that is held of a file, room by room from the top: what points at something comes before what it points at.

A new room that keeps something of a matter is written in here; a test looks for rows that are left.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import QuerySet

from andrum.applications import service as applications
from andrum.automation import service as automation
from andrum.cases import service as cases
from andrum.control import service as control
from andrum.conversations import service as conversations
from andrum.dispatch import service as dispatch
from andrum.fees import service as fees
from andrum.investigations import service as investigations

FROM_THE_TOP: Final = (control, fees, investigations, automation, dispatch, conversations, applications, cases)


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows of these matters in every room, in the order they can be removed."""
    return tuple(rows for room in FROM_THE_TOP for rows in room.holdings_of(matter_ids))


def counts_of(matter_ids: Collection[int]) -> list[tuple[str, int]]:
    """What would be removed, in words: each table that has something, and how many rows."""
    counted = [(str(rows.model._meta.verbose_name_plural), rows.count()) for rows in holdings_of(matter_ids)]  # noqa: SLF001
    return [(words, number) for words, number in counted if number]
