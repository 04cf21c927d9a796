"""Stop a mandate: by the button, or because an error was confirmed."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.service import User, actor_of
from andrum.audit.service import Actor, record
from andrum.automation.service import Mandate, MandateState, stop_mandate
from andrum.control.queries.mandates import fee_versions, may_stop_mandate, versions
from andrum.fees.service import FeeMandate, switch_fee_mandate
from andrum.kernel.errors import NotAllowedError

AFTER_ERROR = "Stoppat av kontrollen: ett bekräftat fel i ett automatiskt beslut."
IN_HASTE = "Stoppat från kontrollen utan angivet skäl."
MOST_REASON = 250


@transaction.atomic
def stop_by_button(*, mandate_id: int, reason: str, by: User, at: datetime) -> Mandate:
    """Stop a mandate at once. Pressed twice, or by two at the same time, it is stopped once.

    Raises:
        NotAllowedError: when the user may not stop mandates, or there is no such mandate.
    """
    mandate = Mandate.objects.filter(pk=mandate_id).first()
    if mandate is None or not may_stop_mandate(by, mandate):
        raise NotAllowedError
    _stop(mandate=mandate, reason=_reason(reason), by=actor_of(by), at=at)
    mandate.refresh_from_db()
    return mandate


@transaction.atomic
def stop_fees_by_button(*, fee_mandate_id: int, reason: str, by: User, at: datetime) -> FeeMandate:
    """Stop a fee mandate at once, as ``stop_by_button``. Raises NotAllowedError also for those of other units."""
    mandate = FeeMandate.objects.select_related("unit").filter(pk=fee_mandate_id).first()
    if mandate is None or not may_stop_mandate(by, mandate):
        raise NotAllowedError
    _stop_fees(mandate=mandate, reason=_reason(reason), by=actor_of(by), at=at)
    mandate.refresh_from_db()
    return mandate


@transaction.atomic
def stop_after_error(*, mandate: Mandate | FeeMandate, by: Actor, at: datetime) -> int:
    """Stop a mandate, and later versions of it, after a confirmed error, where the board has decided so. How many."""
    if isinstance(mandate, FeeMandate):
        fees = fee_versions(mandate).filter(state=MandateState.ON, stops_on_error=True)
        return sum(_stop_fees(mandate=each, reason=AFTER_ERROR, by=by, at=at) for each in fees)
    wanted = versions(mandate).filter(state=MandateState.ON, stops_on_error=True)
    return sum(_stop(mandate=each, reason=AFTER_ERROR, by=by, at=at) for each in wanted)


def _reason(said: str) -> str:
    return said.strip()[:MOST_REASON] or IN_HASTE


def _stop(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> bool:
    """True when it was this call that stopped it; one that is off or stopped already is left as it is."""
    locked = Mandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if locked.state != MandateState.ON:
        return False
    stop_mandate(mandate=locked, reason=reason, by=by, at=at)
    _tell(f"mandate:{locked.pk}", locked.pk, by=by, at=at)
    return True


def _stop_fees(*, mandate: FeeMandate, reason: str, by: Actor, at: datetime) -> bool:
    locked = FeeMandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if locked.state != MandateState.ON:
        return False
    switch_fee_mandate(mandate=locked, state=MandateState.STOPPED, reason=reason, by=by, at=at)
    _tell(f"fee_mandate:{locked.pk}", locked.pk, by=by, at=at)
    return True


def _tell(subject: str, number: int, *, by: Actor, at: datetime) -> None:
    record(kind="control.mandate_stopped", by=by, at=at, subject=subject, details={"mandate": number})
