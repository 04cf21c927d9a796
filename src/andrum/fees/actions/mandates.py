"""Give, switch and stop what may be decided without a person. Read where it is decided: a stop works at once."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.accounts.service import Unit
from andrum.audit.service import JSON, Actor, record
from andrum.fees.domain.errors import FeeMandateError
from andrum.fees.models import FeeMandate, MandateCode, MandateState
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _


@transaction.atomic
def give_fee_mandate(
    *, unit: Unit, code: str, most_change_ore: int, valid_from: date, decided_by_board_ref: str, by: Actor,
    at: datetime, valid_to: date | None = None, stops_on_error: bool = True,
) -> FeeMandate:  # fmt: skip
    """Note a mandate that the board has decided. It is off until somebody switches it on.

    Raises:
        FeeMandateError: when it is of no listed kind, lacks the board's decision, or has that first day already.
    """
    if code not in MandateCode.values or not decided_by_board_ref.strip() or most_change_ore < 0:
        raise FeeMandateError(
            _("Mandatet saknar något, eller är mer än vad som får delegeras."), todo=_("Fyll i allt.")
        )
    if valid_to is not None and valid_to < valid_from:
        raise FeeMandateError(_("Mandatet slutar innan det börjar."), todo=_("Rätta dagarna."))
    try:
        with transaction.atomic():
            mandate = FeeMandate.objects.create(
                unit=unit, code=code, most_change_ore=most_change_ore, valid_from=valid_from, valid_to=valid_to,
                decided_by_board_ref=decided_by_board_ref.strip()[:80], stops_on_error=stops_on_error,
                changed_at=at, changed_by=by.name,
            )  # fmt: skip
    except IntegrityError:
        raise FeeMandateError(_("Det finns redan ett mandat från den dagen."), todo=_("Välj en annan dag.")) from None
    _tell("fees.mandate_given", mandate, by=by, at=at, most_change_ore=most_change_ore, stops_on_error=stops_on_error)
    return mandate


@transaction.atomic
def switch_fee_mandate(*, mandate: FeeMandate, state: str, reason: str, by: Actor, at: datetime) -> FeeMandate:
    """Switch a mandate on, off, or stop it, with the reason.

    Raises:
        FeeMandateError: when no reason is given, it is over, a machine would switch it on, or another one is on.
    """
    if state not in MandateState.values or not reason.strip():
        raise FeeMandateError(_("Skälet saknas."), saved=_("Inget har ändrats."), todo=_("Skriv varför du ändrar."))
    locked = FeeMandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if locked.state == state:
        return locked
    if state == MandateState.ON:
        _may_go_on(locked, by=by, at=at)
    before, locked.state = locked.state, state
    locked.reason, locked.changed_at, locked.changed_by = reason.strip()[:300], at, by.name
    locked.save(update_fields=["state", "reason", "changed_at", "changed_by"])
    _tell("fees.mandate_switched", locked, by=by, at=at, before=before, state=state, reason=locked.reason)
    return locked


def _may_go_on(mandate: FeeMandate, *, by: Actor, at: datetime) -> None:
    if by.kind != "person":
        raise FeeMandateError(_("Ett mandat slås på av en människa."))
    if mandate.valid_to is not None and mandate.valid_to < swedish_day(at):
        raise FeeMandateError(_("Mandatets tid är slut."), todo=_("Anteckna ett nytt med nämndens beslut."))
    others = FeeMandate.objects.filter(unit=mandate.unit_id, code=mandate.code, state=MandateState.ON)
    if others.exclude(pk=mandate.pk).exists():
        raise FeeMandateError(_("Ett annat mandat för samma sak är på."), todo=_("Slå av det först."))


def _tell(kind: str, mandate: FeeMandate, *, by: Actor, at: datetime, **more: JSON) -> None:
    details: dict[str, JSON] = {"code": mandate.code, "valid_from": mandate.valid_from.isoformat(), **more}
    record(kind=kind, by=by, at=at, subject=f"fee_mandate:{mandate.pk}", details=details)
