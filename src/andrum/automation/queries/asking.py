"""Ask the registers: a read, slow and far away, made outside any transaction."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from andrum.automation.domain.errors import GarbledAnswerError
from andrum.automation.domain.register_answers import RegisterAnswer
from andrum.automation.models import Run
from andrum.automation.ports import RegisterAnswers
from andrum.kernel.periods import Month
from andrum.people.service import Person

PURPOSE: Final = "Handläggning av ekonomiskt bistånd"
LEGAL_BASIS: Final = "15 kap. 10-12 §§ socialtjänstlagen (2025:400)"


def registers() -> RegisterAnswers:
    """The registers that the settings name."""
    adapter: RegisterAnswers = import_string(settings.ANDRUM_REGISTERS)()
    return adapter


def adults_of(run: Run) -> dict[str, Person]:
    """Those the registers are asked about, by the key they have in the household."""
    application = run.application
    adults = {"a": application.applicant}
    if application.co_applicant is not None:
        adults["b"] = application.co_applicant
    return adults


def ask_registers(run: Run, *, at: datetime) -> dict[str, RegisterAnswer]:
    """Ask about each adult: the control month, and the month before it to compare with. Outside any transaction.

    Raises:
        RegistersUnavailableError: when the whole question failed.
        GarbledAnswerError: when an answer cannot be read, or is about somebody else.
    """
    month, service = Month.parse(run.month), registers()
    answers = {}
    for key, person in adults_of(run).items():
        answer = service.ask(
            person_number=person.personal_number, from_date=month.shift(-2).first_day, to_date=month.last_day,
            purpose=PURPOSE, legal_basis=LEGAL_BASIS, matter_reference=run.matter.reference, asked_at=at,
            asked_by=f"Andrum automatik, {run.matter.unit.code}",
        )  # fmt: skip
        if answer.person_number != person.personal_number:
            raise GarbledAnswerError("wrong_person")
        answers[key] = answer
    return answers
