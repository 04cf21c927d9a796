"""Who must show a second factor here, and who has."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from andrum.accounts.models import User
from andrum.audit.service import events

OWN, PROVIDER = "own", "provider"
PASSED, DEMO = "second_factor", "demo"
"""What the session keeps: which authenticator was used, or that it is the demo's open door."""
MOST_TRIES, MINUTES = 5, 15
TOTP, KEY, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES


def factor_of(user: User) -> Authenticator | None:
    """The app that gives codes, once it has been added."""
    return Authenticator.objects.filter(user=user, type=TOTP).first()


def has_second_factor(user: User) -> bool:
    """True when an app or a security key has been added."""
    return bool(Authenticator.objects.filter(user=user, type__in=(TOTP, KEY)).exists())


def keys_of(user: User) -> list[Authenticator]:
    """The security keys that have been added, the first one first."""
    return list(Authenticator.objects.filter(user=user, type=KEY).order_by("pk"))


def other_factors(user: User, but: Authenticator) -> bool:
    """True when the user has a second factor besides this one; recovery codes are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=(TOTP, KEY)).exclude(pk=but.pk).exists())


def lacks_second_factor(request: HttpRequest) -> bool:
    """True when one of the staff has signed in but has not shown the second factor that is asked for here.

    One that is removed ends every session that it opened. Citizens show theirs to their e-identity.
    """
    user = request.user
    return isinstance(user, User) and is_second_factor_missing(user, request.session)


def is_second_factor_missing(user: User, session: SessionBase) -> bool:
    """As ``lacks_second_factor``, for a socket: it has a user and a session, and no request."""
    if settings.ANDRUM_MFA != OWN or user.is_citizen:
        return False
    passed = session.get(PASSED)
    if passed == DEMO:
        return not settings.ANDRUM_DEMO
    return passed is None or not Authenticator.objects.filter(pk=passed, user=user, type__in=(TOTP, KEY)).exists()


def let_in_by_demo(request: HttpRequest) -> None:
    """The demo's open door asks for nothing more."""
    request.session[PASSED] = DEMO


def recovery_codes(user: User) -> list[str]:
    """Codes that have not been used."""
    kept = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return RecoveryCodes(kept).get_unused_codes() if kept else []


def have_codes_been_seen(user: User) -> bool:
    """True when the codes have been saved by their owner, and are not shown again."""
    kept = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return bool(kept and RecoveryCodes(kept).did_view)


def wrong_tries(user: User, *, at: datetime) -> int:
    """How many wrong codes there have been lately. All that ask share the count: it is in the log."""
    since = at - timedelta(minutes=MINUTES)
    return events(kind="accounts.second_factor_failed", actor=str(user.pk), since=since).count()
