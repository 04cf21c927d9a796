"""Which fees a user may see: those of the matters that they may see, and nothing else."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from andrum.accounts.service import Unit, User
from andrum.cases.service import Matter, visible_matters
from andrum.fees.models import Authority, FeeReview, IncomeStatement
from andrum.people.service import Person, Protection

KIND = "home_care_fee"


def visible_fee_matters(*, user: User, at: datetime) -> QuerySet[Matter]:
    """The matters of fees that the user may see at the instant."""
    return visible_matters(user=user, at=at).filter(kind=KIND).select_related("applicant", "unit", "assigned_to")


def visible_reviews(*, user: User, at: datetime) -> QuerySet[FeeReview]:
    """Every fee that waits, or waited, for a person in those matters; shortest time first."""
    matter = visible_matters(user=user, at=at).order_by().filter(pk=OuterRef("matter"), kind=KIND)
    return (
        FeeReview.objects.filter(Exists(matter))
        .select_related("matter", "matter__applicant", "matter__unit", "matter__assigned_to")
        .order_by("due_date", "pk")
    )


def fee_matters_of_unit(unit: Unit) -> QuerySet[Matter]:
    """The unit's, for other systems: protected persons left out, oldest first."""
    return Matter.objects.filter(
        kind=KIND, unit=unit, is_protected=False, applicant__protection=Protection.NONE
    ).order_by("pk")


def represented_by(person: Person, *, day: date) -> QuerySet[Authority]:
    """Those whom a person may speak for on a day."""
    return _in_force(day).filter(representative=person).select_related("person").order_by("pk")


def _in_force(day: date) -> QuerySet[Authority]:
    return Authority.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=day), from_date__lte=day, ended_at__isnull=True
    )


def own_fee_matters(person: Person, *, day: date) -> QuerySet[Matter]:
    """The open matters of fees of one's own and of those one may speak for, one's own first."""
    others = represented_by(person, day=day).order_by().values("person")
    return (
        Matter.objects.filter(Q(applicant=person) | Q(applicant__in=others), kind=KIND, state="open")
        .select_related("applicant", "unit")
        .order_by("pk")
    )


def statements_of(matter: Matter) -> QuerySet[IncomeStatement]:
    """What was said in a matter, newest first; what was thrown away is left out."""
    return IncomeStatement.objects.filter(matter=matter).exclude(state="withdrawn").order_by("-saved_at")
