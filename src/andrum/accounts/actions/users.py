"""Users, units and memberships."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.accounts.domain.errors import AlreadyThereError, OwnAccessError
from andrum.accounts.models import Membership, Unit, User
from andrum.audit.service import Actor, record
from andrum.kernel.words import marked as _


def _refuse_own(user: User, by: Actor) -> None:
    if by.kind in {"person", "citizen"} and by.id == str(user.pk):
        raise OwnAccessError


@transaction.atomic
def create_user(
    *, username: str, name: str, by: Actor, at: datetime, personal_number: str = "", email: str = "",
    may_see_protected: bool = False, language: str = "sv", password: str | None = None,
) -> User:  # fmt: skip
    """Add one who can sign in; a citizen has a personal number, staff has none. Raises AlreadyThereError."""
    user = User(
        username=username, name=name, email=email, personal_number=personal_number,
        may_see_protected=may_see_protected, language=language,
    )  # fmt: skip
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise AlreadyThereError(_("Det finns redan en användare med det namnet."), todo=_("Välj ett annat.")) from None
    record(kind="accounts.user_created", by=by, at=at, subject=f"user:{user.pk}",
           details={"may_see_protected": may_see_protected})  # fmt: skip
    return user


@transaction.atomic
def create_unit(*, name: str, code: str, by: Actor, at: datetime) -> Unit:
    """Add a unit. Raises AlreadyThereError."""
    try:
        with transaction.atomic():
            unit = Unit.objects.create(name=name, code=code)
    except IntegrityError:
        raise AlreadyThereError(_("Det finns redan en enhet med den koden."), todo=_("Välj en annan kod.")) from None
    record(kind="accounts.unit_created", by=by, at=at, subject=f"unit:{unit.pk}", details={"code": code})
    return unit


@transaction.atomic
def add_membership(
    *, user: User, unit: Unit, role: str, by: Actor, at: datetime, from_date: date | None = None
) -> Membership:
    """Give a user a role in a unit, from a day (today when none is given).

    Raises:
        OwnAccessError: when one would give it to oneself.
        AlreadyThereError: when the user has the role already.
    """
    _refuse_own(user, by)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(user=user, unit=unit, role=role, from_date=from_date or at.date())
    except IntegrityError:
        raise AlreadyThereError(
            _("Personen har redan den rollen i enheten."), saved=_("Ingenting har ändrats.")
        ) from None
    record(kind="accounts.membership_added", by=by, at=at, subject=f"user:{user.pk}",
           details={"unit": unit.code, "role": role})  # fmt: skip
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, last_date: date, by: Actor, at: datetime) -> Membership:
    """End a role after a day; one that had not begun ends on its first day."""
    membership.to_date = max(last_date, membership.from_date)
    membership.save(update_fields=["to_date"])
    record(kind="accounts.membership_ended", by=by, at=at, subject=f"user:{membership.user_id}",
           details={"role": membership.role, "last_date": membership.to_date.isoformat()})  # fmt: skip
    return membership


@transaction.atomic
def set_may_see_protected(*, user: User, allowed: bool, by: Actor, at: datetime) -> User:
    """Name somebody, or no longer, among the few who see protected identities. Raises OwnAccessError."""
    _refuse_own(user, by)
    user.may_see_protected = allowed
    user.save(update_fields=["may_see_protected"])
    record(kind="accounts.protected_access_changed", by=by, at=at, subject=f"user:{user.pk}",
           details={"allowed": allowed})  # fmt: skip
    return user


@transaction.atomic
def set_active(*, user: User, active: bool, by: Actor, at: datetime) -> User:
    """Let somebody sign in, or no longer. Raises OwnAccessError."""
    _refuse_own(user, by)
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(kind="accounts.user_switched", by=by, at=at, subject=f"user:{user.pk}", details={"active": active})
    return user
