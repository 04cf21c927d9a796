"""A run: collect, complete, cross-check, assess, decide or hand over, carry out. Killed anywhere, it ends once.

The registers are asked outside any transaction, and what their answers lead to is worked out outside it too. What is
kept is one transaction: facts, steps, decision, letter and payment together or not at all, so there is no place to stop
half-way. Has anything happened in the matter meanwhile, it is all worked out again inside.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from andrum.applications.service import Application, Supplement, signed_applications
from andrum.audit.service import Actor, gather, record
from andrum.automation.actions.collecting import note_answers, note_questions
from andrum.automation.actions.finishing import finish, hand_over_without_answers, look_ahead
from andrum.automation.actions.supplements import close_answered
from andrum.automation.domain.errors import (
    GarbledAnswerError,
    ParameterFileError,
    QuestionRefusedError,
    RegistersUnavailableError,
    RunError,
)
from andrum.automation.domain.parameter_files import limits_for
from andrum.automation.domain.register_answers import RegisterAnswer
from andrum.automation.models import Run, RunState
from andrum.automation.queries.asking import Permit, ask_registers, permit_for
from andrum.automation.queries.looking import whole_runs
from andrum.automation.queries.run_kinds import paused_application_kinds, run_kind
from andrum.automation.queries.situation import municipality_folder
from andrum.automation.queries.supplements import has_newer_answer, waits_for_answer
from andrum.cases.service import active_decision, add_task, release_hold, take_hold
from andrum.kernel.clock import SWEDEN
from andrum.kernel.errors import ConflictError
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.law.service import ParameterFileError as LawFileError
from andrum.runs.service import is_paused

HOLD_SECONDS: Final = 120
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
DONE: Final = (RunState.DECIDED, RunState.HANDED_OVER)
SETTLED: Final = (*DONE, RunState.WAITING_FOR_CITIZEN)
"""Where a round has come to its end; a worker that comes late with the same round leaves it as it is."""
TO_START: Final = (
    RunState.WAITING, RunState.RUNNING, RunState.WAITING_FOR_REGISTER, RunState.WAITING_FOR_CITIZEN, RunState.FAILED
)  # fmt: skip
AT_A_TIME: Final = 200


@transaction.atomic
def start_run(*, application: Application, by: Actor, at: datetime) -> Run | None:
    """Put a signed application in the queue, once. Returns the run when it is new."""
    if application.matter_id is None:
        return None
    run, is_new = Run.objects.get_or_create(
        application=application,
        defaults={"matter_id": application.matter_id, "month": application.month, "created_at": at},
    )
    if not is_new:
        return None
    record(kind="automation.run_started", by=by, at=at, subject=f"run:{run.pk}", matter=str(run.matter_id),
           details={"application": str(application.pk), "month": run.month})  # fmt: skip
    return run


def missing_runs(*, by: Actor, at: datetime, queue_is_empty: bool = True) -> list[int]:
    """Runs that ought to be worked on: new ones for signed applications that have none, and those due for a new try.

    While others stand in the queue (``queue_is_empty`` is false) a run that has waited long has not lost its place.
    """
    without = signed_applications().exclude(pk__in=Run.objects.values("application"))[:AT_A_TIME]
    for application in without:
        start_run(application=application, by=by, at=at)
    lost = at - timedelta(minutes=5)
    asked = Supplement.objects.filter(application=OuterRef("application"), answered_at__isnull=True)
    due = Q(next_try_at__lte=at)
    if queue_is_empty:
        due |= Q(next_try_at__isnull=True, created_at__lte=lost)
    due |= Q(~Exists(asked), state=RunState.WAITING_FOR_CITIZEN)  # answered, and whoever listened for it died
    ready = Run.objects.filter(due, state__in=TO_START).exclude(application__kind__in=paused_application_kinds())
    found = list(ready.order_by("created_at").values_list("pk", flat=True)[:AT_A_TIME])
    Run.objects.filter(pk__in=found).update(next_try_at=at + timedelta(minutes=5))
    return found


def advance(*, run_id: int, by: Actor, at: datetime) -> Run:
    """Take a run as far as it goes now. Doing it again is harmless; a run that is done stays as it is."""
    run, permit = _begin(run_id, by=by, at=at)
    if permit is None:
        return run
    try:
        answers = ask_registers(run, permit, at=at)
    except QuestionRefusedError as error:
        return _without(run, code="not_asked_for", what=error.code, kind="registers_refused", by=by, at=at)
    except RegistersUnavailableError as error:
        return _wait_for_register(run, code=error.code, by=by, at=at)
    except GarbledAnswerError as error:
        return _without(run, code="garbled_answer", what=error.code, by=by, at=at)
    return _finish(run, answers, by=by, at=at)


@transaction.atomic
def _begin(run_id: int, *, by: Actor, at: datetime) -> tuple[Run, Permit | None]:
    """Mark the run as running and take the matter; a person who holds it goes first.

    What is about to be asked is in the log before it is, since a process may die with the answer in its hands.
    """
    run = _locked(run_id)
    if run.state in DONE or (run.state == RunState.WAITING_FOR_CITIZEN and waits_for_answer(run, at=at)):
        return run, None
    if is_paused(run_kind(run)):
        return _stand_still(run), None
    if not _is_taken(run, by=by, at=at):
        return run, None
    if run.state == RunState.WAITING_FOR_CITIZEN:  # the last day to answer is over: a new round tells that
        run.round, run.attempt = run.round + 1, 0
    run.state, run.attempt, run.cause = RunState.RUNNING, run.attempt + 1, ""
    run.started_at = run.started_at or at
    run.next_try_at = at + timedelta(seconds=HOLD_SECONDS)
    run.save(update_fields=["state", "round", "attempt", "cause", "started_at", "next_try_at"])
    permit = permit_for(run, by=by)
    if not permit.refused:
        note_questions(run=run, by=by, at=at)
    return run, permit


def _stand_still(run: Run) -> Run:
    """Its kind is paused: one whose worker died goes back to the queue, and the others are left where they wait."""
    if run.state == RunState.RUNNING:
        run.state = RunState.WAITING
        run.save(update_fields=["state"])
    return run


def _is_taken(run: Run, *, by: Actor, at: datetime) -> bool:
    """Take the matter, or lengthen the hold; where a person holds it the run says so and comes back in a minute."""
    try:
        with transaction.atomic():
            take_hold(matter=run.matter, by=by, at=at, seconds=HOLD_SECONDS)
    except ConflictError:
        if run.state != RunState.WAITING_FOR_CITIZEN:
            run.state, run.cause = RunState.WAITING, "En handläggare arbetar med ärendet."
        run.next_try_at = at + timedelta(minutes=1)
        run.save(update_fields=["state", "cause", "next_try_at"])
        return False
    return True


def _finish(run: Run, answers: dict[str, RegisterAnswer], *, by: Actor, at: datetime) -> Run:
    try:
        ahead = look_ahead(run_id=run.pk, answers=answers, by=by, at=at)
        with transaction.atomic(), gather():
            locked = _locked(run.pk)
            if locked.state in SETTLED or not _is_taken(locked, by=by, at=at):
                return locked
            note_answers(run=locked, answers=answers, by=by, at=at)
            finish(run=locked, answers=answers, ahead=ahead, by=by, at=at)
            release_hold(matter=locked.matter, by=by, at=at)
            return locked
    except (ParameterFileError, LawFileError) as error:
        return _fail(run, cause=f"En parameterfil går inte att använda: {error.what}", by=by, at=at)


@transaction.atomic
def _wait_for_register(run: Run, *, code: str, by: Actor, at: datetime) -> Run:
    locked = _locked(run.pk)
    if locked.state in SETTLED or not _is_taken(locked, by=by, at=at):
        return locked
    if locked.attempt >= limits_for(Month.parse(locked.month), municipality_folder()).register_tries:
        hand_over_without_answers(run=locked, code="registers_down", by=by, at=at)
        release_hold(matter=locked.matter, by=by, at=at)
        return locked
    locked.next_try_at = at + min(FIRST_WAIT * 2 ** min(locked.attempt - 1, 10), LONGEST_WAIT)
    next_try = f"{locked.next_try_at.astimezone(SWEDEN):%H.%M}"
    locked.state = RunState.WAITING_FOR_REGISTER
    locked.cause = f"Registren svarar inte. Försök {locked.attempt} är gjort, nästa görs kl. {next_try}."
    locked.save(update_fields=["state", "cause", "next_try_at"])
    release_hold(matter=locked.matter, by=by, at=at)
    record(kind="automation.run_waits", by=by, at=at, subject=f"run:{locked.pk}", matter=str(locked.matter_id),
           details={"attempt": locked.attempt, "code": code[:60]})  # fmt: skip
    return locked


@transaction.atomic
def _without(run: Run, *, code: str, what: str, by: Actor, at: datetime, kind: str = "run_waits") -> Run:
    locked = _locked(run.pk)
    if locked.state not in SETTLED and _is_taken(locked, by=by, at=at):
        record(kind=f"automation.{kind}", by=by, at=at, subject=f"run:{locked.pk}", matter=str(locked.matter_id),
               details={"attempt": locked.attempt, "code": what[:60]})  # fmt: skip
        hand_over_without_answers(run=locked, code=code, by=by, at=at)
        release_hold(matter=locked.matter, by=by, at=at)
    return locked


@transaction.atomic
def note_failure(*, run_id: int, by: Actor, at: datetime) -> Run:
    """Say on the board that a run stopped on a fault of the program; it is tried again, and nothing is half done."""
    return _fail(_locked(run_id), cause="Ett fel i programmet stoppade körningen. Driften ser felet i sin logg.",
                 by=by, at=at)  # fmt: skip


@transaction.atomic
def _fail(run: Run, *, cause: str, by: Actor, at: datetime) -> Run:
    locked = _locked(run.pk)
    if locked.state in SETTLED:
        return locked
    locked.state, locked.cause, locked.next_try_at = RunState.FAILED, cause[:300], at + timedelta(minutes=10)
    locked.save(update_fields=["state", "cause", "next_try_at"])
    release_hold(matter=locked.matter, by=by, at=at)
    record(kind="automation.run_failed", by=by, at=at, subject=f"run:{locked.pk}", matter=str(locked.matter_id),
           details={"attempt": locked.attempt})  # fmt: skip
    return locked


@transaction.atomic
def retry_run(*, run: Run, by: Actor, at: datetime) -> Run:
    """Let a run that waits be tried again now, because a person asked for it.

    Raises:
        RunError: when it is done, or already under way.
    """
    locked = _locked(run.pk)
    if locked.state not in {RunState.WAITING, RunState.WAITING_FOR_REGISTER, RunState.FAILED}:
        raise RunError(_("Körningen väntar inte på något."), saved=_("Inget har ändrats."), todo=_("Ladda om sidan."))
    locked.state, locked.attempt, locked.next_try_at, locked.cause = RunState.WAITING, 0, at, ""
    locked.save(update_fields=["state", "attempt", "next_try_at", "cause"])
    record(kind="automation.run_retried", by=by, at=at, subject=f"run:{locked.pk}", matter=str(locked.matter_id))
    return locked


@transaction.atomic
def run_again(*, application_id: UUID, by: Actor, at: datetime) -> Run | None:
    """The citizen has completed the application: take the run a round more.

    Where a person has taken the case, or the month is decided, there is no new round: a task tells of the answer.
    """
    run = (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("matter")
        .filter(application=application_id)
        .first()
    )
    if run is None:
        return None
    answers = close_answered(run=run, by=by, at=at)
    if answers and run.finished_at is not None and not has_newer_answer(run):
        return None
    open_case = run.hand_overs.filter(closed_at__isnull=True).first()
    is_decided = active_decision(matter=run.matter, month=run.month) is not None
    if is_decided or (open_case is not None and open_case.taken_by_id is not None):
        _tell_of_answer(run, answers, is_decided=is_decided, by=by, at=at)
        return None
    if open_case is not None:
        open_case.closed_at, open_case.closed_how = at, "replaced"
        open_case.save(update_fields=["closed_at", "closed_how"])
    run.state, run.round, run.attempt, run.next_try_at = RunState.WAITING, run.round + 1, 0, at
    run.finished_at, run.cause = None, ""
    run.save(update_fields=["state", "round", "attempt", "next_try_at", "finished_at", "cause"])
    record(kind="automation.run_started", by=by, at=at, subject=f"run:{run.pk}", matter=str(run.matter_id),
           details={"round": run.round, "month": run.month})  # fmt: skip
    return run


def _tell_of_answer(run: Run, answers: int, *, is_decided: bool, by: Actor, at: datetime) -> None:
    late = (
        "Månaden är redan beslutad. Läs svaret och avgör om beslutet behöver ändras (37 och 38 §§ förvaltningslagen)."
    )
    add_task(
        matter=run.matter, title="Den sökande har svarat på en komplettering", month=run.month,
        text=late if is_decided else "Läs svaret innan du beslutar.", key=f"answered:{run.pk}:{answers}", by=by, at=at,
    )  # fmt: skip


def _locked(run_id: int) -> Run:
    return whole_runs().select_for_update(of=("self",), no_key=True).get(pk=run_id)
