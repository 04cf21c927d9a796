"""The parties see what a decision would rest on; then it is finished, locked, and decided by a person."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM, Actor, AuditEvent
from andrum.cases.actions.matters import close_matter
from andrum.cases.service import Decision, Document, JournalNote, Matter, Task, add_participant, participants_of
from andrum.dispatch.service import Outgoing, decision_letter_pdf
from andrum.investigations.models import Hearing, Investigation, KeptBasis
from andrum.investigations.queries.days import deadlines_of
from andrum.investigations.queries.written import written_parts
from andrum.investigations.service import (
    InvestigationState,
    InvestigationStateError,
    LockedInvestigationError,
    PartyError,
    ReasonMissingError,
    begin_new_version,
    compiled,
    decide_on,
    finish,
    keep_answer,
    keep_basis,
    save_part,
    say_why_child_not_heard,
    send_to_party,
)
from andrum.kernel.errors import ConflictError
from andrum.people.service import set_protection
from tests.cast import NOW, Cast
from tests.rooms.investigations.stage import Told, talk

ANSWER_BY = date(2026, 11, 16)
AFTER = NOW + timedelta(days=20)
TELL = "Läs underlaget och säg om något är fel."
OBVIOUS = "Alla parter har fått uppgifterna vid mötet i dag."


def party(matter: Matter, name: str) -> int:
    return next(one.person_id for one in participants_of(matter) if one.person.given_name == name)


def send(investigation: Investigation, by: Actor, name: str = "Sara", **changes: Any) -> Hearing:
    values = {
        "person_id": party(investigation.matter, name), "way": "by_hand", "answer_by": ANSWER_BY, "text": TELL,
        "by": by, "at": NOW,
    }  # fmt: skip
    return send_to_party(investigation=investigation, **values | changes)


def write_all(investigation: Investigation, by: Actor) -> None:
    for part in ("analysis", "assessment", "proposal"):
        save_part(investigation=investigation, part=part, text=f"Skrivet: {part}.", base=0, by=by, at=NOW)


@pytest.fixture
def written(investigation: Investigation, cilla: Actor, matter: Matter, cast: Cast) -> Investigation:
    """With a conversation, everything that a person must write, and a reason why the child is not heard."""
    talk(matter, cast.cilla, [Told("M", "Han sover dåligt.", "halsa")])
    write_all(investigation, cilla)
    say_why_child_not_heard(investigation=investigation, text="Leo vill inte tala med oss än.", by=cilla, at=NOW)
    investigation.refresh_from_db()
    return investigation


@pytest.fixture
def finished(written: Investigation, cilla: Actor) -> Investigation:
    return finish(investigation=written, not_sent_because=OBVIOUS, by=cilla, at=NOW)


def test_a_party_gets_the_whole_basis_as_it_is_and_a_day_to_answer(written: Investigation, cilla: Actor):
    sent = send(written, cilla)
    document = Document.objects.get(pk=sent.document_id)
    assert (document.kind, document.media_type, bytes(document.content)[:5]) == (
        "decision_basis_sent", "application/pdf", b"%PDF-"
    )  # fmt: skip
    assert (sent.communication.text, sent.communication.answer_by) == (TELL, ANSWER_BY)
    assert sent.basis.cause == "sent"
    assert Task.objects.filter(key=f"answer_due:{sent.communication_id}", done_at=None).exists()


def test_sent_twice_to_the_same_party_is_sent_once(written: Investigation, cilla: Actor):
    first, second = send(written, cilla), send(written, cilla)
    assert first.pk == second.pk
    assert (Hearing.objects.count(), Document.objects.filter(kind="decision_basis_sent").count()) == (1, 1)


def test_after_new_material_the_party_can_be_sent_a_new_basis(written: Investigation, cilla: Actor, cast: Cast):
    send(written, cilla)
    talk(written.matter, cast.cilla, [Told("M", "Han äter.", "halsa", "skydd")], at=NOW + timedelta(hours=1))
    second = send(written, cilla, at=NOW + timedelta(hours=2))
    assert (second.basis.number, Hearing.objects.count()) == (2, 2)


def test_sent_to_the_mailbox_it_goes_out_by_dispatch_to_that_party(written: Investigation, cilla: Actor):
    sent = send(written, cilla, name="Per", way="mailbox")
    order = Outgoing.objects.get()
    assert (order.document_id, order.payload["to"]) == (sent.document_id, "Per Ek")


@pytest.mark.parametrize(
    "changes",
    [
        {"person_id": 999_999}, {"way": "fax"}, {"answer_by": date(2026, 11, 1)}, {"answer_by": date(2028, 1, 1)},
        {"text": "  "},
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_and_leaves_nothing(
    written: Investigation, cilla: Actor, changes: dict[str, Any]
):
    with pytest.raises(PartyError):
        send(written, cilla, **changes)
    assert (Hearing.objects.count(), Document.objects.count()) == (0, 0)


def test_a_stranger_to_the_matter_is_no_party(written: Investigation, cilla: Actor, cast: Cast):
    with pytest.raises(PartyError, match="inte med i ärendet"):
        send(written, cilla, person_id=cast.jon_person.pk)


def test_what_the_party_answers_stands_in_the_document_and_the_task_is_done(written: Investigation, cilla: Actor):
    sent = send(written, cilla)
    keep_answer(hearing=sent, answer="Det stämmer, men han sover bättre nu.", by=cilla, at=NOW)
    found = compiled(written, today=NOW.date())
    assert found.hearings[0].communication.answer == "Det stämmer, men han sover bättre nu."
    assert not Task.objects.filter(key=f"answer_due:{sent.communication_id}", done_at=None).exists()
    with pytest.raises(PartyError, match="tomt"):
        keep_answer(hearing=sent, answer=" ", by=cilla, at=NOW)


def test_each_party_answers_for_themselves(written: Investigation, cilla: Actor):
    first, second = send(written, cilla, "Sara"), send(written, cilla, "Per")
    keep_answer(hearing=second, answer="Inget att tillägga.", by=cilla, at=NOW)
    answers = {one.person.given_name: one.communication.answer for one in compiled(written, today=NOW.date()).hearings}
    assert answers == {"Sara": "", "Per": "Inget att tillägga."}
    assert first.communication_id != second.communication_id


def test_it_is_not_finished_while_somebody_has_time_to_answer(written: Investigation, cilla: Actor):
    send(written, cilla)
    with pytest.raises(ReasonMissingError, match="tid att svara"):
        finish(investigation=written, not_sent_because="", by=cilla, at=NOW)
    assert finish(investigation=written, not_sent_because="", by=cilla, at=AFTER).state == InvestigationState.FINISHED


def test_it_is_not_finished_unheard_without_a_reason(written: Investigation, cilla: Actor):
    with pytest.raises(ReasonMissingError, match="yttra sig"):
        finish(investigation=written, not_sent_because="kort", by=cilla, at=NOW)
    finish(investigation=written, not_sent_because=OBVIOUS, by=cilla, at=NOW)


@pytest.mark.parametrize("part", ["analysis", "assessment", "proposal"])
def test_it_is_not_finished_before_a_person_has_written_what_a_person_must(
    written: Investigation, cilla: Actor, part: str
):
    save_part(investigation=written, part=part, text="", base=1, by=cilla, at=NOW)
    with pytest.raises(InvestigationStateError, match="inte skrivet"):
        finish(investigation=written, not_sent_because=OBVIOUS, by=cilla, at=NOW)


def test_a_childs_investigation_is_not_finished_without_the_child_or_a_reason(written: Investigation, cilla: Actor):
    say_why_child_not_heard(investigation=written, text="", by=cilla, at=NOW)
    with pytest.raises(ReasonMissingError, match="Barnet har inte hörts"):
        finish(investigation=written, not_sent_because=OBVIOUS, by=cilla, at=NOW)


def test_it_is_not_finished_while_two_texts_lie_beside_each_other(written: Investigation, cilla: Actor, cast: Cast):
    save_part(investigation=written, part="analysis", text="Annan.", base=0, by=actor_of(cast.eva), at=NOW)
    with pytest.raises(InvestigationStateError, match="ligger bredvid"):
        finish(investigation=written, not_sent_because=OBVIOUS, by=cilla, at=NOW)


def test_finished_it_is_kept_as_word_and_pdf_and_its_day_is_met(finished: Investigation):
    assert finished.state == InvestigationState.FINISHED
    assert finished.word is not None
    assert finished.pdf is not None
    assert (bytes(finished.word.content)[:2], bytes(finished.pdf.content)[:5]) == (b"PK", b"%PDF-")
    assert deadlines_of(finished)[-1].done == NOW.date()
    assert not Task.objects.filter(key__startswith=f"investigation:{finished.pk}", done_at=None).exists()
    event = AuditEvent.objects.get(kind="investigations.finished")
    assert event.details["pdf"] == finished.pdf.sha256


def test_finished_twice_is_finished_once(finished: Investigation, cilla: Actor):
    again = finish(investigation=finished, not_sent_because=OBVIOUS, by=cilla, at=AFTER)
    assert (again.finished_at, again.pdf_id) == (finished.finished_at, finished.pdf_id)
    assert Document.objects.filter(kind="decision_basis").count() == 1


def test_the_matter_is_not_closed_while_its_investigation_goes_on(written: Investigation, cilla: Actor):
    Task.objects.filter(matter=written.matter).update(done_at=NOW, done_by="Cilla")
    with pytest.raises(InvestigationStateError, match="utredning som inte är klar"):
        close_matter(matter=written.matter, by=cilla, at=NOW)
    finish(investigation=written, not_sent_because=OBVIOUS, by=cilla, at=NOW)
    Task.objects.filter(matter=written.matter).update(done_at=NOW, done_by="Cilla")
    assert close_matter(matter=written.matter, by=cilla, at=NOW).state == "closed"


def test_nothing_is_changed_in_a_finished_one(finished: Investigation, cilla: Actor):
    with pytest.raises(LockedInvestigationError):
        save_part(investigation=finished, part="analysis", text="Ny.", base=1, by=cilla, at=NOW)
    with pytest.raises(LockedInvestigationError):
        keep_basis(investigation=finished, cause="asked", by=cilla, at=NOW)
    with pytest.raises(LockedInvestigationError):
        send(finished, cilla)


def test_a_new_version_points_at_the_old_which_stays_as_it_was(finished: Investigation, cilla: Actor, cast: Cast):
    new = begin_new_version(
        investigation=finished, why="Skolan har lämnat nya uppgifter.", by=actor_of(cast.eva), at=AFTER
    )
    assert (new.number, new.follows, new.state) == (2, finished, InvestigationState.OPEN)
    assert new.reason.endswith("Ny version: Skolan har lämnat nya uppgifter.")
    parts = written_parts(new)
    assert (parts["analysis"].text, parts["analysis"].by) == ("Skrivet: analysis.", "Cilla Berg")
    save_part(investigation=new, part="analysis", text="Ny analys.", base=1, by=cilla, at=AFTER)
    assert written_parts(finished)["analysis"].text == "Skrivet: analysis."


def test_the_days_of_a_new_version_go_on_from_the_first_beginning(finished: Investigation, cilla: Actor):
    new = begin_new_version(investigation=finished, why="Ny uppgift från skolan.", by=cilla, at=AFTER)
    assert deadlines_of(new)[-1].due == date(2027, 3, 2)


def test_a_version_is_followed_by_one_only(finished: Investigation, cilla: Actor):
    begin_new_version(investigation=finished, why="Ny uppgift från skolan.", by=cilla, at=AFTER)
    with pytest.raises(InvestigationStateError):
        begin_new_version(investigation=finished, why="Ny uppgift från skolan.", by=cilla, at=AFTER)


def test_a_new_version_says_why(finished: Investigation, cilla: Actor, investigation: Investigation):
    with pytest.raises(ReasonMissingError):
        begin_new_version(investigation=finished, why="", by=cilla, at=AFTER)


def decide(investigation: Investigation, by: Actor, **changes: Any) -> Decision:
    values = {
        "outcome": "granted", "what": "Kontaktfamilj två helger i månaden, i ett år.",
        "reasons": "Leo behöver avlastning hemma.", "by": by, "at": AFTER,
    }  # fmt: skip
    return decide_on(investigation=investigation, **values | changes)


def test_the_decision_is_a_persons_and_stands_in_the_case_and_the_journal(finished: Investigation, cilla: Actor):
    decision = decide(finished, cilla)
    assert (decision.how, decision.decided_by_name, decision.amount_ore) == ("person", "Cilla Berg", 0)
    assert decision.calculation["what"] == "Kontaktfamilj två helger i månaden, i ett år."
    assert "Kontaktfamilj" in JournalNote.objects.get(title="Beslut efter utredning").text
    found = compiled(finished, today=AFTER.date()).decision
    assert found is not None
    assert found.pk == decision.pk


def test_a_childs_letter_is_kept_for_the_worker_to_give_and_nothing_is_sent(finished: Investigation, cilla: Actor):
    decision = decide(finished, cilla)
    kept = Document.objects.get(key=f"decision:{decision.pk}")
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(kept.content))).pages)
    assert "Kontaktfamilj två helger i månaden" in words
    assert "Leo behöver avlastning hemma." in words
    assert "överklaga" in words
    assert Task.objects.filter(key=f"tell:decision:{decision.pk}", done_at__isnull=True).exists()
    assert not Outgoing.objects.filter(decision=decision).exists()


def test_an_adults_letter_is_ordered_with_the_decision(finished: Investigation, cilla: Actor):
    Matter.objects.filter(pk=finished.matter_id).update(kind="adults")
    decision = decide(finished, cilla)
    assert Outgoing.objects.get(decision=decision).kind == "letter"
    assert decision_letter_pdf(decision).startswith(b"%PDF")


def test_decided_twice_is_decided_once(finished: Investigation, cilla: Actor):
    assert decide(finished, cilla).pk == decide(finished, cilla).pk
    assert JournalNote.objects.filter(title="Beslut efter utredning").count() == 1
    with pytest.raises(ConflictError):
        decide(finished, cilla, outcome="denied")


def test_nothing_is_decided_on_what_is_not_finished(written: Investigation, cilla: Actor):
    with pytest.raises(InvestigationStateError):
        decide(written, cilla)


def test_it_is_said_what_is_decided(finished: Investigation, cilla: Actor):
    with pytest.raises(ReasonMissingError):
        decide(finished, cilla, what=" ")


def test_a_decision_on_a_new_version_changes_the_one_before(finished: Investigation, cilla: Actor):
    first = decide(finished, cilla)
    new = begin_new_version(investigation=finished, why="Ny uppgift från skolan.", by=cilla, at=AFTER)
    done = finish(investigation=new, not_sent_because=OBVIOUS, by=cilla, at=AFTER)
    with pytest.raises(InvestigationStateError):
        decide(finished, cilla)
    later = AFTER + timedelta(days=40)
    second = decide(done, cilla, outcome="partly_granted", what="En helg i månaden.", at=later)
    assert second.changes_id == first.pk


def test_a_protected_party_is_never_sent_to_the_mailbox_by_itself(written: Investigation, cilla: Actor, cast: Cast):
    from andrum.dispatch.actions.delivery import deliver_letter

    add_participant(matter=written.matter, person=cast.bo_person, role="relative", by=SYSTEM, at=NOW)
    set_protection(person=cast.bo_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    send(written, cilla, name="Bo", way="mailbox")
    order = Outgoing.objects.get()
    deliver_letter(outgoing_id=order.pk, by=SYSTEM, at=NOW)
    order.refresh_from_db()
    assert order.state == "by_hand"


def test_keeping_again_after_finishing_leaves_the_last_one(finished: Investigation):
    assert KeptBasis.objects.filter(investigation=finished).count() == 1
