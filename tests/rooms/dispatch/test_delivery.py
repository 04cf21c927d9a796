"""Letters: sent once, waited for when the mailbox is away, and left to a person when they must be."""

from datetime import timedelta
from pathlib import Path

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM, AuditEvent
from andrum.cases.service import Document, Matter, Task, add_participant
from andrum.dispatch import jobs
from andrum.dispatch.actions.by_hand import mark_sent_by_hand
from andrum.dispatch.actions.delivery import FORGOTTEN_AFTER, deliver_letter
from andrum.dispatch.domain.waiting import GIVE_UP_AFTER
from andrum.dispatch.service import (
    DispatchError,
    Outgoing,
    OutgoingState,
    ReceiverRefusedError,
    ReceiverUnavailableError,
    Recipient,
    order_letter,
    resume_waiting,
    try_again,
)
from andrum.people.service import set_protection
from tests.cast import ALVA_NUMBER, NOW, Cast
from tests.rooms.dispatch.conftest import Decide

LATER = NOW + timedelta(hours=1)


class Box:
    """A mailbox that keeps letters by key, and can be told to fail."""

    def __init__(self) -> None:
        self.letters: dict[str, bytes] = {}
        self.calls = 0
        self.error: Exception | None = None

    def deliver(self, *, key: str, recipient: Recipient, title: str, pdf: bytes) -> str:
        assert (recipient.personal_number, title[:6]) == (str(ALVA_NUMBER), "Beslut")
        self.calls += 1
        if self.error is not None:
            raise self.error
        self.letters.setdefault(key, pdf)
        return f"receipt of {key}"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    found = Box()
    monkeypatch.setattr("andrum.dispatch.actions.delivery.mailbox", lambda: found)
    return found


@pytest.fixture
def letter(decided: Decide) -> Outgoing:
    return order_letter(decision=decided(), by=SYSTEM, at=NOW)


def send(letter: Outgoing, *, times: int = 1) -> Outgoing:
    for _ in range(times):
        deliver_letter(outgoing_id=letter.pk, by=SYSTEM, at=LATER)
    letter.refresh_from_db()
    return letter


def test_a_letter_is_sent_once_however_often_the_job_runs(letter: Outgoing, box: Box):
    send(letter, times=3)
    assert (letter.state, letter.sent_at, box.calls) == (OutgoingState.SENT, LATER, 1)
    assert Document.objects.get(kind="decision_letter").title == "Beslut för november 2026"
    assert AuditEvent.objects.filter(kind="dispatch.letter_sent").count() == 1
    assert letter.decision is not None
    letter.decision.refresh_from_db()
    assert letter.decision.delivered_at == LATER


def test_a_job_cut_off_after_the_mailbox_took_the_letter_sends_the_same_bytes_and_no_second(
    letter: Outgoing, box: Box, monkeypatch: pytest.MonkeyPatch
):
    def power_cut(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr("andrum.dispatch.actions.delivery.add_document", power_cut)
        with pytest.raises(KeyboardInterrupt):
            send(letter)
    first = dict(box.letters)
    send(letter)
    assert letter.state == OutgoingState.SENT
    assert box.letters == first
    assert letter.document is not None
    assert bytes(letter.document.content) == first[letter.key]


def test_a_dead_mailbox_is_waited_for_and_the_letter_goes_by_itself(letter: Outgoing, box: Box):
    box.error = ReceiverUnavailableError("Brevlådan svarar inte")
    send(letter)
    assert (letter.state, letter.cause, letter.attempts) == (OutgoingState.WAITING, "Brevlådan svarar inte", 1)
    assert letter.next_try_at is not None
    assert resume_waiting(by=SYSTEM, at=letter.next_try_at - timedelta(seconds=1)) == 0
    assert resume_waiting(by=SYSTEM, at=letter.next_try_at) == 1
    box.error = None
    send(letter)
    assert (letter.state, letter.cause, letter.next_try_at) == (OutgoingState.SENT, "", None)


def test_after_many_tries_a_person_is_told_and_can_try_again(letter: Outgoing, box: Box, cast: Cast):
    box.error = ReceiverUnavailableError("Brevlådan svarar inte")
    Outgoing.objects.filter(pk=letter.pk).update(attempts=GIVE_UP_AFTER - 1)
    send(letter)
    assert (letter.state, letter.next_try_at) == (OutgoingState.FAILED, None)
    box.error = None
    try_again(outgoing=letter, by=actor_of(cast.eva), at=LATER)
    with pytest.raises(DispatchError):
        try_again(outgoing=letter, by=actor_of(cast.eva), at=LATER)
    send(letter)
    assert letter.state == OutgoingState.SENT


def test_a_refused_letter_goes_to_a_person_with_a_task(letter: Outgoing, box: Box, matter: Matter):
    box.error = ReceiverRefusedError("Ingen brevlåda")
    send(letter, times=2)
    assert (letter.state, box.calls) == (OutgoingState.BY_HAND, 1)
    assert letter.document is not None
    assert [task.title for task in Task.objects.filter(matter=matter, done_at__isnull=True)].count(
        "Skicka beslutet med post"
    ) == 1


def test_a_letter_to_a_protected_identity_never_goes_to_the_mailbox(letter: Outgoing, box: Box, cast: Cast):
    set_protection(person=cast.alva_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    send(letter)
    assert (letter.state, letter.cause, box.calls) == (OutgoingState.BY_HAND, "Skyddade personuppgifter", 0)


def test_a_letter_that_names_a_protected_co_applicant_never_goes_to_the_mailbox(
    letter: Outgoing, box: Box, matter: Matter, cast: Cast
):
    add_participant(matter=matter, person=cast.bo_person, role="co_applicant", by=SYSTEM, at=NOW)
    set_protection(person=cast.bo_person, protection="skyddad_folkbokforing", by=SYSTEM, at=NOW)
    send(letter)
    assert (letter.state, box.calls) == (OutgoingState.BY_HAND, 0)


def test_a_letter_sent_by_hand_starts_the_time_to_appeal_only_when_the_day_is_known(
    letter: Outgoing, box: Box, matter: Matter, cast: Cast
):
    box.error = ReceiverRefusedError("Ingen brevlåda")
    send(letter)
    for day in (NOW.date() - timedelta(days=1), LATER.date() + timedelta(days=1)):
        with pytest.raises(DispatchError):
            mark_sent_by_hand(outgoing=letter, by=actor_of(cast.cilla), at=LATER, received_date=day)
    mark_sent_by_hand(outgoing=letter, by=actor_of(cast.cilla), at=LATER)
    letter.refresh_from_db()
    assert letter.state == OutgoingState.SENT
    assert letter.decision is not None
    letter.decision.refresh_from_db()
    assert letter.decision.delivered_at is None
    assert not [task for task in Task.objects.filter(matter=matter, done_at__isnull=True) if "post" in task.title]


def test_a_known_day_of_receipt_is_kept(letter: Outgoing, box: Box, cast: Cast):
    box.error = ReceiverRefusedError("Ingen brevlåda")
    send(letter)
    day = NOW + timedelta(days=2)
    mark_sent_by_hand(outgoing=letter, by=actor_of(cast.cilla), at=day, received_date=day.date())
    assert letter.decision is not None
    letter.decision.refresh_from_db()
    assert letter.decision.delivered_at is not None
    assert letter.decision.delivered_at.date() == day.date()


def test_a_missing_sender_makes_the_letter_wait_and_say_so(letter: Outgoing, box: Box, settings, tmp_path: Path):
    settings.ANDRUM_MUNICIPALITY = str(tmp_path)
    send(letter)
    assert letter.state == OutgoingState.WAITING
    assert letter.cause == "sender.yaml: filen finns inte."


def test_a_letter_is_ordered_once_and_its_job_runs(decided: Decide, box: Box):
    decision = decided()
    first = order_letter(decision=decision, by=SYSTEM, at=NOW)
    assert order_letter(decision=decision, by=SYSTEM, at=LATER) == first
    jobs.deliver.call(first.pk)
    first.refresh_from_db()
    assert first.state == OutgoingState.SENT


def test_a_letter_that_lost_its_job_is_found_again(letter: Outgoing, box: Box):
    assert resume_waiting(by=SYSTEM, at=NOW + FORGOTTEN_AFTER - timedelta(seconds=1)) == 0
    assert resume_waiting(by=SYSTEM, at=NOW + FORGOTTEN_AFTER) == 1
    assert resume_waiting(by=SYSTEM, at=NOW + FORGOTTEN_AFTER + timedelta(minutes=1)) == 0
