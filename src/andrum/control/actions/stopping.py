"""Stop a mandate: by the button, or because an error was confirmed."""

from datetime import datetime

from django.db import transaction

from andrum.accounts.service import Role, User, actor_of, has_role
from andrum.audit.service import Actor, record
from andrum.automation import service as automation
from andrum.automation.service import Mandate, MandateState
from andrum.control.domain.errors import VerdictError
from andrum.kernel.errors import NotAllowedError

AFTER_ERROR = "Stoppat av kontrollen: ett bekräftat fel i ett automatiskt beslut."
MAY_STOP = (Role.UNIT_MANAGER, Role.BOARD)
LEAST_REASON = 5
MOST_REASON = 250


@transaction.atomic
def stop_by_button(*, mandate_id: int, reason: str, by: User, at: datetime) -> Mandate:
    """Stop a mandate at once. Pressed twice, or by two at the same time, it is stopped once.

    Raises:
        NotAllowedError: when the user may not stop mandates, or there is no such mandate.
        VerdictError: when no reason is given.
    """
    mandate = Mandate.objects.filter(pk=mandate_id).first()
    if mandate is None or not has_role(by, *MAY_STOP):
        raise NotAllowedError
    if len(reason.strip()) < LEAST_REASON:
        raise VerdictError("Skälet saknas.", todo="Skriv kort varför du stoppar mandatet.")
    return _stop(mandate=mandate, reason=reason.strip()[:MOST_REASON], by=actor_of(by), at=at)


@transaction.atomic
def stop_after_error(*, mandate: Mandate, by: Actor, at: datetime) -> Mandate:
    """Stop a mandate after a confirmed error, when the board has decided so."""
    mandate = Mandate.objects.get(pk=mandate.pk)
    if not mandate.stops_on_error:
        return mandate
    return _stop(mandate=mandate, reason=AFTER_ERROR, by=by, at=at)


def _stop(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.state == MandateState.STOPPED:
        return mandate
    automation.stop_mandate(mandate=mandate, reason=reason, by=by, at=at)
    record(
        kind="control.mandate_stopped", by=by, at=at, subject=f"mandate:{mandate.pk}", details={"mandate": mandate.pk}
    )
    mandate.refresh_from_db()
    return mandate
