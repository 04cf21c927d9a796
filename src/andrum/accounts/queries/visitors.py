"""Who may visit a page. A wrong visitor gets the plain "not found" that says nothing of what is there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from andrum.accounts.models import User
from andrum.accounts.queries.memberships import has_role, is_staff_member

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def _guarded(view: View[P], may_visit: Callable[[User], bool]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        if not may_visit(user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def staff_required(view: View[P]) -> View[P]:
    """Only those with a role today."""
    return _guarded(view, is_staff_member)


def role_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """Only those with one of the roles today."""
    return lambda view: _guarded(view, lambda user: has_role(user, *roles))


def citizen_required(view: View[P]) -> View[P]:
    """Only those who have signed in as private persons."""
    return _guarded(view, lambda user: user.is_active and user.is_citizen)


def visitor(request: HttpRequest) -> User:
    """The signed-in user of a guarded view."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
