"""Security keys and passkeys (WebAuthn) as the second factor of staff: added, shown and removed.

The ceremony is allauth's and fido2's: what was asked lies in the session, and only this site's own address is answered.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.db import transaction

from andrum.accounts.domain.errors import AlreadyThereError, LastFactorError, TooManyTriesError, WrongKeyError
from andrum.accounts.models import User
from andrum.accounts.queries.second_factor import KEY, MINUTES, MOST_TRIES, keys_of, other_factors, wrong_tries
from andrum.accounts.queries.security_keys import ceremony
from andrum.audit.service import Actor, record
from andrum.kernel.words import marked as _

T = TypeVar("T")
MOST_KEYS, MOST_NAME = 5, 60
USES = "uses"
"""How many times the key says that it has been used; a copy of a key falls behind."""
HINDERS = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError)
"""What allauth and fido2 raise for an answer that is none."""


@transaction.atomic
def add_security_key(*, user: User, name: str, answer: Mapping[str, Any], by: Actor, at: datetime) -> Authenticator:
    """Keep a key that has answered rightly, and make recovery codes when there are none.

    Raises:
        AlreadyThereError: when there are as many keys as one may have.
        WrongKeyError: when the answer is not to what was asked here.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if len(keys_of(user)) >= MOST_KEYS:
        raise AlreadyThereError(_("Du har redan fem säkerhetsnycklar."), todo=_("Ta bort en först."))
    webauthn = ceremony()
    _right(lambda: webauthn.parse_registration_response(answer))
    _right(lambda: webauthn.complete_registration(answer))
    kept: Authenticator = webauthn.WebAuthn.add(user, name.strip()[:MOST_NAME], dict(answer)).instance
    kept.last_used_at = at
    kept.save(update_fields=["last_used_at"])
    RecoveryCodes.activate(user)
    record(
        kind="accounts.second_factor_added", by=by, at=at, subject=f"user:{user.pk}", details={"way": "key"},
    )  # fmt: skip
    return kept


def show_security_key(*, user: User, answer: Mapping[str, Any], by: Actor, at: datetime) -> Authenticator:
    """Let in one whose key answers rightly.

    Raises:
        WrongKeyError: the try is in the log and counted together with wrong codes.
        TooManyTriesError: nothing was tried.
    """
    if (kept := _try(user, answer, by, at)) is None:
        raise WrongKeyError
    return kept


@transaction.atomic
def _try(user: User, answer: Mapping[str, Any], by: Actor, at: datetime) -> Authenticator | None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if wrong_tries(user, at=at) >= MOST_TRIES:
        raise TooManyTriesError(MINUTES)
    subject = f"user:{user.pk}"
    try:
        kept = _key_that_answered(user, answer, at)
    except WrongKeyError:
        record(kind="accounts.second_factor_failed", by=by, at=at, subject=subject, details={"way": "key"})
        return None
    record(kind="accounts.second_factor_shown", by=by, at=at, subject=subject, details={"way": "key"})
    return kept


def _key_that_answered(user: User, answer: Mapping[str, Any], at: datetime) -> Authenticator:
    webauthn = ceremony()
    said = _right(lambda: webauthn.parse_authentication_response(answer))
    kept: Authenticator = _right(lambda: webauthn.complete_authentication(user, answer))
    uses, before = int(said.response.authenticator_data.counter), int(kept.data.get(USES, 0))
    if before and uses <= before:
        raise WrongKeyError
    kept.data[USES] = uses
    kept.last_used_at = at
    kept.save(update_fields=["data", "last_used_at"])
    return kept


@transaction.atomic
def remove_security_key(*, user: User, key_id: int, by: Actor, at: datetime) -> None:
    """Forget one of one's own keys; every session it opened ends. One that is not there is no error.

    Raises:
        LastFactorError: when it is the only second factor; an administrator removes that.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    kept = Authenticator.objects.filter(pk=key_id, user=user, type=KEY).first()
    if kept is None:
        return
    if not other_factors(user, kept):
        raise LastFactorError
    kept.delete()
    record(
        kind="accounts.second_factor_removed", by=by, at=at, subject=f"user:{user.pk}", details={"way": "key"},
    )  # fmt: skip


def _right(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except HINDERS:
        raise WrongKeyError from None
