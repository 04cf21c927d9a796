"""An application is signed by all who apply, once, and stands whole in its matter or not at all."""

import pytest

from andrum.accounts.service import actor_of
from andrum.applications.actions.drafts import save_page, withdraw
from andrum.applications.actions.signing import reopen, sign_as_applicant
from andrum.applications.domain.errors import (
    ApplicationStateError,
    CoApplicantError,
    NotCompleteError,
    TextChangedError,
)
from andrum.applications.domain.pages import BY_KEY
from andrum.applications.domain.summary import text_hash
from andrum.applications.models import Application, Signature, State
from andrum.applications.queries.signing import text_to_sign
from andrum.applications.service import ApplicationSigned
from andrum.audit.service import AuditEvent, verify
from andrum.cases.service import Document, Task, current_facts
from andrum.integrations.signing.confirmation import ConfirmationSigner
from andrum.kernel.errors import NotAllowedError
from andrum.kernel.events import subscribe
from andrum.people.service import Person, Protection, set_protection
from tests.cast import ALVA_NUMBER, NOW, Cast
from tests.rooms.applications.answers import CHILD_NUMBER, CONFIRMED, alone, co_sign, draft, sign, with_bo


def test_one_who_applies_alone_signs_and_it_stands_in_the_matter(cast: Cast):
    signed = sign(draft(cast.alva, alone()), cast.alva)
    assert (signed.state, signed.matter.unit) == (State.SIGNED, cast.norr)
    assert Task.objects.filter(matter=signed.matter, kind="decision_due", month="2026-11").count() == 1
    facts = {name: views[0].value for name, views in current_facts(matter=signed.matter, month="2026-11").items()}
    assert facts["housing.rent"] == 650_000
    assert facts["income.i1"]["amount"] == 420_000
    assert facts["contact.wants_person"] is False
    assert verify().ok


def test_the_signed_text_is_a_document_of_the_matter_word_by_word(cast: Cast):
    signed = sign(draft(cast.alva, alone()), cast.alva)
    kept = Document.objects.get(matter=signed.matter, kind="application")
    assert bytes(kept.content).decode() == signed.text
    assert text_hash(signed.text) == signed.text_hash


def test_what_is_left_blank_becomes_unknown_never_zero(cast: Cast):
    answers = alone()
    del answers["housing"]["rent"]
    signed = sign(draft(cast.alva, answers), cast.alva)
    facts = current_facts(matter=signed.matter, month="2026-11")
    assert facts["housing.rent"][0].value is None
    assert facts["housing.rent"][0].unknown_reason == "Den sökande har inte sagt vad bostaden kostar."


def test_signing_twice_is_once(cast: Cast):
    application = draft(cast.alva, alone())
    first, second = sign(application, cast.alva), sign(application, cast.alva)
    assert first.pk == second.pk
    assert Signature.objects.filter(application=application).count() == 1
    assert Document.objects.filter(matter=first.matter).count() == 1
    assert AuditEvent.objects.filter(kind="applications.signed").count() == 1


def test_what_was_changed_after_it_was_read_is_not_signed(cast: Cast):
    application = draft(cast.alva, alone())
    shown = text_hash(text_to_sign(application))
    save_page(
        application=application, page=BY_KEY["others"], answer={"has_others": "yes", "how_many": 2},
        version=application.version, by=actor_of(cast.alva), at=NOW,
    )  # fmt: skip
    with pytest.raises(TextChangedError):
        sign_as_applicant(
            application=application, shown_hash=shown, signer=ConfirmationSigner(), proof=CONFIRMED,
            by=actor_of(cast.alva), at=NOW,
        )  # fmt: skip
    assert Application.objects.get(pk=application.pk).state == State.DRAFT
    assert not Signature.objects.exists()


def test_a_box_that_is_not_ticked_signs_nothing(cast: Cast):
    application = draft(cast.alva, alone())
    with pytest.raises(NotCompleteError, match="kryssat"):
        sign_as_applicant(
            application=application, shown_hash=text_hash(text_to_sign(application)), signer=ConfirmationSigner(),
            proof={}, by=actor_of(cast.alva), at=NOW,
        )  # fmt: skip
    application.refresh_from_db()
    assert (application.state, application.text) == (State.DRAFT, "")


def test_an_unanswered_question_hinders_the_signature(cast: Cast):
    answers = alone()
    del answers["safety"]
    with pytest.raises(NotCompleteError, match="inte besvarade"):
        sign(draft(cast.alva, answers), cast.alva)


def test_two_who_apply_sign_the_same_text_before_it_comes_in(cast: Cast):
    heard: list[ApplicationSigned] = []
    subscribe(ApplicationSigned, heard.append)
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    assert (waiting.state, waiting.matter) == (State.AWAITING_CO_APPLICANT, None)
    signed = co_sign(waiting, cast.bo)
    assert signed.state == State.SIGNED
    assert {signature.text_hash for signature in signed.signatures.all()} == {signed.text_hash}
    roles = dict(signed.matter.participants.values_list("person__personal_number", "role"))
    assert roles == {str(ALVA_NUMBER): "applicant", cast.bo.personal_number: "co_applicant", str(CHILD_NUMBER): "child"}


def test_the_signed_text_never_holds_the_private_answers(cast: Cast):
    answers = with_bo()
    answers["safety"] = {"danger": "yes", "safe_contact": "Ring min syster"}
    answers["talk"] = {"wants_person": "yes", "about": "Hemligheten"}
    text = sign(draft(cast.alva, answers), cast.alva).text
    assert "Ring min syster" not in text
    assert "Hemligheten" not in text
    assert "fara" not in text


def test_a_protected_applicants_phone_is_not_in_what_the_other_signs(cast: Cast):
    set_protection(person=cast.alva_person, protection=Protection.CONFIDENTIALITY_MARK, by=actor_of(cast.hugo), at=NOW)
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    assert "070 123 45 67" not in waiting.text
    assert co_sign(waiting, cast.bo).matter.is_protected


@pytest.mark.parametrize("danger", ["yes", "talk"])
def test_danger_said_by_either_marks_the_matter(cast: Cast, danger: str):
    signed = co_sign(sign(draft(cast.alva, with_bo()), cast.alva), cast.bo, danger=danger)
    signed.matter.refresh_from_db()
    assert signed.matter.safety_concern


def test_a_wish_to_talk_becomes_a_task(cast: Cast):
    answers = alone() | {"talk": {"wants_person": "yes", "about": "Hyran"}}
    signed = sign(draft(cast.alva, answers), cast.alva)
    assert Task.objects.filter(matter=signed.matter, kind="person_wanted").count() == 1


def test_a_stranger_cannot_sign_in_the_co_applicants_place(cast: Cast):
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    with pytest.raises(NotAllowedError):
        co_sign(waiting, cast.jon)


def test_one_who_declines_gives_the_draft_back_with_every_answer(cast: Cast):
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    again = reopen(application=waiting, person=cast.bo_person, by=actor_of(cast.bo), at=NOW)
    assert (again.state, again.co_applicant, again.answers) == (State.DRAFT, None, with_bo())
    assert not Signature.objects.exists()
    with pytest.raises(NotAllowedError):
        co_sign(waiting, cast.bo)


def test_the_co_applicant_does_not_sign_what_was_changed_and_signed_anew(cast: Cast):
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    again = reopen(application=waiting, person=cast.alva_person, by=actor_of(cast.alva), at=NOW)
    save_page(
        application=again, page=BY_KEY["others"], answer={"has_others": "yes", "how_many": 1},
        version=again.version, by=actor_of(cast.alva), at=NOW,
    )  # fmt: skip
    sign(again, cast.alva)
    with pytest.raises(TextChangedError):
        co_sign(waiting, cast.bo)


def test_nobody_applies_with_oneself(cast: Cast):
    answers = with_bo()
    answers["co_applicant"]["personal_number"] = str(ALVA_NUMBER)
    with pytest.raises(CoApplicantError, match="ditt eget"):
        sign(draft(cast.alva, answers), cast.alva)


def test_nobody_applies_with_two_for_the_same_month(cast: Cast):
    sign(draft(cast.alva, with_bo()), cast.alva)
    with pytest.raises(CoApplicantError, match="Det går inte att ansöka tillsammans"):
        sign(draft(cast.jon, with_bo()), cast.jon)


def test_a_co_applicant_the_register_does_not_know_is_added(cast: Cast):
    Person.objects.filter(pk=cast.bo_person.pk).delete()
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    assert waiting.co_applicant.name == "Bo Ek"


def test_what_is_sent_in_cannot_be_withdrawn_and_what_is_not_can(cast: Cast):
    signed = sign(draft(cast.alva, alone()), cast.alva)
    with pytest.raises(ApplicationStateError):
        withdraw(application=signed, by=actor_of(cast.alva), at=NOW)
    waiting = sign(draft(cast.alva, with_bo(), month="2026-12"), cast.alva)
    gone = withdraw(application=waiting, by=actor_of(cast.alva), at=NOW)
    assert (gone.state, gone.answers) == (State.WITHDRAWN, {})
    assert draft(cast.alva, alone(), month="2026-12").pk != waiting.pk


def test_the_phone_that_is_said_is_how_the_unit_reaches_the_person(cast: Cast):
    sign(draft(cast.alva, alone()), cast.alva)
    cast.alva_person.refresh_from_db()
    assert cast.alva_person.phone == "070 123 45 67"


def test_the_next_month_comes_into_the_same_matter(cast: Cast):
    first = sign(draft(cast.alva, alone()), cast.alva)
    second = sign(draft(cast.alva, alone(), month="2026-12"), cast.alva)
    assert (second.kind, second.matter_id) == ("continued", first.matter_id)


def test_when_a_household_takes_turns_to_write_it_is_one_matter(cast: Cast):
    first = co_sign(sign(draft(cast.alva, with_bo()), cast.alva), cast.bo)
    answers = with_bo()
    answers["co_applicant"] = {
        "has_partner": "yes", "personal_number": str(ALVA_NUMBER), "given_name": "Alva", "family_name": "Ek",
    }  # fmt: skip
    second = co_sign(sign(draft(cast.bo, answers, month="2026-12"), cast.bo), cast.alva)
    assert second.matter_id == first.matter_id


def test_one_who_is_asked_to_sign_with_another_does_not_apply_alone_as_well(cast: Cast):
    own = draft(cast.bo, alone())
    waiting = sign(draft(cast.alva, with_bo()), cast.alva)
    with pytest.raises(CoApplicantError, match="gemensam ansökan"):
        sign(own, cast.bo)
    reopen(application=waiting, person=cast.bo_person, by=actor_of(cast.bo), at=NOW)
    assert sign(own, cast.bo).state == State.SIGNED
