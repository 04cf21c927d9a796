"""How long a case takes a person: noted with its source, never made up."""

from datetime import date, datetime

from django.db import transaction

from andrum.accounts.service import Unit
from andrum.audit.service import Actor, record
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _
from andrum.runs.domain import MOST_MINUTES, TimeFigureError
from andrum.runs.models import TimeFigure
from andrum.runs.queries.sources import source_of


@transaction.atomic
def note_time_figure(
    *, kind: str, unit: Unit, minutes: int, source: str, source_date: date, by: Actor, at: datetime
) -> TimeFigure:
    """Note how many minutes one case of a kind takes a person in a unit, who found that out, and when.

    Raises:
        TimeFigureError: when the kind is unknown, the minutes impossible, or the source or its day missing or to come.
    """
    if source_of(kind) is None or not 1 <= minutes <= MOST_MINUTES:
        raise TimeFigureError(
            _("Minuterna går inte att använda."), todo=_("Skriv 1 till {most} hela minuter."),
            values={"most": MOST_MINUTES},
        )  # fmt: skip
    if not source.strip():
        raise TimeFigureError(_("Källan saknas."), todo=_("Skriv varifrån siffran kommer, till exempel tidsstudien."))
    if source_date > swedish_day(at):
        raise TimeFigureError(_("Källans dag har inte varit än."), todo=_("Rätta dagen."))
    figure = TimeFigure.objects.create(
        kind=kind, unit=unit, minutes=minutes, source=source.strip()[:300], source_date=source_date, noted_at=at,
        noted_by=by.name,
    )  # fmt: skip
    record(
        kind="runs.time_noted", by=by, at=at, subject=f"unit:{unit.pk}",
        details={"kind": kind, "minutes": minutes, "source": figure.source, "source_date": source_date.isoformat()},
    )  # fmt: skip
    return figure
