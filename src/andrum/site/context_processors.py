"""What every page knows: the municipality, the menu, the roles of the one signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from andrum.site.navigation import address_of, in_first_row, items_for, own_items
from andrum.site.roles import role_names, roles_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The context ``site`` of base.html."""
    roles = roles_of(request)
    nav = [] if getattr(request, "lacks_second_factor", False) else items_for(roles, request.path)
    first, more = in_first_row(nav)
    return {
        "site": {
            "municipality": settings.ANDRUM_MUNICIPALITY_NAME,
            "is_demo": settings.ANDRUM_DEMO,
            "nav": nav,
            "nav_first": first,
            "nav_more": more,
            "user_nav": own_items(request),
            "role_names": role_names(roles),
            "roles": roles,
            "sign_in_url": address_of("/logga-in") or "/",
            "sign_out_url": address_of("/logga-ut") or "/",
        }
    }
