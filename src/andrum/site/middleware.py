"""Headers that every answer carries, the language of the page, and the plain page when something is hindered."""

import logging
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import timezone, translation

from andrum.accounts.service import User, actor_of, lacks_second_factor, note_sign_out
from andrum.kernel.errors import AndrumError, ConflictError, NotAllowedError
from andrum.site.web import errors

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]
REFUSED = (NotAllowedError, Http404, PermissionDenied)
"""What is not there, or not for the one who asked; the page says the same of both."""
OPEN_BEFORE_SECOND_FACTOR = (
    "/andra-steget",
    "/logga-ut",
    "/logga-in",
    "/sprak/",
    "/halsa",
    "/tillganglighet",
    "/static/",
)
SEEN = "seen"
SEEN_SECONDS = 60

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "media-src 'self'",
        "object-src 'none'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)


def note_refusal(request: HttpRequest, reference: str) -> None:
    """A server line of who knocked at which door: the user's number and the name of the page, nothing of the matter."""
    page = request.resolver_match.view_name if request.resolver_match else "-"
    number = getattr(getattr(request, "user", None), "pk", None) or "-"
    logger.info("reference %s: refused at %s, user %s", reference, page, number)


class SecurityHeaders:
    """Strict content policy: nothing inline, nothing from elsewhere; pages about people are never cached."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that are not already there."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(self), payment=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Language(LocaleMiddleware):
    """The chosen language; else the one of the person signed in; else the browser's, for one not signed in."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate it for this request."""
        super().process_request(request)
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            chosen = getattr(user, "language", "") or settings.LANGUAGE_CODE
            translation.activate(chosen)
            request.LANGUAGE_CODE = translation.get_language()


class Inactivity:
    """Signs out one who has not done anything for a while. The moment is written once a minute, not at every page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the sign-in page."""
        user = request.user
        if isinstance(user, User):
            now = timezone.now()
            silent = now.timestamp() - request.session.get(SEEN, now.timestamp())
            if silent > settings.ANDRUM_SESSION_MINUTES * 60:
                note_sign_out(user=user, cause="silence", by=actor_of(user), at=now)
                logout(request)
                query = urlencode({"orsak": "silence", "next": request.get_full_path()})
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?{query}")
            if silent > SEEN_SECONDS or SEEN not in request.session:
                request.session[SEEN] = int(now.timestamp())
        return self.get_response(request)


class SecondFactor:
    """Shows one of the staff nothing before the second factor that is asked for here."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the second step."""
        if lacks_second_factor(request):
            request.lacks_second_factor = True  # type: ignore[attr-defined]
            if not request.path.startswith(OPEN_BEFORE_SECOND_FACTOR):
                query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
                return HttpResponseRedirect(f"{reverse('accounts:second_factor')}?{query}")
        return self.get_response(request)


class PlainErrors:
    """Turns a foreseen hinder into a page that says what happened, what is saved and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what holds a NUL character is no text, and no database takes it."""
        if any("\x00" in value for said in (request.GET, request.POST) for _, many in said.lists() for value in many):
            return errors.bad_request(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for what a person can do something about; a reference number for what she cannot."""
        request.andrum_reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        if isinstance(exception, REFUSED):
            note_refusal(request, request.andrum_reference)  # type: ignore[attr-defined]
            return errors.not_found(request) if isinstance(exception, NotAllowedError) else None
        if isinstance(exception, AndrumError):
            status = 409 if isinstance(exception, ConflictError) else 400
            return errors.hindered(request, exception, status=status)
        level = logging.INFO if isinstance(exception, SuspiciousOperation) else logging.ERROR
        logger.log(level, "reference %s: %s", request.andrum_reference, type(exception).__name__)  # type: ignore[attr-defined]
        if isinstance(exception, OperationalError):
            return errors.database_away(request)
        return None
