"""Keep what is granted and when somebody is away. What changes a fee opens a review."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter
from andrum.fees.actions.reviews import open_review
from andrum.fees.domain.change import month_of_change
from andrum.fees.domain.errors import ServiceError
from andrum.fees.domain.kinds import ABSENCE_REASONS, SERVICE_KINDS
from andrum.fees.models import Absence, GrantedService, Measure
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _

COUNTED = {Measure.MINUTES, Measure.DAYS, Measure.TIMES, Measure.AMOUNT}


@transaction.atomic
def grant_service(
    *, matter: Matter, kind: str, from_date: date, by: Actor, at: datetime, measure: str = "whole",
    quantity: int | None = None, level: str = "", to_date: date | None = None, source_ref: str = "",
) -> GrantedService:  # fmt: skip
    """Note a granted service and open a review of the fee. One still running of the same kind ends the day before.

    ``quantity`` is minutes, days, times or öre in a whole month, as ``measure`` says.

    Raises:
        ServiceError: when the kind or measure is not known, the days are in the wrong order, or there is one from then.
    """
    if kind not in SERVICE_KINDS or (to_date is not None and to_date < from_date):
        raise ServiceError(_("Insatsen finns inte, eller slutar innan den börjar."), todo=_("Rätta slag och dagar."))
    if (
        measure not in Measure.values
        or (measure in COUNTED) != (quantity is not None)
        or (measure == "level") > bool(level)
    ):
        raise ServiceError(_("Omfattningen saknas."), todo=_("Skriv hur mycket i månaden, eller vilken nivå."))
    is_first = not GrantedService.objects.filter(matter=matter, from_date__lt=from_date).exists()
    for running in _running(matter, kind, from_date):
        end_service(service=running, last_date=date.fromordinal(from_date.toordinal() - 1), by=by, at=at, review=False)
    try:
        with transaction.atomic():
            service = GrantedService.objects.create(
                matter=matter, kind=kind, measure=measure, quantity=quantity, level=level, from_date=from_date,
                to_date=to_date, source_ref=source_ref, recorded_by=by.name, recorded_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise ServiceError(_("Det finns redan en sådan insats från den dagen."), todo=_("Välj en annan dag.")) from None
    _tell("fees.service_granted", matter, service, by=by, at=at)
    month = Month.of(from_date) if is_first else month_of_change(from_date)
    open_review(matter=matter, month=month, reason="new" if is_first else "service", by=by, at=at)
    return service


def _running(matter: Matter, kind: str, day: date) -> list[GrantedService]:
    rows = GrantedService.objects.filter(matter=matter, kind=kind, from_date__lt=day)
    return [row for row in rows if row.to_date is None or row.to_date >= day]


@transaction.atomic
def end_service(
    *, service: GrantedService, last_date: date, by: Actor, at: datetime, review: bool = True
) -> GrantedService:
    """Say which day is the last of a service, and open a review.

    Raises:
        ServiceError: when the day is before the first.
    """
    if last_date < service.from_date:
        raise ServiceError(_("Dagen är före den första dagen."), todo=_("Välj en senare dag."))
    GrantedService.objects.filter(pk=service.pk).update(to_date=last_date, ended_by=by.name, ended_at=at)
    service.refresh_from_db()
    _tell("fees.service_ended", service.matter, service, by=by, at=at)
    if review:
        after = date.fromordinal(last_date.toordinal() + 1)
        open_review(matter=service.matter, month=month_of_change(after), reason="service", by=by, at=at)
    return service


@transaction.atomic
def note_absence(*, matter: Matter, from_date: date, to_date: date, reason: str, by: Actor, at: datetime) -> Absence:
    """Note days away, and open a review of the month they begin in.

    Raises:
        ServiceError: when the reason is not known, the days are in the wrong order, or some day is noted already.
    """
    if reason not in ABSENCE_REASONS or to_date < from_date:
        raise ServiceError(_("Frånvaron slutar innan den börjar, eller saknar skäl."), todo=_("Rätta dagar och skäl."))
    overlapping = Absence.objects.filter(
        matter=matter, cancelled_at__isnull=True, from_date__lte=to_date, to_date__gte=from_date
    )
    if overlapping.exists():
        raise ServiceError(_("Någon av dagarna är redan antecknad som frånvaro."), todo=_("Ta tillbaka den först."))
    absence = Absence.objects.create(
        matter=matter, from_date=from_date, to_date=to_date, reason=reason, recorded_by=by.name, recorded_at=at
    )
    record(
        kind="fees.absence_noted", by=by, at=at, subject=f"absence:{absence.pk}", matter=str(matter.pk),
        details={"from": str(from_date), "to": str(to_date), "reason": reason},
    )  # fmt: skip
    open_review(matter=matter, month=Month.of(from_date), reason="absence", by=by, at=at)
    return absence


@transaction.atomic
def cancel_absence(*, absence: Absence, by: Actor, at: datetime) -> Absence:
    """Take back an absence that was noted by mistake; the fee is looked at again. Twice is once."""
    if Absence.objects.filter(pk=absence.pk, cancelled_at__isnull=True).update(cancelled_at=at):
        record(
            kind="fees.absence_cancelled", by=by, at=at, subject=f"absence:{absence.pk}", matter=str(absence.matter_id)
        )
        open_review(matter=absence.matter, month=Month.of(absence.from_date), reason="absence", by=by, at=at)
    absence.refresh_from_db()
    return absence


def _tell(kind: str, matter: Matter, service: GrantedService, *, by: Actor, at: datetime) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"service:{service.pk}", matter=str(matter.pk),
        details={
            "kind": service.kind, "measure": service.measure, "quantity": service.quantity, "level": service.level,
            "from": str(service.from_date), "to": str(service.to_date) if service.to_date else None,
        },
    )  # fmt: skip
