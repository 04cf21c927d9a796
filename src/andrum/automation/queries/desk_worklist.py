"""The worklist: prepared cases that wait for a person, only those that the user may see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from andrum.accounts.service import User
from andrum.automation.models import HandOver
from andrum.cases.service import visible_matters
from andrum.kernel.clock import swedish_day
from andrum.people.service import matching_persons, searchable

SOON_DAYS = 3
WHOSE = ("alla", "mina", "otagna")
WHEN = ("alltid", "sena", "snart")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to show: whose (one of WHOSE), when it is due (one of WHEN), and for which reason; empty for any."""

    whose: str = "alla"
    when: str = "alltid"
    reason: str = ""

    @property
    def is_everything(self) -> bool:
        """True when nothing is left out."""
        return (self.whose, self.when, self.reason) == ("alla", "alltid", "")


def visible_hand_overs(*, user: User, at: datetime) -> QuerySet[HandOver]:
    """Every prepared case, open and closed, of the matters that the user may see at the instant."""
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"))
    return HandOver.objects.filter(Exists(matter)).select_related(
        "matter", "matter__applicant", "matter__unit", "matter__assigned_to", "run", "run__application", "taken_by"
    )


def worklist(*, user: User, at: datetime, wish: Wish | None = None) -> QuerySet[HandOver]:
    """The open ones that fit the wish, shortest time first."""
    found = visible_hand_overs(user=user, at=at).filter(closed_at__isnull=True).order_by("due_date", "pk")
    return that_fit(found, wish, user=user, today=swedish_day(at)) if wish is not None else found


def that_fit(found: QuerySet[HandOver], wish: Wish, *, user: User, today: date) -> QuerySet[HandOver]:
    """Those of a worklist that fit the wish, in the same order."""
    if wish.whose == "mina":
        found = found.filter(Q(taken_by=user) | Q(taken_by__isnull=True, matter__assigned_to=user))
    elif wish.whose == "otagna":
        found = found.filter(taken_by__isnull=True, matter__assigned_to__isnull=True)
    if wish.when != "alltid":
        found = found.filter(_due(wish.when, today))
    if wish.reason:
        found = found.annotate(why=Cast("reasons", TextField())).filter(why__contains=f'"{wish.reason}"')
    return found


def _due(when: str, today: date) -> Q:
    return Q(due_date__lt=today) if when == "sena" else Q(due_date__lte=today + timedelta(days=SOON_DAYS))


def late_and_soon(found: QuerySet[HandOver], today: date) -> tuple[int, int]:
    """How many of a worklist are late, and how many are due soon or late."""
    late, soon = (Count("pk", filter=_due(when, today)) for when in ("sena", "snart"))
    counted = found.order_by().aggregate(late=late, soon=soon)
    return counted["late"], counted["soon"]


def as_rows(found: QuerySet[HandOver]) -> QuerySet[HandOver]:
    """The same without what no list shows: the calculation, and all that the application says."""
    return found.defer(
        "household", "proposal", "differences", "missing", "run__application__answers", "run__application__text",
        "run__application__unfinished",
    )  # fmt: skip


def find_hand_overs(*, user: User, at: datetime, text: str) -> QuerySet[HandOver]:
    """Open ones with the text in the applicant's name, or at the start of their number or the matter's reference."""
    words = " ".join(text.split())
    persons = matching_persons(user=user, text=words).order_by().values("pk")
    fits = Q(matter__applicant__in=persons)
    if len(words) >= 2:
        fits |= Q(matter__reference__istartswith=words) | Q(matter__applicant__search_name__contains=searchable(words))
    return worklist(user=user, at=at).filter(fits)


def reason_codes(found: QuerySet[HandOver]) -> list[str]:
    """The codes of reasons among the prepared cases, each once, in order."""
    rows = found.order_by().values_list("reasons", flat=True)[:2_000]
    return sorted(
        {str(reason["code"]) for row in rows for reason in row if isinstance(reason, dict) and "code" in reason}
    )
