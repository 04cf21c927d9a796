"""A kept document that is no decision goes to the person it is for, once, as it is."""

import pytest

from andrum.accounts.service import actor_of
from andrum.audit.service import SYSTEM
from andrum.cases.service import Document, Matter, Task, add_document
from andrum.dispatch.actions.delivery import deliver_letter
from andrum.dispatch.service import (
    Outgoing,
    OutgoingState,
    ReceiverRefusedError,
    ReceiverUnavailableError,
    Recipient,
    order_paper,
)
from andrum.people.service import set_protection
from tests.cast import BO_NUMBER, NOW, Cast

PDF = b"%PDF-1.7 underlag"


class Box:
    """A mailbox that keeps what it takes by key, and can be told to fail."""

    def __init__(self) -> None:
        self.taken: dict[str, tuple[str, str, bytes]] = {}
        self.error: Exception | None = None

    def deliver(self, *, key: str, recipient: Recipient, title: str, pdf: bytes) -> str:
        if self.error is not None:
            raise self.error
        self.taken.setdefault(key, (recipient.personal_number, title, pdf))
        return f"receipt of {key}"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    found = Box()
    monkeypatch.setattr("andrum.dispatch.actions.delivery.mailbox", lambda: found)
    return found


@pytest.fixture
def document(matter: Matter) -> Document:
    return add_document(
        matter=matter, kind="decision_basis_sent", title="Beslutsunderlag", media_type="application/pdf", content=PDF,
        source="andrum", by=SYSTEM, at=NOW,
    )  # fmt: skip


@pytest.fixture
def paper(document: Document, cast: Cast) -> Outgoing:
    return order_paper(document=document, person=cast.bo_person, key="1", by=actor_of(cast.cilla), at=NOW)


def send(paper: Outgoing) -> Outgoing:
    deliver_letter(outgoing_id=paper.pk, by=SYSTEM, at=NOW)
    paper.refresh_from_db()
    return paper


def test_a_paper_goes_as_it_is_to_the_person_it_is_for(paper: Outgoing, box: Box, matter: Matter):
    assert send(paper).state == OutgoingState.SENT
    assert list(box.taken.values()) == [(str(BO_NUMBER), f"Beslutsunderlag {matter.reference}", PDF)]
    assert paper.receipt == "receipt of paper:1"


def test_a_paper_ordered_and_sent_twice_goes_once(paper: Outgoing, document: Document, box: Box, cast: Cast):
    again = order_paper(document=document, person=cast.bo_person, key="1", by=actor_of(cast.cilla), at=NOW)
    assert again.pk == paper.pk
    send(paper)
    box.error = AssertionError("sent again")
    assert send(paper).attempts == 1


def test_a_paper_waits_when_the_mailbox_is_away(paper: Outgoing, box: Box):
    box.error = ReceiverUnavailableError("away")
    assert send(paper).state == OutgoingState.WAITING
    box.error = None
    assert send(paper).state == OutgoingState.SENT


def test_a_paper_that_the_mailbox_refuses_is_left_to_a_person(paper: Outgoing, box: Box):
    box.error = ReceiverRefusedError("no box")
    assert send(paper).state == OutgoingState.BY_HAND
    assert Task.objects.get(key="by_hand:paper:1").title == "Skicka handlingen med post"


def test_a_paper_of_a_protected_person_never_reaches_the_mailbox(paper: Outgoing, box: Box, cast: Cast):
    set_protection(person=cast.bo_person, protection="sekretessmarkering", by=SYSTEM, at=NOW)
    assert send(paper).state == OutgoingState.BY_HAND
    assert box.taken == {}
