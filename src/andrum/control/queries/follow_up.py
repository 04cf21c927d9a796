"""What the board follows up: changes of share, the log and the openings, in numbers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from andrum.control.models import LogDraw, Review, ReviewState, ShareChange, Verdict

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class DayOfReadings:
    """One day's sample of readings."""

    draw: LogDraw
    sampled: int
    reviewed: int
    wrong: int


def share_changes() -> list[ShareChange]:
    """The last changes of share, newest first."""
    changes = ShareChange.objects.select_related("stratum__mandate", "stratum__fee_mandate__unit").order_by(
        "-from_at", "-pk"
    )
    return list(changes[:MOST_ROWS])


def days_of_readings(*, with_protected: bool) -> list[DayOfReadings]:
    """The samples of the last days when somebody read something, newest first."""
    shown = Q() if with_protected else Q(reviews__is_protected=False)
    draws = (
        LogDraw.objects.filter(read_events__gt=0)
        .annotate(
            sampled=Count("reviews", filter=shown),
            seen=Count("reviews", filter=shown & ~Q(reviews__verdict="")),
            faults=Count("reviews", filter=shown & Q(reviews__verdict=Verdict.WRONG)),
        )
        .order_by("-day")
    )
    return [DayOfReadings(draw, draw.sampled, draw.seen, draw.faults) for draw in draws[:MOST_ROWS]]


def causes_of_errors() -> dict[str, int]:
    """How many confirmed errors had which cause, by the first who found it."""
    rows = (
        Review.objects.filter(state=ReviewState.CLOSED, outcome=Verdict.WRONG, matter__is_protected=False)
        .filter(opinions__verdict=Verdict.WRONG)
        .values("opinions__cause")
        .annotate(count=Count("pk", distinct=True))
        .order_by("-count", "opinions__cause")
    )
    return {row["opinions__cause"]: row["count"] for row in rows}
