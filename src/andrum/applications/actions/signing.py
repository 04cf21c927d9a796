"""Sign, decline, take back for changes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from andrum.applications.actions.completing import complete
from andrum.applications.domain.drafts import refuse_unless_draft
from andrum.applications.domain.errors import (
    ApplicationStateError,
    CoApplicantError,
    NotCompleteError,
    TextChangedError,
)
from andrum.applications.domain.pages import has_co_applicant, missing_pages
from andrum.applications.domain.questions import Answer, text_of
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application, Signature, State
from andrum.applications.ports import Signer
from andrum.applications.queries.intake import has_applied
from andrum.applications.queries.signing import text_to_sign
from andrum.audit.service import JSON, Actor, record
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.people.service import Person, person_with_number, register_person


@transaction.atomic
def sign_as_applicant(
    *, application: Application, shown_hash: str, signer: Signer, proof: Mapping[str, str], by: Actor, at: datetime
) -> Application:
    """Sign one's own application. Alone: it stands in the matter at once; with a co-applicant: it waits for them.

    Signing again what is signed changes nothing.

    ``shown_hash`` is the hash of the text that the page showed.

    Raises:
        NotCompleteError: when a page is unanswered or the signing is not confirmed.
        TextChangedError: when something was changed after the page was shown.
        CoApplicantError: when the co-applicant cannot apply with the applicant.
    """
    locked = _locked(application)
    if Signature.objects.filter(application=locked, person=locked.applicant).exists():
        return locked
    refuse_unless_draft(locked.state)
    missing = missing_pages(locked.answers)
    if missing:
        raise NotCompleteError(
            _("Några frågor är inte besvarade än."),
            saved=_("Ansökan är sparad."),
            todo=_("Svara på dem och skriv under."),
        )
    if has_applied(locked.applicant, Month.parse(locked.month), but=locked):
        raise CoApplicantError(
            _("Du är redan med i en gemensam ansökan för månaden."),
            saved=_("Utkastet är sparat men inte inskickat."),
            todo=_("Se Mina sidor. Vill du söka själv kan du avstå från den gemensamma."),
        )
    text = text_to_sign(locked)
    if text_hash(text) != shown_hash:
        raise TextChangedError
    locked.co_applicant = _co_applicant(locked, by=by, at=at)
    locked.text, locked.text_hash = text, shown_hash
    _sign(locked, locked.applicant, signer=signer, proof=proof, by=by, at=at)
    if locked.co_applicant is None:
        return complete(application=locked, by=by, at=at)
    locked.state = State.AWAITING_CO_APPLICANT
    locked.save(update_fields=["co_applicant", "text", "text_hash", "state"])
    return locked


@transaction.atomic
def sign_as_co_applicant(
    *, application: Application, person: Person, own_answers: Mapping[str, Answer], shown_hash: str, signer: Signer,
    proof: Mapping[str, str], by: Actor, at: datetime,
) -> Application:  # fmt: skip
    """Sign the same text as the applicant; then the application stands in the matter. Signing again changes nothing.

    ``own_answers`` are the co-applicant's own private answers by page key (``safety``, ``talk``).

    Raises:
        NotAllowedError: when the person is not the co-applicant.
        TextChangedError: when the text is not the one that was shown.
    """
    locked = _locked(application)
    if locked.co_applicant_id != person.pk:
        raise NotAllowedError
    if locked.state == State.SIGNED:
        return locked
    if locked.state != State.AWAITING_CO_APPLICANT:
        raise ApplicationStateError(
            _("Ansökan väntar inte på din underskrift."), todo=_("Se Mina sidor för vad som gäller.")
        )
    if locked.text_hash != shown_hash:
        raise TextChangedError
    locked.answers = locked.answers | {f"{key}_b": answer for key, answer in own_answers.items()}
    _sign(locked, person, signer=signer, proof=proof, by=by, at=at)
    return complete(application=locked, by=by, at=at)


@transaction.atomic
def reopen(*, application: Application, person: Person, by: Actor, at: datetime) -> Application:
    """Make an application that waits a draft again: declined by the co-applicant, or taken back by the applicant.

    The signature on the text that no longer holds is taken away; the log keeps its hash.

    Raises:
        NotAllowedError: when the person is neither of the two.
        ApplicationStateError: when it does not wait for a signature.
    """
    locked = _locked(application)
    if person.pk not in {locked.applicant_id, locked.co_applicant_id}:
        raise NotAllowedError
    if locked.state != State.AWAITING_CO_APPLICANT:
        raise ApplicationStateError(
            _("Ansökan väntar inte på någon underskrift."), todo=_("Se Mina sidor för vad som gäller.")
        )
    declined = person.pk == locked.co_applicant_id
    details: dict[str, JSON] = {"text_hash": locked.text_hash, "declined": declined}
    Signature.objects.filter(application=locked).delete()
    locked.state, locked.text, locked.text_hash = State.DRAFT, "", ""
    locked.co_applicant = None
    locked.version += 1
    locked.save(update_fields=["state", "text", "text_hash", "co_applicant", "version"])
    record(
        kind="applications.reopened", by=by, at=at, subject=f"application:{locked.pk}",
        person=str(locked.applicant_id), details=details,
    )  # fmt: skip
    return locked


def _locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("applicant", "co_applicant", "previous")
        .get(pk=application.pk)
    )


def _sign(
    application: Application, person: Person, *, signer: Signer, proof: Mapping[str, str], by: Actor, at: datetime
) -> None:
    made = signer.sign(personal_number=person.personal_number, text=application.text, proof=proof)
    signature = Signature.objects.create(
        application=application, person=person, at=at, method=made.method, evidence=made.evidence,
        text_hash=application.text_hash,
    )  # fmt: skip
    record(
        kind="applications.signature_made", by=by, at=at, subject=f"application:{application.pk}",
        person=str(person.pk),
        details={"signature": signature.pk, "method": made.method, "text_hash": application.text_hash},
    )  # fmt: skip


def _co_applicant(application: Application, *, by: Actor, at: datetime) -> Person | None:
    if not has_co_applicant(application.answers):
        return None
    answer = application.answers["co_applicant"]
    number = text_of(answer, "personal_number")
    if number == application.applicant.personal_number:
        raise CoApplicantError(
            _("Personnumret för den du bor ihop med är ditt eget."),
            saved=_("Ansökan är sparad."),
            todo=_("Rätta personnumret under Medsökande."),
        )
    found = person_with_number(number)
    if found is not None and has_applied(found, Month.parse(application.month), but=application):
        raise CoApplicantError(
            _("Det går inte att ansöka tillsammans med den personen för den här månaden."),
            saved=_("Ansökan är sparad."),
            todo=_("Prata med den du bor ihop med, eller ring oss."),
        )
    return found or register_person(
        personal_number=number, given_name=text_of(answer, "given_name"), family_name=text_of(answer, "family_name"),
        by=by, at=at,
    )  # fmt: skip
