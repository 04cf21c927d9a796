"""What the log must know of signing in. Who failed is kept as a code, never as what was typed."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.models import User
from andrum.audit.service import Actor, record


@transaction.atomic
def note_sign_in(*, user: User, way: str, by: Actor, at: datetime) -> None:
    """Somebody signed in. ``way`` is ``oidc-staff``, ``oidc-citizen`` or ``demo``."""
    record(kind="accounts.signed_in", by=by, at=at, subject=f"user:{user.pk}", details={"way": way})


@transaction.atomic
def note_sign_out(*, user: User, cause: str, by: Actor, at: datetime) -> None:
    """Somebody signed out (``asked``), or was signed out after some time without doing anything (``silence``)."""
    record(kind="accounts.signed_out", by=by, at=at, subject=f"user:{user.pk}", details={"cause": cause})


@transaction.atomic
def note_failed_sign_in(*, way: str, cause: str, by: Actor, at: datetime) -> None:
    """Somebody could not sign in: ``way`` as above, ``cause`` a code such as ``unknown`` or ``inactive``."""
    record(kind="accounts.sign_in_failed", by=by, at=at, subject=f"way:{way}", details={"way": way, "cause": cause})
