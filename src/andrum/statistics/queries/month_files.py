"""The files that have been made, and the months that there is something to make of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from andrum.cases.service import Decision
from andrum.kernel.periods import Month
from andrum.statistics.domain.files import Format
from andrum.statistics.models import FileKind, MonthFile
from andrum.statistics.queries.households import GRANTED, granted_decisions

MONTHS_BACK = 13


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One file of one month: its last day, the newest version, and whether it is late."""

    kind: str
    words: str
    month: Month
    due: date
    newest: MonthFile | None
    is_late: bool


def months_to_hand_in(*, form: Format, today: date) -> list[MonthRow]:
    """A row a file and month that has assistance, newest first."""
    newest = {(file.kind, file.month): file for file in _bare().order_by("version")}
    rows = []
    for back in range(MONTHS_BACK):
        month = Month.of(today).shift(-back)
        if not granted_decisions(month).exists():
            continue
        for kind in FileKind.values:
            file, due = newest.get((kind, str(month))), form.due_date(kind, month)
            is_late = today > due and (file is None or file.handed_in_at is None)
            rows.append(MonthRow(kind, str(FileKind(kind).label), month, due, file, is_late))
    return rows


def versions_of(*, kind: str, month: Month) -> list[MonthFile]:
    """Every version, newest first, without its content."""
    return list(_bare().filter(kind=kind, month=str(month)).order_by("-version"))


def is_handed_in(*, kind: str, month: Month) -> bool:
    """True when some version has been handed in."""
    return MonthFile.objects.filter(kind=kind, month=str(month), handed_in_at__isnull=False).exists()


def holds_protected(file: MonthFile) -> bool:
    """True when somebody in the file was protected when it was made, or is now."""
    now = Decision.objects.filter(month=file.month, outcome__in=GRANTED, matter__is_protected=True)
    return file.holds_protected or now.exists()


def _bare() -> QuerySet[MonthFile]:
    return MonthFile.objects.defer("content")
