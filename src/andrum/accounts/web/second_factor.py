"""The second step of signing in, for staff, when the municipality's settings ask for it here."""

import base64
import json

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from andrum.accounts.models import User
from andrum.accounts.queries.memberships import actor_of
from andrum.accounts.queries.second_factor import (
    DEMO,
    OWN,
    PASSED,
    factor_of,
    has_second_factor,
    have_codes_been_seen,
    keys_of,
    lacks_second_factor,
    recovery_codes,
)
from andrum.accounts.queries.security_keys import what_to_show
from andrum.accounts.queries.visitors import visitor
from andrum.accounts.service import add_second_factor, note_codes_saved, renew_recovery_codes, show_second_factor
from andrum.kernel.errors import AndrumError

SECRET, NEXT, SHOWN_AT = "second_factor_secret", "second_factor_next", "second_factor_shown_at"
FRESH_SECONDS = 600
"""How long ago the second step may have been shown by one who changes how they sign in."""


class CodeForm(forms.Form):
    """One code."""

    code = forms.CharField(
        label=gettext_lazy("Kod"), max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}),
    )  # fmt: skip


def staff_asked_here(request: HttpRequest) -> User:
    """One of the staff where a second factor is asked for here; nobody else has such pages."""
    user = visitor(request)
    if settings.ANDRUM_MFA != OWN or user.is_citizen or not user.is_active:
        raise Http404
    return user


def let_in(request: HttpRequest, kept: Authenticator) -> None:
    """The second step has been shown, by this app or key."""
    request.session.cycle_key()  # what was known before the second step opens nothing after it
    request.session[PASSED] = kept.pk
    request.session[SHOWN_AT] = int(timezone.now().timestamp())
    request.session.pop(SECRET, None)


def is_shown_long_ago(request: HttpRequest) -> bool:
    """True when the second step must be shown anew before it is changed; the demo's open door has none to show."""
    shown = int(request.session.get(SHOWN_AT, 0))
    return request.session.get(PASSED) != DEMO and timezone.now().timestamp() - shown > FRESH_SECONDS


def show_again(request: HttpRequest) -> HttpResponse:
    """Lead to the second step, and back to the same page after it."""
    request.session[NEXT] = request.path
    messages.info(request, _("Det var en stund sedan du visade ditt andra steg. Visa det igen, så kan du ändra det."))
    return redirect("accounts:second_factor")


def onwards(request: HttpRequest) -> str:
    """Where the one who signed in was going; never to another site."""
    target = str(request.session.pop(NEXT, "") or "/")
    ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if ours and target.startswith("/") else "/"


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Ask for the code; one who has no second step yet is led to add it."""
    user = staff_asked_here(request)
    if not lacks_second_factor(request) and not is_shown_long_ago(request):
        return redirect("accounts:recovery_codes")
    if target := request.GET.get("next"):
        request.session[NEXT] = target[:2000]
    if not has_second_factor(user):
        return redirect("accounts:add_second_factor")
    form, has_app = CodeForm(request.POST or None), factor_of(user) is not None
    form.fields["code"].help_text = (
        _("Sex siffror i din app, eller en av dina reservkoder.") if has_app else _("En av dina reservkoder.")
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = show_second_factor(user=user, code=form.cleaned_data["code"], by=actor_of(user), at=timezone.now())
        except AndrumError as error:
            form.add_error("code", str(error))
        else:
            let_in(request, kept)
            return redirect(onwards(request))
    context = {"form": form, "has_app": has_app, "asked": json.dumps(what_to_show(user)) if keys_of(user) else ""}
    return render(request, "accounts/second_factor.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an app: a picture to photograph, the same in letters, and a code that shows that it works."""
    user = staff_asked_here(request)
    if factor_of(user) is not None or (has_second_factor(user) and lacks_second_factor(request)):
        return redirect("accounts:second_factor")
    if has_second_factor(user) and is_shown_long_ago(request):
        return show_again(request)
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    form = CodeForm(request.POST or None)
    form.fields["code"].help_text = _("Sex siffror som appen visar när du har lagt till Andrum.")
    if request.method == "POST" and form.is_valid():
        try:
            kept = add_second_factor(
                user=user, secret=secret, code=form.cleaned_data["code"], by=actor_of(user), at=timezone.now()
            )
        except AndrumError as error:
            form.add_error("code", str(error))
        else:
            let_in(request, kept)
            messages.success(request, _("Det andra steget är på plats."))
            return redirect("accounts:recovery_codes")
    picture = get_adapter().build_totp_svg(get_adapter().build_totp_url(user, secret))
    context = {
        "form": form,
        "picture": "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode(),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    }
    return render(request, "accounts/add_second_factor.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, shown until they are saved; how many are left after that, and new ones."""
    user = staff_asked_here(request)
    if lacks_second_factor(request):
        return redirect("accounts:second_factor")
    if request.method == "POST":
        by, at = actor_of(user), timezone.now()
        if request.POST.get("gor") == "nya":
            if is_shown_long_ago(request):
                return show_again(request)
            renew_recovery_codes(user=user, by=by, at=at)
            return redirect("accounts:recovery_codes")
        note_codes_saved(user=user, by=by, at=at)
        return redirect(onwards(request))
    left = recovery_codes(user)
    context = {"left": len(left), "codes": [] if have_codes_been_seen(user) else left, "has": has_second_factor(user)}
    return render(request, "accounts/recovery_codes.html", context)
