"""Prepared cases for the tests of the desk, made by the road itself: an application, signed, and its run."""

from andrum.applications.domain.questions import Answers
from andrum.audit.service import MACHINE
from andrum.automation.actions.runs import advance, start_run
from andrum.automation.models import HandOver, Run
from andrum.cases.service import Matter
from tests.cast import NOW, Cast
from tests.rooms.applications.answers import alone, draft, sign


def with_parental_benefit() -> Answers:
    """Alone, and says an income that no register knows of."""
    answers = alone()
    answers["incomes"]["items"].append(
        {"id": "i2", "kind": "parental_benefit", "amount": 512_300, "paid": "2026-10-24"}
    )
    return answers


def run_of(cast: Cast, answers: Answers | None = None) -> Run:
    """Alva's application, taken as far as the automation goes."""
    application = sign(draft(cast.alva, answers or alone()), cast.alva)
    start_run(application=application, by=MACHINE, at=NOW)
    run = Run.objects.get(application=application)
    return advance(run_id=run.pk, by=MACHINE, at=NOW)


def prepared(cast: Cast, answers: Answers | None = None) -> HandOver:
    """Alva's new application, prepared for a person in Norr."""
    return HandOver.objects.get(run=run_of(cast, answers))


def protect(hand_over: HandOver) -> None:
    """Let the matter be one that only named staff may know of."""
    Matter.objects.filter(pk=hand_over.matter_id).update(is_protected=True)
