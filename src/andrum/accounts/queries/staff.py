"""Staff, units and keys, for the administrator."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from andrum.accounts.models import ApiToken, Membership, Unit, User


def staff(*, search: str = "") -> QuerySet[User]:
    """All staff with their roles, those who may sign in first, by name; ``search`` looks in name and user name."""
    found = User.objects.filter(personal_number="")
    if search:
        found = found.filter(Q(name__icontains=search) | Q(username__icontains=search))
    roles = Membership.objects.select_related("unit").order_by("to_date", "unit__name", "role")
    return found.prefetch_related(Prefetch("memberships", queryset=roles)).order_by("-is_active", "name", "pk")


def staff_member(user_id: int) -> User | None:
    """One of the staff; never a citizen."""
    return staff().filter(pk=user_id).first()


def current(memberships: list[Membership], *, today: date) -> list[Membership]:
    """Those in force or still to come."""
    return [one for one in memberships if one.to_date is None or one.to_date >= today]


def units() -> QuerySet[Unit]:
    """All units by name."""
    return Unit.objects.order_by("name", "pk")


def tokens() -> QuerySet[ApiToken]:
    """All keys, those that still work first."""
    return ApiToken.objects.select_related("unit").order_by("-revoked_at", "-expires_at", "pk")
