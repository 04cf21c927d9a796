"""Stop a mandate: by the button, or because an error was confirmed."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.service import Role, User, actor_of, has_role
from andrum.audit.service import Actor, record
from andrum.automation.service import Mandate, MandateState, stop_mandate
from andrum.kernel.errors import NotAllowedError

AFTER_ERROR = "Stoppat av kontrollen: ett bekräftat fel i ett automatiskt beslut."
IN_HASTE = "Stoppat från kontrollen utan angivet skäl."
MAY_STOP = (Role.UNIT_MANAGER, Role.BOARD)
MOST_REASON = 250


@transaction.atomic
def stop_by_button(*, mandate_id: int, reason: str, by: User, at: datetime) -> Mandate:
    """Stop a mandate at once. Pressed twice, or by two at the same time, it is stopped once.

    Raises:
        NotAllowedError: when the user may not stop mandates, or there is no such mandate.
    """
    mandate = Mandate.objects.filter(pk=mandate_id).first()
    if mandate is None or not has_role(by, *MAY_STOP):
        raise NotAllowedError
    _stop(mandate=mandate, reason=reason.strip()[:MOST_REASON] or IN_HASTE, by=actor_of(by), at=at)
    mandate.refresh_from_db()
    return mandate


@transaction.atomic
def stop_after_error(*, mandate: Mandate, by: Actor, at: datetime) -> int:
    """Stop a mandate, and later versions of it, after a confirmed error, where the board has decided so. How many."""
    wanted = Mandate.objects.filter(code=mandate.code, state=MandateState.ON, stops_on_error=True).order_by("pk")
    return sum(_stop(mandate=each, reason=AFTER_ERROR, by=by, at=at) for each in wanted)


def _stop(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> bool:
    """True when it was this call that stopped it; one that is off or stopped already is left as it is."""
    locked = Mandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if locked.state != MandateState.ON:
        return False
    stop_mandate(mandate=locked, reason=reason, by=by, at=at)
    record(kind="control.mandate_stopped", by=by, at=at, subject=f"mandate:{locked.pk}", details={"mandate": locked.pk})
    return True
