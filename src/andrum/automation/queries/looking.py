"""Look at everything a run's decision rests on, and work it out. Nothing is kept, so no lock is needed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from andrum.audit.service import happened_since
from andrum.automation.domain import checks
from andrum.automation.domain.parameter_files import income_codes_for, limits_for
from andrum.automation.domain.reasons import Reason
from andrum.automation.domain.register_answers import RegisterAnswer
from andrum.automation.domain.steps import digest
from andrum.automation.models import DrawSeed, Run
from andrum.automation.queries.asking import adults_of
from andrum.automation.queries.comparing import Compared, compare_answers
from andrum.automation.queries.situation import Situation, assessed, municipality_folder
from andrum.automation.queries.supplements import unanswered
from andrum.cases.service import FactView, active_decision, current_facts, participants_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.draws import is_drawn
from andrum.kernel.periods import Month
from andrum.people.service import Person


@dataclass(frozen=True, slots=True)
class Looked:
    """What a run has found when everything is looked at. ``complete`` and ``crossed`` are the two steps' reasons."""

    situation: Situation
    compared: Compared
    case: checks.Case
    complete: Sequence[Reason]
    crossed: Sequence[Reason]
    draw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was found before the lock was taken, and how many events the log had before that."""

    looked: Looked
    events: int


def whole_runs() -> QuerySet[Run]:
    """Runs with all that is read of them again and again."""
    return Run.objects.select_related(
        "application__applicant", "application__co_applicant", "matter__applicant", "matter__unit"
    )


def holds(ahead: Ahead, *, run: Run) -> bool:
    """True when nothing has happened since in the matter or to those who take part in it: the log would say so."""
    persons = [row.person_id for row in participants_of(run.matter).order_by()]
    return not happened_since(ahead.events, matter=run.matter_id, persons=persons)


def to_protect(run: Run, answers: Mapping[str, RegisterAnswer]) -> list[Person]:
    """Those whom a register calls protected, and who are not so here."""
    seekers = {key: answer.af.data for key, answer in answers.items()}
    return [
        person for key, person in adults_of(run).items()
        if (seeker := seekers.get(key)) is not None and seeker.is_protected and not person.is_protected
    ]  # fmt: skip


def look(
    *, run: Run, answers: Mapping[str, RegisterAnswer], seed: DrawSeed | None, recorded_by: str, at: datetime
) -> Looked:  # fmt: skip
    """Compare, assess and check, as everything stands; no answers at all leave the registers' facts as they are.

    ``seed`` is the day's, for the draw of those who are checked; None draws nobody.
    """
    views = current_facts(matter=run.matter, month=run.month)
    compared = Compared()
    if answers:
        month, folder = Month.parse(run.month), municipality_folder()
        compared = compare_answers(
            run=run, answers=answers, views=views, limits=limits_for(month, folder),
            codes=income_codes_for(month, folder), at=at,
        )  # fmt: skip
        views = FactView.with_recorded(views, compared.facts, recorded_by=recorded_by, at=at)
    situation = assessed(matter=run.matter, month=run.month, kind=run.application.kind, views=views)
    limits, codes = situation.limits, situation.codes
    drawn, draw = _draw(run, situation, seed) if seed is not None else (False, {})
    case = _case(run, situation, compared, drawn=drawn, at=at)
    complete = [*checks.about_assessment(situation.assessment), *checks.about_assets(case, limits), *unanswered(run)]
    crossed = [*checks.about_registers(case, limits, codes), *checks.about_vehicles(case)]
    return Looked(situation, compared, case, complete, crossed, draw)


def _case(
    run: Run, situation: Situation, compared: Compared, *, drawn: bool, at: datetime
) -> checks.Case:  # fmt: skip
    matter = run.matter
    people = [row.person for row in participants_of(matter).filter(to_date__isnull=True).order_by("pk")]
    waiting = matter.tasks.filter(done_at__isnull=True, kind__in=("message", "objection", "person_wanted"))
    return checks.Case(
        kind=run.application.kind, month=run.month, facts=situation.values, members=tuple(adults_of(run)),
        is_protected=matter.is_protected or any(person.is_protected for person in people),
        safety_concern=matter.safety_concern, earlier_decision=situation.earlier is not None,
        decided_already=active_decision(matter=matter, month=run.month) is not None,
        household_changed=_household_differs(situation), draw=drawn, has_unread_message=waiting.exists(),
        is_closed=matter.state != "open", is_withdrawn=run.application.state == "withdrawn", today=swedish_day(at),
        by_caseworker=situation.by_caseworker, answers=compared.read, differences=compared.matched.differences,
    )  # fmt: skip


def _household_differs(situation: Situation) -> bool:
    """True when the members are not those of the last granted month: role, day of birth and days."""
    if situation.earlier is None:
        return False
    kept = situation.earlier.calculation
    before = kept.get("household") if isinstance(kept, Mapping) else None
    members = before.get("members") if isinstance(before, Mapping) else None
    return _who(members) != _who(situation.household.get("members"))


def _who(members: object) -> list[str]:
    rows = members if isinstance(members, Sequence) and not isinstance(members, str) else []
    return sorted(
        digest([row.get("role"), row.get("born"), row.get("days", 30)]) for row in rows if isinstance(row, Mapping)
    )


def _draw(run: Run, situation: Situation, seed: DrawSeed) -> tuple[bool, dict[str, object]]:
    """The municipality's own check of evidence: drawn by lot, by the day's seed."""
    key, share = f"evidence:{run.application_id}", situation.limits.evidence_check_share
    drawn = is_drawn(seed=seed.seed, key=key, share=share)
    return drawn, {"day": seed.day.isoformat(), "seed": seed.seed, "key": key, "share": str(share), "drawn": drawn}
