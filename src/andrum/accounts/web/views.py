"""Who may do what: pages of the administrator."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andrum.accounts.models import Membership, Role, User
from andrum.accounts.queries.memberships import actor_of
from andrum.accounts.queries.second_factor import has_second_factor
from andrum.accounts.queries.staff import current, staff, staff_member, tokens, units
from andrum.accounts.queries.visitors import role_required, visitor
from andrum.accounts.service import (
    ApiToken,
    add_membership,
    create_api_token,
    create_unit,
    create_user,
    end_membership,
    remove_second_factor,
    revoke_api_token,
    set_active,
    set_may_see_protected,
)
from andrum.accounts.web.forms import RoleForm, TokenForm, UnitForm, UserForm
from andrum.kernel.errors import AndrumError

PAGE = 50
administrator = role_required(Role.ADMINISTRATOR)


def _member(user_id: int) -> User:
    user = staff_member(user_id)
    if user is None:
        raise Http404
    return user


@administrator
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """All staff and what they may do."""
    search = request.GET.get("q", "").strip()[:80]
    page = Paginator(staff(search=search), PAGE).get_page(request.GET.get("sida"))
    today = timezone.localdate()
    rows = [(user, current(list(user.memberships.all()), today=today)) for user in page]
    return render(request, "accounts/people.html", {"rows": rows, "page": page, "search": search})


@administrator
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Add one of the staff with a first role."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, by, now = form.cleaned_data, actor_of(visitor(request)), timezone.now()
        try:
            user = create_user(username=said["username"], name=said["name"], email=said["email"], by=by, at=now)
            add_membership(user=user, unit=said["unit"], role=said["role"], by=by, at=now)
        except AndrumError as error:
            form.add_error("username", str(error))
        else:
            messages.success(request, _("%(name)s är tillagd.") % {"name": user.name})
            return redirect("accounts:person", user.pk)
    return render(request, "accounts/form.html", {"form": form, "title": _("Lägg till en person"), "tab": "people"})


@administrator
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One of the staff: roles now and before, and what else may be changed."""
    user = _member(user_id)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_membership(
                user=user, unit=said["unit"], role=said["role"], by=actor_of(visitor(request)), at=timezone.now()
            )
        except AndrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Rollen är tillagd."))
            return redirect("accounts:person", user.pk)
    today = timezone.localdate()
    now = current(list(user.memberships.all()), today=today)
    before = [one for one in user.memberships.all() if one not in now]
    context = {"person": user, "now": now, "before": before, "form": form, "own": user.pk == visitor(request).pk}
    context["has_second_factor"] = has_second_factor(user)
    return render(request, "accounts/person.html", context)


@administrator
@require_POST
def end_role(request: HttpRequest, user_id: int, membership_id: int) -> HttpResponse:
    """End a role as from today: yesterday was the last day."""
    user = _member(user_id)
    membership = Membership.objects.filter(pk=membership_id, user=user, to_date__isnull=True).first()
    if membership is None:
        raise Http404
    yesterday = timezone.localdate() - timedelta(days=1)
    end_membership(membership=membership, last_date=yesterday, by=actor_of(visitor(request)), at=timezone.now())
    messages.success(request, _("Rollen är avslutad."))
    return redirect("accounts:person", user.pk)


@administrator
@require_POST
def switch(request: HttpRequest, user_id: int) -> HttpResponse:
    """Let in or shut out; name among those who see protected identities, or no longer."""
    user, by, now = _member(user_id), actor_of(visitor(request)), timezone.now()
    match request.POST.get("andra"):
        case "aktiv":
            set_active(user=user, active=not user.is_active, by=by, at=now)
        case "skyddade":
            set_may_see_protected(user=user, allowed=not user.may_see_protected, by=by, at=now)
        case "steg":
            remove_second_factor(user=user, by=by, at=now)
        case _:
            raise Http404
    messages.success(request, _("Ändringen är gjord."))
    return redirect("accounts:person", user.pk)


@administrator
@require_http_methods(["GET", "POST"])
def unit_list(request: HttpRequest) -> HttpResponse:
    """Units, and a new one."""
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            create_unit(**form.cleaned_data, by=actor_of(visitor(request)), at=timezone.now())
        except AndrumError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Enheten är tillagd."))
            return redirect("accounts:units")
    return render(request, "accounts/units.html", {"units": units(), "form": form})


@administrator
@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """Keys of other systems, and a new one whose secret is shown once."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, secret = create_api_token(
            **form.cleaned_data, scopes=["read"], by=actor_of(visitor(request)), at=timezone.now()
        )
        form = TokenForm()
    context = {"tokens": tokens(), "form": form, "secret": secret, "now": timezone.now()}
    return render(request, "accounts/tokens.html", context)


@administrator
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Make a key useless."""
    token = ApiToken.objects.filter(pk=token_id).first()
    if token is None:
        raise Http404
    revoke_api_token(token=token, by=actor_of(visitor(request)), at=timezone.now())
    messages.success(request, _("Nyckeln går inte längre att använda."))
    return redirect("accounts:tokens")
