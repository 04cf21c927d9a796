"""Security keys and passkeys as the second step: shown at sign-in, added and removed by their owner."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.actions.security_keys import (
    MOST_NAME,
    add_security_key,
    remove_security_key,
    show_security_key,
)
from andrum.accounts.domain.errors import WrongKeyError
from andrum.accounts.queries.memberships import actor_of
from andrum.accounts.queries.second_factor import factor_of, has_second_factor, keys_of, lacks_second_factor
from andrum.accounts.queries.security_keys import what_to_add
from andrum.accounts.web.second_factor import is_shown_long_ago, let_in, onwards, show_again, staff_asked_here
from andrum.kernel.errors import AndrumError


class KeyForm(forms.Form):
    """A name for a key, so that its owner can tell it from others."""

    name = forms.CharField(
        label=gettext_lazy("Namn på säkerhetsnyckeln"), help_text=gettext_lazy("Till exempel nyckelknippan."),
        max_length=MOST_NAME, widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip


def _answer(request: HttpRequest) -> dict[str, Any]:
    """What the browser sent from the key. Raises WrongKeyError when it is nothing of the kind."""
    try:
        said = json.loads(request.POST.get("answer", ""))
    except ValueError:
        raise WrongKeyError from None
    if not isinstance(said, dict):
        raise WrongKeyError
    return said


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Let in one whose key answers rightly; else say why not, where another way can be chosen."""
    user = staff_asked_here(request)
    try:
        kept = show_security_key(user=user, answer=_answer(request), by=actor_of(user), at=timezone.now())
    except AndrumError as error:
        messages.error(request, str(error))
        return redirect("accounts:second_factor")
    let_in(request, kept)
    return redirect(onwards(request))


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own keys: add one, remove one. The first may be added before anything else is shown."""
    user = staff_asked_here(request)
    is_first = not has_second_factor(user)
    if lacks_second_factor(request) and not is_first:
        return redirect("accounts:second_factor")
    if not is_first and is_shown_long_ago(request):
        return show_again(request)
    form, by, at = KeyForm(request.POST if "answer" in request.POST else None), actor_of(user), timezone.now()
    if request.method == "POST":
        try:
            if "bort" in request.POST:
                number = request.POST["bort"]
                key_id = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
                remove_security_key(user=user, key_id=key_id, by=by, at=at)
                messages.success(request, _("Säkerhetsnyckeln är borttagen."))
                return redirect("accounts:security_keys")
            if form.is_valid():
                name = form.cleaned_data["name"]
                kept = add_security_key(user=user, name=name, answer=_answer(request), by=by, at=at)
                messages.success(request, _("Säkerhetsnyckeln är tillagd."))
                if is_first:
                    let_in(request, kept)
                    return redirect("accounts:recovery_codes")
                return redirect("accounts:security_keys")
        except AndrumError as error:
            form.add_error(None, str(error)) if form.is_bound else messages.error(request, str(error))
    context = {
        "form": form, "keys": keys_of(user), "is_first": is_first, "has_app": factor_of(user) is not None,
        "asked": json.dumps(what_to_add(user)),
    }  # fmt: skip
    return render(request, "accounts/security_keys.html", context, status=400 if form.errors else 200)
