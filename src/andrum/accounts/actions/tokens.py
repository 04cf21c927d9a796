"""Keys for other systems."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from andrum.accounts.models import ApiToken, Unit
from andrum.accounts.queries.tokens import hash_of
from andrum.audit.service import Actor, record


@transaction.atomic
def create_api_token(
    *, unit: Unit, name: str, scopes: Sequence[str], by: Actor, at: datetime, days: int = 365
) -> tuple[ApiToken, str]:
    """Make a key. The secret is returned once and never kept."""
    secret = f"andrum_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        unit=unit, name=name, hash=hash_of(secret), scopes=list(scopes), created_at=at,
        expires_at=at + timedelta(days=days),
    )  # fmt: skip
    record(kind="accounts.token_created", by=by, at=at, subject=f"token:{token.pk}",
           details={"unit": unit.code, "scopes": list(scopes)})  # fmt: skip
    return token, secret


@transaction.atomic
def revoke_api_token(*, token: ApiToken, by: Actor, at: datetime) -> ApiToken:
    """Make a key useless at once."""
    token.revoked_at = token.revoked_at or at
    token.save(update_fields=["revoked_at"])
    record(kind="accounts.token_revoked", by=by, at=at, subject=f"token:{token.pk}", details={})
    return token
