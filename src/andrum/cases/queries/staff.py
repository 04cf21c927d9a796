"""Reads of staff as the register needs them."""

from django.db.models import QuerySet

from andrum.accounts.service import Role, User, staff_with_role
from andrum.cases.models import Matter


def caseworkers_of(matter: Matter) -> QuerySet[User]:
    """Those who can be given the matter: caseworkers of its unit, and for a protected one named staff only."""
    users = staff_with_role(Role.CASEWORKER, matter.unit)
    return users.filter(may_see_protected=True) if matter.is_protected else users
