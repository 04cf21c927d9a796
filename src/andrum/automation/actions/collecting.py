"""What the registers were asked and what they answered: in the log, and beside what is said."""

from collections.abc import Mapping
from datetime import datetime

from andrum.audit.service import Actor, record
from andrum.automation.domain.register_answers import RegisterAnswer
from andrum.automation.models import Run
from andrum.automation.queries.asking import LEGAL_BASIS, PURPOSE, adults_of
from andrum.kernel.periods import Month


def note_questions(*, run: Run, by: Actor, at: datetime) -> None:
    """Keep in the log what is about to be asked about whom, why and by which right, whatever comes of it."""
    month = Month.parse(run.month)
    for person in adults_of(run).values():
        record(
            kind="automation.registers_asked", by=by, at=at, subject=f"run:{run.pk}", matter=str(run.matter_id),
            person=str(person.pk),
            details={
                "purpose": PURPOSE, "legal_basis": LEGAL_BASIS, "month": run.month, "unit": run.matter.unit.code,
                "from": month.shift(-2).first_day.isoformat(), "to": month.last_day.isoformat(),
                "attempt": run.attempt,
            },
        )  # fmt: skip


def note_answers(*, run: Run, answers: Mapping[str, RegisterAnswer], by: Actor, at: datetime) -> None:
    """Keep in the log who answered about whom, and who did not."""
    for key, person in adults_of(run).items():
        answer = answers.get(key)
        failed = {} if answer is None else {
            agency.value: part.error.code if part.error else "nothing"
            for agency, part in answer.by_agency().items() if part.data is None
        }  # fmt: skip
        record(
            kind="automation.registers_answered", by=by, at=at, subject=f"run:{run.pk}", matter=str(run.matter_id),
            person=str(person.pk),
            details={"failed": failed, "correlation": answer.correlation_id if answer else ""},
        )  # fmt: skip
