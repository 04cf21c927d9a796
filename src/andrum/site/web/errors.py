"""Pages for when something is wrong: what happened, what is saved, what to do now, and a reference number."""

import secrets
import sys

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from andrum.kernel.errors import AndrumError

Text = str | Promise
API = "/api/"
"""Addresses below this are called by other systems, which read JSON."""


def _page(request: HttpRequest, *, title: Text, what: Text, saved: Text, todo: Text, status: int) -> HttpResponse:
    reference = getattr(request, "andrum_reference", "") or secrets.token_hex(4)
    if request.path.startswith(API):
        said = {"detail": what, "saved": saved, "todo": todo, "reference": reference}
        return JsonResponse({name: text for name, text in said.items() if text}, status=status)
    context = {"title": title, "what": what, "saved": saved, "todo": todo, "reference": reference, "status": status}
    part = getattr(request, "htmx", False)
    try:
        return render(request, "site/error_part.html" if part else "site/error.html", context, status=status)
    except DatabaseError:
        return HttpResponse(render_to_string("site/error_bare.html", context), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """404: says nothing of whether it is there but closed."""
    return _page(
        request,
        title=_("Sidan finns inte"),
        what=_("Sidan finns inte, eller så har du inte behörighet till den."),
        saved="",
        todo=_("Gå till startsidan, eller fråga din chef om du behöver tillgång."),
        status=404,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403."""
    return _page(
        request,
        title=_("Det här får du inte göra"),
        what=_("Du har inte behörighet till det du försökte göra."),
        saved=_("Ingenting har ändrats."),
        todo=_("Gå till startsidan, eller fråga din chef om du behöver tillgång."),
        status=403,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """400."""
    return _page(
        request,
        title=_("Vi förstod inte det som skickades"),
        what=_("Något i det som skickades gick inte att läsa."),
        saved=_("Ingenting har ändrats."),
        todo=_("Gå tillbaka, ladda om sidan och försök igen."),
        status=400,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours; 503 when the database was away before any page was begun."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return database_away(request)
    return _page(
        request,
        title=_("Något gick fel hos oss"),
        what=_("Sidan kunde inte visas. Felet är vårt, inte ditt."),
        saved=_("Det du hade sparat tidigare finns kvar. Det sista du gjorde kan behöva göras om."),
        todo=_("Vänta en stund och försök igen. Händer det igen: ring oss och säg numret här nedanför."),
        status=500,
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """503: the database is full, locked or gone."""
    return _page(
        request,
        title=_("Det går inte att spara just nu"),
        what=_("Databasen svarar inte."),
        saved=_("Det som var sparat finns kvar. Det sista du gjorde är inte sparat."),
        todo=_("Vänta en minut och försök igen."),
        status=503,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403 when the page had grown too old to be sent."""
    return _page(
        request,
        title=_("Sidan hade blivit för gammal"),
        what=_("Av säkerhetsskäl tog vi inte emot det du skickade, för sidan hade varit öppen för länge."),
        saved=_("Ingenting har ändrats."),
        todo=_("Gå tillbaka, ladda om sidan och skicka igen."),
        status=403,
    )


def hindered(request: HttpRequest, error: AndrumError, *, status: int) -> HttpResponse:
    """A foreseen hinder, in its own words."""
    what, saved, todo = error.said
    return _page(
        request,
        title=_("Det gick inte att göra"),
        what=what,
        saved=saved or _("Ingenting har ändrats."),
        todo=todo,
        status=status,
    )
