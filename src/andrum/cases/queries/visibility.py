"""Need to know: who may see a matter. Every list, search, count and page starts here."""

from datetime import datetime

from django.db.models import Q, QuerySet

from andrum.accounts.service import Role, Unit, User, units_of
from andrum.cases.models import Matter, MatterKind, OpenedAnyway
from andrum.people.service import Protection


def visible_matters(*, user: User, at: datetime) -> QuerySet[Matter]:
    """The matters a user may see at an instant.

    A caseworker sees those assigned to them and the unassigned of their units, apart from fees, which are the fee
    officers' in the same way; a unit manager all of the unit's; anyone a matter they opened with a reason, until the
    time is out. Protected ones are left out for all but named staff.
    """
    if not user.is_active:
        return Matter.objects.none()
    opened = OpenedAnyway.objects.filter(user=user, from_at__lte=at, until_at__gt=at).values("matter")
    caseworker_units = [unit.pk for unit in units_of(user, Role.CASEWORKER)]
    manager_units = [unit.pk for unit in units_of(user, Role.UNIT_MANAGER)]
    fee_units = [unit.pk for unit in units_of(user, Role.FEE_OFFICER)]
    is_fee = Q(kind=MatterKind.HOME_CARE_FEE)
    own_kind = Q(unit__in=caseworker_units) & ~is_fee | Q(unit__in=fee_units) & is_fee
    mine = own_kind & (Q(assigned_to=user) | Q(assigned_to__isnull=True))
    by_opening = (own_kind | Q(unit__in=manager_units)) & Q(pk__in=opened)
    matters = Matter.objects.filter(mine | Q(unit__in=manager_units) | by_opening)
    if not user.may_see_protected:
        matters = matters.filter(is_protected=False, applicant__protection=Protection.NONE)
    return matters.order_by("-opened_at", "-pk")


def may_see_matter(user: User, matter: Matter, at: datetime) -> bool:
    """True when the user may see the matter at the instant."""
    return visible_matters(user=user, at=at).filter(pk=matter.pk).exists()


def may_open_anyway(user: User, matter: Matter) -> bool:
    """True when the user could open the matter with a reason: same unit, and protected ones by named staff only."""
    is_protected = matter.is_protected or matter.applicant.is_protected
    if not user.is_active or (is_protected and not user.may_see_protected):
        return False
    worker = Role.FEE_OFFICER if matter.kind == MatterKind.HOME_CARE_FEE else Role.CASEWORKER
    units: set[int] = {unit.pk for role in (worker, Role.UNIT_MANAGER) for unit in units_of(user, role)}
    return matter.unit_id in units


def is_opened_anyway(user: User, matter: Matter, at: datetime) -> OpenedAnyway | None:
    """The user's opening of the matter that is still open, if any."""
    return (
        OpenedAnyway.objects.filter(user=user, matter=matter, from_at__lte=at, until_at__gt=at)
        .order_by("-until_at")
        .first()
    )


def opened_anyway_list(*, since: datetime, until: datetime, unit: Unit | None = None) -> QuerySet[OpenedAnyway]:
    """Every opening outside the need to know in a span of time, for the review that is certain to come."""
    opened = OpenedAnyway.objects.filter(from_at__gte=since, from_at__lt=until).select_related("matter", "user")
    return (opened.filter(matter__unit=unit) if unit is not None else opened).order_by("-from_at", "-pk")
