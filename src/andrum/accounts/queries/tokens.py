"""Whose key an API call carries."""

import hashlib

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from andrum.accounts.models import ApiToken, Unit


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_with_secret(secret: str) -> ApiToken | None:
    """The valid token that the secret belongs to."""
    now = timezone.now()
    found = ApiToken.objects.select_related("unit").filter(
        hash=hash_of(secret), revoked_at__isnull=True, expires_at__gt=now
    )
    return found.first()


class TokenAuth(HttpBearer):
    """`Authorization: Bearer <secret>`; sets ``request.auth`` to the token."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002 - ninja's shape
        """The token, when it is valid and has the scope."""
        found = token_with_secret(token)
        return found if found and (not self.scope or self.scope in found.scopes) else None


def unit_of_token(request: HttpRequest) -> Unit:
    """The unit whose token the call carries."""
    token = getattr(request, "auth", None)
    if not isinstance(token, ApiToken):
        raise TypeError("the call carries no token")
    return token.unit
