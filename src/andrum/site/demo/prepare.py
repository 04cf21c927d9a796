"""Prepares the demo part by part. A part is done whole or not at all: a start that was killed goes on where it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from andrum.audit.service import SYSTEM, events, record
from andrum.site.demo import applications, fees, history, investigations, mandates, old_files, people_part, talks

MONTH = timedelta(days=31)
KIND = "site.demo_part_prepared"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the made-up municipality: its name in the log, what is said while it is made, and how."""

    name: str
    text: str
    make: Callable[[datetime], None]
    months_back: int = 0


PARTS = (
    Part("people", "Units, staff and inhabitants", people_part.make, months_back=3),
    Part("mandates", "What the board lets the automation decide", mandates.make, months_back=3),
    Part("history", "Two months of applications and decisions", history.make),
    Part("applications", "This month's applications", applications.make),
    Part("investigations", "An investigation with four conversations, and one that is finished", investigations.make),
    Part("fees", "Thirty with home care, and what they pay", fees.make),
    Part("talks", "A recorded conversation to play through live", talks.make),
    Part("old-files", "Files that are to be removed", old_files.make),
)


def prepare(*, at: datetime) -> Iterator[str]:
    """Make the parts that are not there yet; says each before it is made."""
    done = {event.details.get("part") for event in events(kind=KIND)}
    for part in PARTS:
        if part.name in done:
            continue
        yield part.text
        with transaction.atomic():
            part.make(at - part.months_back * MONTH)
            record(kind=KIND, by=SYSTEM, at=at, subject=f"demo:{part.name}", details={"part": part.name})
