"""Reads of staff as the register needs them."""

from django.db.models import QuerySet

from andrum.accounts.service import Role, User, staff_with_role
from andrum.cases.models import Matter, MatterKind


def caseworkers_of(matter: Matter) -> QuerySet[User]:
    """Those who can be given the matter: its caseworkers or fee officers, and if protected named staff only."""
    users = staff_with_role(
        Role.FEE_OFFICER if matter.kind == MatterKind.HOME_CARE_FEE else Role.CASEWORKER, matter.unit
    )
    return users.filter(may_see_protected=True) if matter.is_protected else users
