"""Receive a whole, signed application from another e-service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.accounts.service import Unit
from andrum.applications.actions.completing import complete
from andrum.applications.domain.errors import AlreadyAppliedError, ApplicationMonthError, CoApplicantError
from andrum.applications.domain.months import is_continued, open_months
from andrum.applications.domain.questions import Answer, Answers, text_of
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application, Kind, Signature, State
from andrum.applications.queries.intake import has_applied, last_signed
from andrum.applications.queries.signing import text_to_sign
from andrum.audit.service import Actor, record
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.people.service import Person, register_person


@dataclass(frozen=True, slots=True)
class Applies:
    """One who applies, as the other e-service knows them, and when they signed there."""

    personal_number: str
    given_name: str
    family_name: str
    signed_at: datetime
    evidence: str = ""


@transaction.atomic
def receive_application(
    *, unit: Unit, source: str, external_reference: str, month: Month, applicant: Applies, co_applicant: Applies | None,
    answers: Mapping[str, Answer], by: Actor, at: datetime,
) -> Application:  # fmt: skip
    """Keep a signed application and let it stand in its matter. The same reference with the same content is once.

    ``answers`` are whole and clean. Nothing is kept when anything hinders.

    Raises:
        AlreadyAppliedError: when the reference was used for something else, or the month is applied for already.
        ApplicationMonthError: when the month cannot be applied for now.
        CoApplicantError: when the co-applicant is missing, not the one in the answers, or the applicant.
    """
    same = Application.objects.filter(source=source, external_reference=external_reference).first()
    if same is not None:
        return _the_same(same, month=month, applicant=applicant, answers=answers)
    if month not in open_months(swedish_day(at)):
        raise ApplicationMonthError(
            _("Det går inte att ansöka för den månaden nu."), todo=_("Skicka den här månaden eller nästa.")
        )
    _check_pair(applicant, co_applicant, answers)
    person = _person(applicant, by=by, at=at)
    other = _person(co_applicant, by=by, at=at) if co_applicant else None
    if has_applied(person, month) or (other is not None and has_applied(other, month)):
        raise AlreadyAppliedError
    previous = last_signed(person)
    continues = is_continued(month=month, last_signed=Month.parse(previous.month) if previous else None)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                kind=Kind.CONTINUED if continues else Kind.NEW, month=str(month), applicant=person, co_applicant=other,
                unit=unit, previous=previous if continues else None, answers=dict(answers), source=source,
                external_reference=external_reference, started_at=at, saved_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise AlreadyAppliedError from None
    application.text = text_to_sign(application)
    application.text_hash = text_hash(application.text)
    for signer, signed in ((person, applicant), (other, co_applicant)):
        if signer is not None and signed is not None:
            Signature.objects.create(
                application=application, person=signer, at=signed.signed_at, method="other_e_service",
                evidence=signed.evidence, text_hash=application.text_hash,
            )  # fmt: skip
    record(
        kind="applications.received", by=by, at=at, subject=f"application:{application.pk}", person=str(person.pk),
        details={"source": source, "month": str(month), "text_hash": application.text_hash},
    )  # fmt: skip
    return complete(application=application, by=by, at=at)


def _the_same(
    application: Application, *, month: Month, applicant: Applies, answers: Mapping[str, Answer]
) -> Application:
    said: Answers = {key: answer for key, answer in application.answers.items() if not key.endswith("_b")}
    is_same = (application.month, application.applicant.personal_number, said) == (
        str(month), applicant.personal_number, dict(answers),
    )  # fmt: skip
    if not is_same or application.state != State.SIGNED:
        raise AlreadyAppliedError
    return application


def _check_pair(applicant: Applies, co_applicant: Applies | None, answers: Mapping[str, Answer]) -> None:
    said = text_of(answers.get("co_applicant", {}), "personal_number")
    given = co_applicant.personal_number if co_applicant else ""
    if given != said or given == applicant.personal_number:
        raise CoApplicantError(
            _("Medsökande i ansökan och den som har skrivit under är inte samma person."),
            todo=_(
                "Skicka samma personnummer i co_applicant och i answers.co_applicant, och ett annat än den sökandes."
            ),
        )


def _person(applies: Applies, *, by: Actor, at: datetime) -> Person:
    return register_person(
        personal_number=applies.personal_number, given_name=applies.given_name, family_name=applies.family_name,
        by=by, at=at,
    )  # fmt: skip
