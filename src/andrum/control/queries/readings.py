"""What was read, and which of it waits for somebody to look at."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from andrum.accounts.service import Role, User, units_of
from andrum.audit.service import AuditEvent, events
from andrum.control.domain.days import midnight
from andrum.control.models import LogReview

READ_KINDS = ("cases.matter_read", "cases.document_read", "cases.person_read", "control.review_read")
"""Events that say that a person at work saw something about somebody."""


def log_key(seq: int) -> str:
    """What a reading is called in the draw."""
    return f"control:log:{seq}"


def read_events(day: date) -> QuerySet[AuditEvent]:
    """The readings of a Swedish day by people at work, in order."""
    return (
        events(since=midnight(day), until=midnight(day + timedelta(days=1)))
        .filter(actor_kind="person", kind__in=READ_KINDS)
        .order_by("seq")
    )


def visible_readings(user: User) -> QuerySet[LogReview]:
    """The drawn readings of the user's units, as reviewer or manager; protected ones only for named staff."""
    units = [unit.pk for role in (Role.REVIEWER, Role.UNIT_MANAGER) for unit in units_of(user, role)]
    own_unit = Q(unit__in=units) | Q(unit__isnull=True) if units else Q(pk__in=[])
    readings = LogReview.objects.filter(own_unit).select_related("draw", "matter__assigned_to", "unit", "reviewer")
    if not user.may_see_protected:
        readings = readings.filter(is_protected=False).exclude(matter__is_protected=True)
    return readings.order_by("pk")


def waiting_readings(user: User) -> QuerySet[LogReview]:
    """Those that nobody has looked at and that are not the user's own, oldest first."""
    waiting = visible_readings(user).filter(verdict="")
    own = AuditEvent.objects.filter(seq__in=waiting.values("event_seq"), actor_id=str(user.pk)).values("seq")
    return waiting.exclude(event_seq__in=own)


def events_of_readings(readings: list[LogReview]) -> dict[int, AuditEvent]:
    """The events behind the readings, by number."""
    return {event.seq: event for event in AuditEvent.objects.filter(seq__in=[row.event_seq for row in readings])}
