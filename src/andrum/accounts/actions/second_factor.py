"""The second factor of staff: an app that gives codes, and codes on paper for the day the telephone is lost."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.db import transaction

from andrum.accounts.domain.errors import AlreadyThereError, OwnAccessError, TooManyTriesError, WrongCodeError
from andrum.accounts.domain.one_time_codes import bare, step_of
from andrum.accounts.models import User
from andrum.accounts.queries.second_factor import MINUTES, MOST_TRIES, RECOVERY, factor_of, wrong_tries
from andrum.accounts.queries.second_factor import TOTP as APP
from andrum.audit.service import Actor, record
from andrum.kernel.words import marked as _

LAST_STEP = "last_step"


@transaction.atomic
def add_second_factor(*, user: User, secret: str, code: str, by: Actor, at: datetime) -> Authenticator:
    """Keep the secret of an app that has shown a right code, and make recovery codes.

    Raises:
        AlreadyThereError: when there is one already.
        WrongCodeError: when the code is not of this secret and this time.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if factor_of(user) is not None:
        raise AlreadyThereError(_("Du har redan ett andra steg."), saved=_("Ingenting har ändrats."))
    step = step_of(secret, code, timestamp=at.timestamp())
    if not step:
        raise WrongCodeError
    kept: Authenticator = TOTP.activate(user, secret).instance
    kept.data[LAST_STEP] = step
    kept.last_used_at = at
    kept.save(update_fields=["data", "last_used_at"])
    RecoveryCodes.activate(user)
    record(kind="accounts.second_factor_added", by=by, at=at, subject=f"user:{user.pk}", details={})
    return kept


def show_second_factor(*, user: User, code: str, by: Actor, at: datetime) -> Authenticator:
    """Let in one who writes a right code of the app, or one of the recovery codes; each works once.

    Raises:
        WrongCodeError: the try is in the log and counted.
        TooManyTriesError: nothing was tried.
    """
    if (kept := _try(user, code, by, at)) is None:
        raise WrongCodeError
    return kept


@transaction.atomic
def _try(user: User, code: str, by: Actor, at: datetime) -> Authenticator | None:
    kept = Authenticator.objects.select_for_update(no_key=True).filter(user=user, type=APP).first()
    if wrong_tries(user, at=at) >= MOST_TRIES:
        raise TooManyTriesError(MINUTES)
    way = _way(kept, user, code, at) if kept else ""
    subject = f"user:{user.pk}"
    if kept is None or not way:
        record(kind="accounts.second_factor_failed", by=by, at=at, subject=subject, details={})
        return None
    record(kind="accounts.second_factor_shown", by=by, at=at, subject=subject, details={"way": way})
    return kept


def _way(kept: Authenticator, user: User, code: str, at: datetime) -> str:
    """``app`` or ``recovery`` when the code is right and has now been used; else empty."""
    last = int(kept.data.get(LAST_STEP, 0))
    step = step_of(decrypt(kept.data["secret"]), code, timestamp=at.timestamp(), after=last)
    if step:
        kept.data[LAST_STEP] = step
        kept.last_used_at = at
        kept.save(update_fields=["data", "last_used_at"])
        return "app"
    paper = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return "recovery" if paper and RecoveryCodes(paper).validate_code(bare(code)) else ""


@transaction.atomic
def renew_recovery_codes(*, user: User, by: Actor, at: datetime) -> None:
    """Make new recovery codes; the old ones no longer work."""
    Authenticator.objects.filter(user=user, type=RECOVERY).delete()
    RecoveryCodes.activate(user)
    record(kind="accounts.recovery_codes_renewed", by=by, at=at, subject=f"user:{user.pk}", details={})


@transaction.atomic
def note_codes_saved(*, user: User, by: Actor, at: datetime) -> None:
    """The owner has saved the recovery codes: they are not shown again."""
    kept = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    if kept is not None and not RecoveryCodes(kept).did_view:
        kept.data["viewed_at"] = at.timestamp()
        kept.save(update_fields=["data"])
        record(kind="accounts.recovery_codes_saved", by=by, at=at, subject=f"user:{user.pk}", details={})


@transaction.atomic
def remove_second_factor(*, user: User, by: Actor, at: datetime) -> None:
    """Forget app and codes of one who has lost them; every session they opened ends. Raises OwnAccessError."""
    if by.id == str(user.pk):
        raise OwnAccessError
    Authenticator.objects.filter(user=user).delete()
    record(kind="accounts.second_factor_removed", by=by, at=at, subject=f"user:{user.pk}", details={})
