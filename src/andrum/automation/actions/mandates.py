"""Give, switch and stop mandates. A run reads its mandate in the transaction that decides: a stop works at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.audit.service import JSON, Actor, record
from andrum.automation.domain.errors import MandateError
from andrum.automation.domain.events import MandateStopped
from andrum.automation.models import Mandate, MandateState
from andrum.kernel.clock import swedish_day
from andrum.kernel.events import publish
from andrum.kernel.words import marked as _

AUTOMATIC_OUTCOMES = frozenset({"granted"})
"""What may be decided without a person at all: an adverse decision never is."""
CASE_TYPES = frozenset({"continued"})


@transaction.atomic
def give_mandate(
    *, code: str, name: str, case_type: str, outcomes: Sequence[str], max_amount_ore: int, valid_from: date,
    decided_by_board_ref: str, by: Actor, at: datetime, valid_to: date | None = None, stops_on_error: bool = True,
) -> Mandate:  # fmt: skip
    """Note a mandate that the board has decided. It is off until somebody switches it on.

    A mandate is never rewritten: other limits are a new row with the same code and a later first day.

    Raises:
        MandateError: when something is missing, is more than may be automated, or the code has that first day already.
    """
    _check(case_type, outcomes, max_amount_ore)
    if not code.strip() or not name.strip() or not decided_by_board_ref.strip():
        raise MandateError(
            _("Mandatet saknar namn eller nämndens beslut."), todo=_("Fyll i dem; utan beslut inget mandat.")
        )
    if valid_to is not None and valid_to < valid_from:
        raise MandateError(_("Mandatet slutar innan det börjar."), todo=_("Rätta dagarna."))
    try:
        with transaction.atomic():
            mandate = Mandate.objects.create(
                code=code.strip(), name=name.strip(), case_type=case_type, outcomes=list(outcomes),
                max_amount_ore=max_amount_ore, valid_from=valid_from, valid_to=valid_to,
                decided_by_board_ref=decided_by_board_ref.strip(), stops_on_error=stops_on_error, changed_at=at,
                changed_by=by.name,
            )  # fmt: skip
    except IntegrityError:
        raise MandateError(
            _("Det finns redan ett mandat med den första dagen."),
            saved=_("Inget har ändrats."),
            todo=_("Välj en annan dag."),
        ) from None
    _tell("automation.mandate_given", mandate, by=by, at=at, max_amount_ore=max_amount_ore, outcomes=list(outcomes))
    return mandate


@transaction.atomic
def switch_mandate(*, mandate: Mandate, state: str, reason: str, by: Actor, at: datetime) -> Mandate:
    """Switch a mandate on or off, with the reason. Of one code only one is on at a time.

    Raises:
        MandateError: when no reason is given, the mandate is over, or another of the same code is on.
    """
    if state not in {MandateState.ON, MandateState.OFF} or not reason.strip():
        raise MandateError(_("Skälet saknas."), saved=_("Inget har ändrats."), todo=_("Skriv varför du ändrar."))
    if by.kind == "machine" and state == MandateState.ON:
        raise MandateError(_("Ett mandat slås på av en människa."))
    locked = Mandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if locked.state == state:
        return locked
    if state == MandateState.ON:
        _refuse_overlap(locked, at)
    return _move(locked, state=state, reason=reason, kind=f"automation.mandate_{state}", by=by, at=at)


@transaction.atomic
def stop_mandate(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    """Stop a mandate at once. What is not decided when this is kept is handed over instead. Twice is once.

    Raises:
        MandateError: when no reason is given.
    """
    if not reason.strip():
        raise MandateError(_("Skälet saknas."), saved=_("Inget har ändrats."), todo=_("Skriv kort varför du stoppar."))
    locked = Mandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
    if locked.state == MandateState.STOPPED:
        return locked
    moved = _move(locked, state=MandateState.STOPPED, reason=reason, kind="automation.mandate_stopped", by=by, at=at)
    publish(MandateStopped(mandate_id=moved.pk, reason=moved.reason))
    return moved


def _check(case_type: str, outcomes: Sequence[str], max_amount_ore: int) -> None:
    if case_type not in CASE_TYPES:
        raise MandateError(
            _("Bara fortsatta ansökningar får beslutas automatiskt."), todo=_("Välj fortsatta ansökningar.")
        )
    if not outcomes or not set(outcomes) <= AUTOMATIC_OUTCOMES:
        raise MandateError(
            _("Bara fullt bifall får beslutas automatiskt."), todo=_("Avslag och delvis bifall fattas av en människa.")
        )
    if max_amount_ore <= 0:
        raise MandateError(_("Mandatet saknar högsta belopp."), todo=_("Skriv det högsta belopp som får beviljas."))


def _refuse_overlap(mandate: Mandate, at: datetime) -> None:
    if mandate.valid_to is not None and mandate.valid_to < swedish_day(at):
        raise MandateError(_("Mandatets tid är slut."), todo=_("Anteckna ett nytt mandat med nämndens beslut."))
    others = Mandate.objects.filter(code=mandate.code, state=MandateState.ON).exclude(pk=mandate.pk)
    if others.exists():
        raise MandateError(
            _("Ett annat mandat med samma kod är på."), saved=_("Inget har ändrats."), todo=_("Slå av det först.")
        )


def _move(mandate: Mandate, *, state: str, reason: str, kind: str, by: Actor, at: datetime) -> Mandate:
    before = mandate.state
    mandate.state, mandate.reason, mandate.changed_at, mandate.changed_by = state, reason.strip()[:300], at, by.name
    mandate.save(update_fields=["state", "reason", "changed_at", "changed_by"])
    _tell(kind, mandate, by=by, at=at, before=before, state=str(state), reason=mandate.reason)
    return mandate


def _tell(kind: str, mandate: Mandate, *, by: Actor, at: datetime, **more: JSON) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"mandate:{mandate.pk}",
        details={"code": mandate.code, "valid_from": mandate.valid_from.isoformat(), **more},
    )  # fmt: skip
