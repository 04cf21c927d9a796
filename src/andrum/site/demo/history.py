"""The months before this one: people applied, the automation prepared or decided, caseworkers decided the rest."""

from datetime import UTC, datetime, timedelta

from andrum.accounts.service import User, actor_of
from andrum.applications.service import Application
from andrum.audit.service import MACHINE
from andrum.automation.actions.runs import start_run
from andrum.automation.service import HandOver, Run, advance, decide_hand_over, take_hand_over
from andrum.cases.service import assign
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.site.demo.applications import apply_alone, apply_together
from andrum.site.demo.town import UNTOLD

REGULARS = (
    ("disa", 6_850, 5_200, "activity_support"),
    ("elis", 5_900, 6_900, "sickness_benefit"),
    ("gun", 6_400, 7_800, "pension"),
)
MONTHS_BACK = 2


def make(at: datetime) -> None:
    """Two months of applications, runs and decisions."""
    this = Month.of(swedish_day(at))
    for back in range(MONTHS_BACK, 0, -1):
        month = this.shift(-back)
        signed = [
            apply_alone(
                name, month=month, at=_day(month, 2 + number), place=number, rent=rent, benefit=benefit, kind=kind
            )
            for number, (name, rent, benefit, kind) in enumerate(REGULARS)
        ]
        signed.append(apply_together(month=month, at=_day(month, 6), both=True))
        signed += [
            apply_alone(citizen.username, month=month, at=_day(month, 7 + place), place=place)
            for place, citizen in enumerate(UNTOLD[10:14])
        ]
        for application in signed:
            settle(application)


def settle(application: Application) -> Run | None:
    """Let the automation run; what it hands over is decided by a caseworker two days later when it can be granted."""
    signed_at = application.signed_at
    if signed_at is None:
        return None
    run = start_run(application=application, by=MACHINE, at=signed_at) or Run.objects.get(application=application)
    run = advance(run_id=run.pk, by=MACHINE, at=signed_at + timedelta(minutes=1))
    hand_over = HandOver.objects.filter(run=run, closed_at__isnull=True).select_related("matter").first()
    if hand_over is not None:
        _decide(hand_over, at=signed_at + timedelta(days=2))
    return run


def _decide(hand_over: HandOver, *, at: datetime) -> None:
    proposal = hand_over.proposal
    amount = proposal.get("amount_ore")
    if proposal.get("outcome") != "granted" or not isinstance(amount, int) or amount <= 0:
        return
    user = User.objects.get(username="cilla")
    by = actor_of(user)
    assign(matter=hand_over.matter, to=user, by=by, at=at)
    take_hand_over(hand_over=hand_over, user=user, by=by, at=at)
    decide_hand_over(
        hand_over=hand_over, outcome="granted", amount_ore=amount, by=by, at=at,
        reasons="Du har inte pengar eller andra tillgångar som räcker till månadens kostnader.",
    )  # fmt: skip


def _day(month: Month, day: int) -> datetime:
    return datetime(month.year, month.month, day, 8, 30, tzinfo=UTC)
