"""An appeal's way (FL 45-46 §§): in time or dismissed, then a statement, and handed over to the court. Each once."""

from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import JSON, Actor, record
from andrum.automation.domain.errors import DutyError
from andrum.automation.domain.reconsidering import SHORTEST, dismissal_reasons, lateness
from andrum.automation.models import AppealTrial
from andrum.automation.queries.reconsidering import trial_of
from andrum.cases.service import (
    Decision,
    Message,
    decide,
    finish_task_with_key,
    release_hold,
    send_message,
    take_hold,
    write_note,
)
from andrum.dispatch.service import current_sender, order_letter
from andrum.kernel.clock import swedish_day
from andrum.kernel.errors import ConflictError
from andrum.kernel.periods import day_in_words
from andrum.kernel.words import marked as _

NOTHING = _("Inget är beslutat.")


@transaction.atomic
def find_appeal_in_time(*, message: Message, why: str, by: Actor, at: datetime) -> AppealTrial:
    """Say that the appeal is to be tried by the court. Asked again it gives the first answer.

    One that came late is taken up too when the person was told wrongly how to appeal, or the court got it in time
    (FL 45 §): then ``why`` says which.

    Raises:
        ConflictError: when it is dismissed already.
        DutyError: when it came late and nothing is said of why it is taken up.
    """
    locked, decision = _held(message, by=by, at=at)
    trial = trial_of(locked)
    if trial is not None:
        if not trial.is_in_time:
            raise ConflictError(
                _("Överklagandet är redan avvisat."), saved=_("Inget har ändrats."), todo=_("Läs beslutet.")
            )
        return trial
    late = lateness(received=swedish_day(locked.at), last_day=decision.appeal_by_date)
    if late == "late" and len(why.strip()) < SHORTEST:
        raise DutyError(
            _("Överklagandet kom efter sista dagen (45 § förvaltningslagen)."), saved=NOTHING,
            todo=_("Avvisa det, eller skriv varför det ändå ska prövas."),
        )  # fmt: skip
    trial = AppealTrial.objects.create(message=locked, is_in_time=True, why=why.strip(), tried_by=by.name, tried_at=at)
    _tell("automation.appeal_tried", locked, by=by, at=at, in_time=True, lateness=late)
    return trial


@transaction.atomic
def dismiss_appeal(*, message: Message, reasons: str, told_rightly: bool, by: Actor, at: datetime) -> Decision:
    """Dismiss an appeal that came too late, by a decision of its own with its own letter, once (FL 45 §).

    Args:
        message: The appeal.
        reasons: What the person should know beside the days.
        told_rightly: The person was told rightly how to appeal, and the court had not got the appeal in time.
        by: Who decides; a person.
        at: Now.

    Raises:
        ConflictError: when it is found in time already.
        DutyError: when it was in time, when the last day is not known, or when the person was told wrongly.
    """
    locked, decision = _held(message, by=by, at=at)
    trial = trial_of(locked)
    if trial is not None:
        if trial.dismissal is None:
            raise ConflictError(
                _("Det är redan prövat att överklagandet kom i rätt tid."),
                saved=NOTHING,
                todo=_("Lämna det till domstolen."),
            )
        return trial.dismissal
    received, last_day = swedish_day(locked.at), decision.appeal_by_date
    if last_day is None or lateness(received=received, last_day=last_day) != "late":
        raise DutyError(
            _("Det är inte visat att överklagandet kom för sent: det kom i tid, eller så är det inte känt när personen "
            "fick beslutet (44 och 45 §§ förvaltningslagen)."), saved=NOTHING, todo=_("Lämna det till domstolen."),
        )  # fmt: skip
    if by.kind != "person" or not told_rightly or len(reasons.strip()) < SHORTEST:
        raise DutyError(
            _("Ett sent överklagande får inte avvisas om vi har lämnat fel uppgift om hur man överklagar, eller om "
            "domstolen fick det i tid (45 § förvaltningslagen)."), saved=NOTHING,
            todo=_("Kontrollera det, kryssa i rutan och skriv skälen."),
        )  # fmt: skip
    return _dismiss(locked, decision, reasons=reasons, received=received, last_day=last_day, by=by, at=at)


@transaction.atomic
def write_statement(*, message: Message, statement: str, by: Actor, at: datetime) -> AppealTrial:
    """Keep the unit's statement to the court; it can be rewritten until the appeal is handed over.

    Raises:
        ConflictError: when the appeal is handed over, or not found in time.
        DutyError: when it says nothing.
    """
    locked, _decision = _held(message, by=by, at=at)
    trial = _open_trial(locked)
    if len(statement.strip()) < SHORTEST:
        raise DutyError(_("Yttrandet är för kort."), todo=_("Skriv vad nämnden anser om överklagandet."))
    trial.statement = statement.strip()
    trial.save(update_fields=["statement"])
    _tell("automation.appeal_statement_written", locked, by=by, at=at)
    return trial


@transaction.atomic
def note_package_taken(*, message: Message, files: int, by: Actor, at: datetime) -> None:
    """Somebody took out all papers for the court."""
    _tell("automation.appeal_taken_out", message, by=by, at=at, files=files)


@transaction.atomic
def hand_over_appeal(*, message: Message, day: date, by: Actor, at: datetime) -> AppealTrial:
    """Say that the appeal was handed over to the court, and which day (FL 46 §). The person is told. Once.

    Raises:
        ConflictError: when it is handed over with another day, or not found in time.
        DutyError: when the statement is missing, or the day is before the appeal or in the future.
    """
    locked, decision = _held(message, by=by, at=at)
    done = trial_of(locked)
    if done is not None and done.handed_over_date == day:
        return done
    trial = _open_trial(locked)
    if not trial.statement or not swedish_day(locked.at) <= day <= swedish_day(at):
        raise DutyError(
            _("Yttrandet saknas, eller dagen stämmer inte."), saved=_("Inget har ändrats."),
            todo=_("Skriv yttrandet och den dag handlingarna lämnades, från den dag överklagandet kom till i dag."),
        )  # fmt: skip
    trial.handed_over_date = day
    trial.save(update_fields=["handed_over_date"])
    court = current_sender().court
    send_message(
        matter=locked.matter, key=f"appeal:{locked.pk}:handed_over", by=by, at=at,
        text=f"Vi lämnade ditt överklagande till {court} den {day_in_words(day)}. Nu prövar domstolen det, och skriver "
        "till dig därifrån.",
    )  # fmt: skip
    write_note(
        matter=locked.matter, title="Överklagandet är lämnat till domstolen", by=by, at=at, sign=True,
        text=f"Överklagandet av beslutet från den {day_in_words(swedish_day(decision.decided_at))} lämnades till "
        f"{court} den {day_in_words(day)} (46 § förvaltningslagen).\n\nYttrande: {trial.statement}",
    )  # fmt: skip
    finish_task_with_key(key=f"message:{locked.pk}", by=by, at=at)
    _tell("automation.appeal_handed_over", locked, by=by, at=at, day=day.isoformat())
    release_hold(matter=locked.matter, by=by, at=at)
    return trial


def _dismiss(
    message: Message, decision: Decision, *, reasons: str, received: date, last_day: date, by: Actor, at: datetime
) -> Decision:
    whole = dismissal_reasons(reasons=reasons, received=day_in_words(received), last_day=day_in_words(last_day))
    made = decide(
        matter=message.matter, month="", outcome="dismissed", amount_ore=0, reasons=whole, how="person",
        calculation={"about": "appeal", "decision": decision.pk, "message": message.pk}, rulebook_version="",
        applied_ore=None, by=by, at=at, key=f"appeal:{message.pk}:dismissed",
    )  # fmt: skip
    order_letter(decision=made, by=by, at=at)
    AppealTrial.objects.create(
        message=message, is_in_time=False, why=reasons.strip(), tried_by=by.name, tried_at=at, dismissal=made
    )
    write_note(matter=message.matter, title="Överklagandet avvisas", text=whole, by=by, at=at, sign=True)
    send_message(matter=message.matter, text=whole, key=f"appeal:{message.pk}:dismissed", by=by, at=at)
    finish_task_with_key(key=f"message:{message.pk}", by=by, at=at)
    _tell("automation.appeal_dismissed", message, by=by, at=at, decision=made.pk)
    release_hold(matter=message.matter, by=by, at=at)
    return made


def _held(message: Message, *, by: Actor, at: datetime) -> tuple[Message, Decision]:
    """The appeal under lock with its decision, the matter held by ``by``."""
    locked = (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .select_related("matter__applicant", "matter__unit", "decision")
        .get(pk=message.pk)
    )
    if locked.kind != "appeal" or locked.decision is None:
        raise DutyError(_("Meddelandet är inget överklagande."), todo=_("Öppna uppgiften igen."))
    take_hold(matter=locked.matter, by=by, at=at)
    return locked, locked.decision


def _open_trial(message: Message) -> AppealTrial:
    trial = trial_of(message)
    if trial is None or not trial.is_in_time or trial.handed_over_date is not None:
        raise ConflictError(
            _("Överklagandet är inte prövat, eller är redan avslutat."), saved=_("Inget har ändrats."),
            todo=_("Pröva först om det kom i rätt tid."),
        )  # fmt: skip
    return trial


def _tell(kind: str, message: Message, *, by: Actor, at: datetime, **details: JSON) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"message:{message.pk}", matter=str(message.matter_id),
        details={"decision": message.decision_id, **details},
    )  # fmt: skip
