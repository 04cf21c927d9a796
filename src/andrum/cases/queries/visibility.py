"""Need to know: who may see a matter. Every list, search, count and page starts here."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_

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
    opened = OpenedAnyway.objects.filter(user=user, from_at__lte=at, until_at__gt=at).values_list("matter", flat=True)
    seen = _seen_by(user, opened=list(opened))  # asked at once: nearly always none, and the question stays a simple one
    if seen is None:
        return Matter.objects.none()
    matters = Matter.objects.filter(seen)
    if not user.may_see_protected:
        matters = matters.filter(is_protected=False, applicant__protection=Protection.NONE)
    return matters.order_by("-opened_at", "-pk")


def _seen_by(user: User, *, opened: Collection[int]) -> Q | None:
    """What the user's roles and openings let them see; None when it is nothing. Only what they have is asked about."""
    caseworker_units, manager_units, fee_units = (
        [unit.pk for unit in units_of(user, role)] for role in (Role.CASEWORKER, Role.UNIT_MANAGER, Role.FEE_OFFICER)
    )
    is_fee = Q(kind=MatterKind.HOME_CARE_FEE)
    own_kind = [Q(unit__in=caseworker_units) & ~is_fee] if caseworker_units else []
    own_kind += [Q(unit__in=fee_units) & is_fee] if fee_units else []
    managed = [Q(unit__in=manager_units)] if manager_units else []
    theirs = Q(assigned_to=user) | Q(assigned_to__isnull=True)
    seen = [kind & theirs for kind in own_kind] + managed
    seen += [kind & Q(pk__in=opened) for kind in own_kind + managed] if opened else []
    return reduce(or_, seen) if seen else None


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
