"""Begin: a report comes in, protection is assessed, and somebody decides to investigate or not (SoL 20 kap. 1-3 §§)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import Matter, add_task, finish_task_with_key
from andrum.investigations.actions.locking import locked, locked_open
from andrum.investigations.domain.errors import NOTHING_CHANGED, InvestigationStateError, ReasonMissingError
from andrum.investigations.domain.parameters import days_for
from andrum.investigations.models import Investigation, InvestigationState, Step, StepKind, StepOutcome
from andrum.investigations.queries.days import deadlines_of, framework_of, municipality_folder, task_key
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _

MIN_REASON = 10


@transaction.atomic
def report_in(*, matter: Matter, reported_date: date, reason: str, by: Actor, at: datetime) -> Investigation:
    """A report about a child has come in: the assessment of protection and the prescreening begin.

    Raises:
        InvestigationStateError: when the matter is not about a child, is closed, or an investigation is under way.
        ReasonMissingError: when nothing is said of what the report is about.
    """
    if framework_of(matter) != "barn_och_unga":
        raise InvestigationStateError(
            _("En förhandsbedömning görs bara när det gäller barn och unga."), todo=_("Inled utredningen direkt.")
        )
    found = _create(matter=matter, reported_date=reported_date, started_date=None, reason=reason, by=by, at=at)
    _record("investigations.reported", found, by=by, at=at, reported=str(reported_date))
    _expect(found, by=by, at=at)
    return found


@transaction.atomic
def open_investigation(
    *, matter: Matter, started_date: date, reason: str, by: Actor, at: datetime, reported_date: date | None = None
) -> Investigation:
    """Begin an investigation at once: after an application, or a prescreening that was made elsewhere.

    Raises:
        InvestigationStateError: when the matter has no framework, is closed, or an investigation is under way.
        ReasonMissingError: when nothing is said of why.
    """
    found = _create(matter=matter, reported_date=reported_date, started_date=started_date, reason=reason, by=by, at=at)
    _record("investigations.opened", found, by=by, at=at, started=str(started_date))
    _expect(found, by=by, at=at)
    return found


def _create(
    *, matter: Matter, reported_date: date | None, started_date: date | None, reason: str, by: Actor, at: datetime
) -> Investigation:
    framework, today = framework_of(matter), swedish_day(at)
    if framework is None or matter.state != "open":
        raise InvestigationStateError(
            _("Ärendet kan inte utredas här."), saved=NOTHING_CHANGED,
            todo=_("Det ska pågå, och gälla barn och unga, vuxna eller äldre."),
        )  # fmt: skip
    _refuse_days(reported_date, started_date, today)
    if len(reason.strip()) < MIN_REASON:
        raise ReasonMissingError(
            _("Det står inte varför."), saved=NOTHING_CHANGED, todo=_("Skriv anledningen i en mening.")
        )
    first = reported_date or started_date or today
    number = Investigation.objects.filter(matter=matter).count() + 1
    try:
        with transaction.atomic():
            return Investigation.objects.create(
                matter=matter, framework=framework, number=number,
                state=InvestigationState.OPEN if started_date else InvestigationState.PRESCREENING,
                reported_date=reported_date, reason=reason.strip(), started_date=started_date, opened_at=at,
                days_version=days_for(framework, first, municipality_folder()).version, opened_by=by.name,
                opened_by_id=f"{by.kind}:{by.id}",
            )  # fmt: skip
    except IntegrityError:
        raise InvestigationStateError(
            _("En utredning pågår redan i ärendet."), saved=NOTHING_CHANGED, todo=_("Öppna den.")
        ) from None


def _refuse_days(reported: date | None, started: date | None, today: date) -> None:
    days = [day for day in (reported, started) if day is not None]
    if any(day > today for day in days) or days != sorted(days):
        raise InvestigationStateError(
            _("Dagarna stämmer inte."), saved=NOTHING_CHANGED,
            todo=_("Ingen dag kan ligga framåt, och utredningen kan inte inledas innan anmälan kom in."),
        )  # fmt: skip


@transaction.atomic
def assess_protection(
    *, investigation: Investigation, needs_protection: bool, text: str, day: date, by: Actor, at: datetime
) -> Step:
    """Keep the assessment of whether the child needs protection at once (SoL 20 kap. 1 §). Once.

    Raises:
        InvestigationStateError: when it is made already, or there is no report.
        ReasonMissingError: when nothing is said of how it was judged.
    """
    found = locked(investigation=investigation, by=by, at=at)
    if found.reported_date is None:
        raise InvestigationStateError(_("Det finns ingen anmälan att bedöma."), todo=_("Skriv när den kom in först."))
    outcome = StepOutcome.PROTECTION if needs_protection else StepOutcome.NO_PROTECTION
    step = _step(found, kind=StepKind.PROTECTION, outcome=outcome, text=text, day=day, by=by, at=at)
    _record("investigations.protection_assessed", found, by=by, at=at, outcome=outcome, step=step.pk)
    _met(found, "protection", by=by, at=at)
    return step


@transaction.atomic
def decide_prescreening(
    *, investigation: Investigation, begins: bool, text: str, day: date, by: Actor, at: datetime
) -> Investigation:
    """Decide to investigate, or not to (SoL 20 kap. 2 §). A person's decision, with its reasons.

    Raises:
        InvestigationStateError: when it is decided already, or nobody has assessed protection.
        ReasonMissingError: when the reasons are missing.
    """
    found = locked(investigation=investigation, by=by, at=at)
    if found.state != InvestigationState.PRESCREENING:
        raise InvestigationStateError(_("Beslutet är redan fattat."), todo=_("Ladda om sidan."))
    if not found.steps.filter(kind=StepKind.PROTECTION).exists():
        raise InvestigationStateError(
            _("Den omedelbara skyddsbedömningen saknas."), saved=NOTHING_CHANGED,
            todo=_("Anteckna den först; den ska göras genast (20 kap. 1 § socialtjänstlagen)."),
        )  # fmt: skip
    outcome = StepOutcome.BEGIN if begins else StepOutcome.DECLINE
    step = _step(found, kind=StepKind.PRESCREENING, outcome=outcome, text=text, day=day, by=by, at=at)
    _met(found, "prescreening", by=by, at=at)
    if begins:
        found.state, found.started_date = InvestigationState.OPEN, day
        found.save(update_fields=["state", "started_date"])
    else:
        found.state, found.finished_at, found.finished_by = InvestigationState.NOT_OPENED, at, by.name
        found.save(update_fields=["state", "finished_at", "finished_by"])
    kind = "investigations.opened" if begins else "investigations.declined"
    _record(kind, found, by=by, at=at, day=str(day), step=step.pk)
    if begins:
        _expect(found, by=by, at=at)
    return found


@transaction.atomic
def give_more_time(*, investigation: Investigation, to_date: date, text: str, by: Actor, at: datetime) -> Step:
    """Decide more time: special reasons for an investigation, very special for a prescreening (SoL 20 kap. 2-3 §§).

    Raises:
        InvestigationStateError: when there is no day to move, or the new one is not later.
        ReasonMissingError: when the reasons are missing.
    """
    found = locked(investigation=investigation, by=by, at=at)
    code, kind = (
        ("prescreening", StepKind.PRESCREENING_EXTENSION)
        if found.state == InvestigationState.PRESCREENING
        else ("investigation", StepKind.EXTENSION)
    )
    due = _due(found, code)
    if due is None or to_date <= due:
        raise InvestigationStateError(
            _("Tiden kan inte förlängas till den dagen."), saved=NOTHING_CHANGED,
            todo=_("Välj en dag efter den sista dagen som gäller nu."),
        )  # fmt: skip
    _met(found, code, by=by, at=at)
    step = _step(
        found, kind=kind, outcome=StepOutcome.EXTENDED, text=text, day=swedish_day(at), to_date=to_date, by=by, at=at
    )
    _record("investigations.extended", found, by=by, at=at, what=code, to_date=str(to_date), step=step.pk)
    _expect(found, by=by, at=at)
    return step


@transaction.atomic
def say_why_child_not_heard(*, investigation: Investigation, text: str, by: Actor, at: datetime) -> Investigation:
    """Keep why the child has not been heard (SoL 3 kap. 2 §); an empty text takes it back."""
    found = locked_open(investigation=investigation, by=by, at=at)
    found.child_not_heard = text.strip()
    found.save(update_fields=["child_not_heard"])
    _record("investigations.child_reason_set", found, by=by, at=at, length=len(found.child_not_heard))
    return found


def _step(
    found: Investigation, *, kind: StepKind, outcome: StepOutcome, text: str, day: date, by: Actor, at: datetime,
    to_date: date | None = None,
) -> Step:  # fmt: skip
    if len(text.strip()) < MIN_REASON:
        raise ReasonMissingError(_("Skälen saknas."), saved=NOTHING_CHANGED, todo=_("Skriv hur du har bedömt det."))
    first = found.started_date if kind == StepKind.EXTENSION else found.reported_date
    if day > swedish_day(at) or (first is not None and day < first):
        raise InvestigationStateError(
            _("Dagen stämmer inte."), saved=NOTHING_CHANGED, todo=_("Den kan inte ligga framåt eller före anmälan.")
        )
    try:
        with transaction.atomic():
            return Step.objects.create(
                investigation=found, kind=kind, outcome=outcome, day=day, to_date=to_date, text=text.strip(),
                by=by.name, by_id=f"{by.kind}:{by.id}", at=at,
            )  # fmt: skip
    except IntegrityError:
        raise InvestigationStateError(
            _("Det är redan antecknat."), saved=NOTHING_CHANGED, todo=_("Ladda om sidan.")
        ) from None


def _due(found: Investigation, code: str) -> date | None:
    return next((one.due for one in deadlines_of(found) if one.code == code), None)


def _expect(found: Investigation, *, by: Actor, at: datetime) -> None:
    """Give somebody each day that is not met as a task, once."""
    for one in deadlines_of(found):
        if one.due is not None and one.done is None:
            add_task(
                matter=found.matter, title=one.words, text=one.section, due_date=one.due,
                assigned_to=found.matter.assigned_to, key=task_key(found, one.code, one.due), by=by, at=at,
            )  # fmt: skip


def _met(found: Investigation, code: str, *, by: Actor, at: datetime) -> None:
    """Close the task of a day that is met or moved."""
    due = _due(found, code)
    if due is not None:
        finish_task_with_key(key=task_key(found, code, due), by=by, at=at)


def _record(kind: str, found: Investigation, *, by: Actor, at: datetime, **details: str | int) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"investigation:{found.pk}", matter=str(found.matter_id),
        person=str(found.matter.applicant_id), details=details,
    )  # fmt: skip
