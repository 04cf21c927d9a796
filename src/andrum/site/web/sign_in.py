"""Sign in and out. The demo's open door is a page that only demo settings can switch on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from andrum.accounts.service import (
    User,
    actor_of,
    let_in_by_demo,
    note_failed_sign_in,
    note_sign_in,
    note_sign_out,
)
from andrum.audit.service import SYSTEM
from andrum.site.demo.people import DemoPerson, demo_people
from andrum.site.oidc import CITIZEN, STAFF, is_configured

BACKEND = "django.contrib.auth.backends.ModelBackend"
REASONS = {
    "unknown": gettext_lazy("Du har ingen behörighet i Andrum ännu. Be din chef eller administratören lägga till dig."),
    "inactive": gettext_lazy("Din behörighet är avstängd. Fråga din chef eller administratören."),
    "number": gettext_lazy("E-legitimationen gav inget personnummer som går att läsa."),
    "assurance": gettext_lazy("Du behöver logga in med en säkrare e-legitimation."),
    "broken": gettext_lazy("Inloggningstjänsten svarade inte som den skulle. Vänta en stund och försök igen."),
    "cancelled": gettext_lazy("Inloggningen avbröts."),
    "silence": gettext_lazy("Du hade inte gjort något på en stund och loggades ut. Det du hade sparat finns kvar."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: what the button says and where it leads."""

    text: str
    icon: str
    href: str


def safe_next(request: HttpRequest, address: str) -> str:
    """The address when it is a page of this site, else the start page."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and address.startswith("/") else "/"


def _ways(target: str) -> list[Way]:
    query = urlencode({"next": target, "process": "login"})
    choices = (
        (CITIZEN, _("Logga in med e-legitimation"), "user"),
        (STAFF, _("Logga in som anställd"), "users"),
    )
    return [
        Way(text, icon, f"{reverse('openid_connect_login', kwargs={'provider_id': provider})}?{query}")
        for provider, text, icon in choices
        if is_configured(provider)
    ]


def _groups() -> list[tuple[str, list[DemoPerson]]]:
    staff, citizens = demo_people()
    return [(_("Kommunens personal"), staff), (_("Invånare"), citizens)]


@require_http_methods(["GET", "HEAD"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose a way in."""
    target = safe_next(request, request.GET.get("next", "/"))
    if isinstance(request.user, User):
        return redirect(target)
    context = {
        "next": target,
        "ways": _ways(target),
        "reason": REASONS.get(request.GET.get("orsak", "")),
        "groups": _groups() if settings.ANDRUM_DEMO else [],
    }
    return render(request, "site/sign_in.html", context)


@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the made-up people. There is no such page unless this is the demo."""
    if not settings.ANDRUM_DEMO:
        raise Http404
    user = User.objects.filter(username=request.POST.get("person", ""), is_active=True).first()
    now = timezone.now()
    if user is None:
        note_failed_sign_in(way="demo", cause="unknown", by=SYSTEM, at=now)
        messages.error(request, _("Den personen finns inte i demon. Välj någon i listan."))
        return redirect("site:sign_in")
    login(request, user, backend=BACKEND)
    let_in_by_demo(request)
    note_sign_in(user=user, way="demo", by=actor_of(user), at=now)
    return redirect(safe_next(request, request.POST.get("next", "/")))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and say so."""
    if isinstance(request.user, User):
        user = request.user
        note_sign_out(user=user, cause="asked", by=actor_of(user), at=timezone.now())
        logout(request)
        messages.success(request, _("Du har loggat ut."))
    answer = redirect("site:start")
    answer["Clear-Site-Data"] = '"cache", "storage"'  # so that «back» shows nothing to the next one at the machine
    return answer
