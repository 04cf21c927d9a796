"""All that is held of a file, room by room from the top: what points at something comes before what it points at.

A new room that keeps something of a matter is written in here; a test looks for rows that are left.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import QuerySet

from andrum.applications.service import holdings_of as of_applications
from andrum.automation.service import holdings_of as of_automation
from andrum.cases.service import holdings_of as of_cases
from andrum.control.service import holdings_of as of_control
from andrum.conversations.service import holdings_of as of_conversations
from andrum.dispatch.service import holdings_of as of_dispatch
from andrum.fees.service import holdings_of as of_fees
from andrum.investigations.service import holdings_of as of_investigations
from andrum.statistics.service import holdings_of as of_statistics

FROM_THE_TOP: Final = (
    of_statistics, of_control, of_fees, of_investigations, of_automation, of_dispatch, of_conversations,
    of_applications, of_cases,
)  # fmt: skip


def holdings_of(matter_ids: Collection[int]) -> tuple[QuerySet[Any], ...]:
    """The rows of these matters in every room, in the order they can be removed."""
    return tuple(rows for of_room in FROM_THE_TOP for rows in of_room(matter_ids))


def counts_of(matter_ids: Collection[int]) -> list[tuple[str, int]]:
    """What would be removed, in words: each table that has something, and how many rows."""
    counted = [(str(rows.model._meta.verbose_name), rows.count()) for rows in holdings_of(matter_ids)]  # noqa: SLF001
    return [(words, number) for words, number in counted if number]
