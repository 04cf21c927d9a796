"""A second round: what a register said before and does not say now is never left standing, and never dropped."""

from datetime import timedelta

from andrum.audit.service import MACHINE
from andrum.automation.actions.runs import advance, run_again
from andrum.automation.models import HandOver, RunStep
from tests.cast import ALVA_NUMBER, Cast
from tests.rooms.automation.stage import (
    NOVEMBER,
    ToldRegisters,
    activity_support,
    apply,
    granted_before,
    mandate_on,
    quiet_answer,
    registers,
    run_of,
)

__all__ = ["registers"]


def test_a_payment_the_register_no_longer_shows_becomes_unknown(cast: Cast, registers: ToldRegisters):
    mandate_on(cast)
    granted_before(cast)
    paid = tuple(activity_support(month, ore) for month, ore in ((8, 520_000), (9, 520_000), (10, 600_000)))
    registers.answers[str(ALVA_NUMBER)] = quiet_answer(str(ALVA_NUMBER), payments=paid)
    run = run_of(apply(cast, NOVEMBER), NOVEMBER)
    registers.answers[str(ALVA_NUMBER)] = quiet_answer(str(ALVA_NUMBER))
    later = NOVEMBER + timedelta(days=1)
    run_again(application_id=run.application_id, by=MACHINE, at=later)
    again = advance(run_id=run.pk, by=MACHINE, at=later)
    prepared = HandOver.objects.get(run=run, closed_at__isnull=True)
    assert again.round == 2
    assert [list(row["amount"]) for row in prepared.household["incomes"]] == [["unknown"]]
    assert {"income_differs", "fact_missing"} <= {reason["code"] for reason in prepared.reasons}
    assert set(RunStep.objects.filter(run=run).values_list("round", flat=True)) == {1, 2}
