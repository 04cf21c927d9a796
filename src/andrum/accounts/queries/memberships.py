"""Who has which role where, now."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from andrum.accounts.models import Membership, Role, Unit, User
from andrum.audit.service import Actor


def actor_of(user: User) -> Actor:
    """The one who acts, as the log knows them."""
    return Actor("citizen" if user.is_citizen else "person", str(user.pk), user.name)


def _current(user: User) -> list[Membership]:
    today = timezone.localdate()
    kept: tuple[object, list[Membership]] | None = getattr(user, "_current_memberships", None)
    if kept is None or kept[0] != today:
        rows = Membership.objects.filter(
            Q(to_date__isnull=True) | Q(to_date__gte=today), user=user, from_date__lte=today
        )
        kept = (today, list(rows.select_related("unit").order_by("unit__name", "role")))
        user._current_memberships = kept  # type: ignore[attr-defined]  # noqa: SLF001 - kept for the length of a request
    return kept[1]


def has_role(user: User, *roles: str, unit: Unit | None = None) -> bool:
    """True when the user has one of the roles today, in the unit when one is given."""
    if not user.is_active:
        return False
    return any(m.role in roles and (unit is None or m.unit_id == unit.pk) for m in _current(user))


def is_staff_member(user: User) -> bool:
    """True when the user has any role today."""
    return bool(user.is_active and _current(user))


def units_of(user: User, role: str | None = None) -> list[Unit]:
    """Units where the user has the role (any role when none is given) today, each once, by name."""
    if not user.is_active:
        return []
    return list({m.unit_id: m.unit for m in _current(user) if role is None or m.role == role}.values())


def roles_of(user: User) -> set[str]:
    """The roles the user has today, in any unit."""
    return {m.role for m in _current(user)} if user.is_active else set()


def role_names_of(user: User) -> str:
    """The roles of today in words, with their units: ``Handläggare (Försörjningsstöd Norr)``."""
    units: dict[str, list[str]] = {}
    for membership in _current(user):
        units.setdefault(membership.role, []).append(membership.unit.name)
    return "; ".join(f"{Role(role).label} ({', '.join(names)})" for role, names in sorted(units.items()))


def staff_with_role(role: str, unit: Unit) -> QuerySet[User]:
    """Users who have the role in the unit today, by name."""
    today = timezone.localdate()
    members = Membership.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=today), role=role, unit=unit, from_date__lte=today
    )
    return User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("name")
