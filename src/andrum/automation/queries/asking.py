"""Ask the registers: a read, slow and far away, made outside any transaction, and only where the law lets it be made.

The registers are open for the handling of economic assistance alone (15 kap. 10-12 §§ SoL, and the terms of SSBTEK):
about one who applies in an open matter of that kind, by the unit that decides it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from andrum.accounts.service import Role, User, has_role
from andrum.audit.service import Actor
from andrum.automation.domain.errors import GarbledAnswerError, QuestionRefusedError
from andrum.automation.domain.register_answers import RegisterAnswer
from andrum.automation.models import Run
from andrum.automation.ports import RegisterAnswers
from andrum.cases.service import Matter
from andrum.kernel.periods import Month
from andrum.people.service import Person

PURPOSE: Final = "Handläggning av ekonomiskt bistånd"
LEGAL_BASIS: Final = "15 kap. 10-12 §§ socialtjänstlagen (2025:400)"
KIND: Final = "economic_assistance"
APPLY: Final = ("applicant", "co_applicant")


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


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to ask about a run's adults; without one nothing is asked. ``refused`` says why there is none."""

    run_id: int
    asked_by: str = ""
    refused: str = ""


def permit_for(run: Run, *, by: Actor) -> Permit:
    """Whether the registers may be asked for a run now, as everything stands in this transaction.

    Not where the matter is closed or of another kind, the application is taken back or is another matter's, one of the
    adults does not apply in the matter, or who asks is not of the unit that decides it.
    """
    matter, application = run.matter, run.application
    part = set(matter.participants.filter(to_date__isnull=True, role__in=APPLY).values_list("person_id", flat=True))
    refusals = {
        "matter_closed": matter.state != "open",
        "other_kind": matter.kind != KIND,
        "not_applied": application.state == "withdrawn" or application.matter_id != matter.pk,
        "no_part": not {person.pk for person in adults_of(run).values()} <= part,
        "other_unit": by.kind == "person" and not _decides_there(by, matter),
        "nobody": by.kind not in {"person", "machine"},
    }
    refused = next((code for code, is_so in refusals.items() if is_so), "")
    who = f"handläggare {by.id}" if by.kind == "person" else "Andrum automatik"
    return Permit(run.pk, asked_by=f"{who}, {matter.unit.code}", refused=refused)


def _decides_there(by: Actor, matter: Matter) -> bool:
    user = User.objects.filter(pk=by.id).first() if by.id.isdigit() else None
    return user is not None and has_role(user, Role.CASEWORKER, Role.UNIT_MANAGER, unit=matter.unit)


def ask_registers(run: Run, permit: Permit, *, at: datetime) -> dict[str, RegisterAnswer]:
    """Ask about each adult: the control month, and the month before it to compare with. Outside any transaction.

    Raises:
        QuestionRefusedError: where there is no permit for this run; then nobody is asked about.
        RegistersUnavailableError: when the whole question failed.
        GarbledAnswerError: when an answer cannot be read, or is about somebody else.
    """
    if permit.refused or permit.run_id != run.pk:
        raise QuestionRefusedError(permit.refused or "other_run")
    month, service = Month.parse(run.month), registers()
    answers = {}
    for key, person in adults_of(run).items():
        answer = service.ask(
            person_number=person.personal_number, from_date=month.shift(-2).first_day, to_date=month.last_day,
            purpose=PURPOSE, legal_basis=LEGAL_BASIS, matter_reference=run.matter.reference, asked_at=at,
            asked_by=permit.asked_by,
        )  # fmt: skip
        if answer.person_number != person.personal_number:
            raise GarbledAnswerError("wrong_person")
        answers[key] = answer
    return answers
