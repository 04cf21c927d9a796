"""What a browser asks a security key for (WebAuthn): allauth's ceremony, which keeps what was asked in the session."""

from typing import Any

from andrum.accounts.models import User


def what_to_add(user: User) -> dict[str, Any]:
    """What the browser asks a new key for, as WebAuthn's JSON. The session keeps what was asked."""
    return dict(ceremony().begin_registration(user, passwordless=False))


def what_to_show(user: User) -> dict[str, Any]:
    """What the browser asks one of the user's keys for, as WebAuthn's JSON. The session keeps what was asked."""
    return dict(ceremony().begin_authentication(user))


def ceremony() -> Any:  # noqa: ANN401 - allauth has no types
    """Allauth's and fido2's functions for asking and checking."""
    from allauth.mfa.webauthn.internal import auth  # noqa: PLC0415 - reads long lists that few pages need

    return auth
