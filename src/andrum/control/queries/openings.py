"""Matters opened outside assignment, each of which is certain to be reviewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from andrum.accounts.service import Role, User, units_of
from andrum.cases.service import opened_anyway_list
from andrum.control.models import OpeningReview

FIRST = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opened which matter, why, and what somebody thought of it."""

    id: int
    reference: str
    matter_id: int
    opened_by_id: int
    opened_by: str
    reason: str
    from_at: datetime
    until_at: datetime
    task_id: int
    review: OpeningReview | None


def openings_shown_to(user: User, *, at: datetime, since: datetime = FIRST) -> list[Opening]:
    """Openings in the units where the user reviews or manages, newest first; protected ones only for named staff."""
    return list(_openings(user, at=at, since=since))


def waiting_openings(user: User, *, at: datetime) -> list[Opening]:
    """Those that nobody has reviewed and that are not the user's own, oldest first."""
    waiting = [o for o in openings_shown_to(user, at=at) if o.review is None and o.opened_by_id != user.pk]
    return waiting[::-1]


def _openings(user: User, *, at: datetime, since: datetime) -> Iterator[Opening]:
    units = {unit.pk for role in (Role.REVIEWER, Role.UNIT_MANAGER) for unit in units_of(user, role)}
    rows = opened_anyway_list(since=since, until=at + timedelta(seconds=1)).filter(matter__unit__in=units)
    if not user.may_see_protected:
        rows = rows.filter(matter__is_protected=False)
    found = list(rows)
    reviews = {
        review.opening_id: review
        for review in OpeningReview.objects.filter(opening__in=[row.pk for row in found]).select_related("reviewer")
    }
    for row in found:
        yield Opening(
            id=row.pk, reference=row.matter.reference, matter_id=row.matter_id, opened_by_id=row.user_id,
            opened_by=row.user.name, reason=row.reason, from_at=row.from_at, until_at=row.until_at,
            task_id=row.notice_id, review=reviews.get(row.pk),
        )  # fmt: skip
