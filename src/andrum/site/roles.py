"""Which roles the visitor has, asked once a request."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.accounts.service import Membership, Role
from andrum.site.navigation import CITIZEN

NAMES: dict[str, str | Promise] = {**dict(Role.choices), CITIZEN: _("Sökande")}
"""What a role is called: as accounts calls it, so that it is the same word everywhere."""


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The roles in force today of the one who is signed in; a person without any role is a citizen."""
    known = getattr(request, "andrum_roles", None)
    if isinstance(known, frozenset):
        return known
    found = _ask(request)
    request.andrum_roles = found  # type: ignore[attr-defined]
    return found


def _ask(request: HttpRequest) -> frozenset[str]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frozenset()
    today = timezone.localdate()
    rows = Membership.objects.filter(user=user, from_date__lte=today).values_list("role", "to_date")
    roles = frozenset(role for role, to_date in rows if to_date is None or to_date >= today)
    return roles or frozenset({CITIZEN})


def role_names(roles: Iterable[str]) -> list[str | Promise]:
    """The roles in words."""
    mine = frozenset(roles)
    return [name for role, name in NAMES.items() if role in mine]
