"""What the prepared case needs from the rooms below: documents, who works on it, an open request to the applicant."""

from dataclasses import dataclass
from datetime import date

from andrum.accounts.service import User
from andrum.applications.service import Supplement, proofs_of
from andrum.automation.models import HandOver, RunState
from andrum.cases.service import Communication, Document, communication_of

MOST_DOCUMENTS = 100


@dataclass(frozen=True, slots=True)
class Holder:
    """Another than the visitor who works on the case: a colleague by name, or the automation."""

    name: str
    is_robot: bool


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document: what it proves where that is known, and the name it came with."""

    document: Document
    proves: str


def documents_of(hand_over: HandOver) -> tuple[list[ShownDocument], list[ShownDocument]]:
    """The matter's documents without their content, newest first: what proves this month's application, and the rest.

    The latest hundred; all are among the matter's own documents.
    """
    proofs = proofs_of(hand_over.matter)
    rows = (
        Document.objects.filter(matter=hand_over.matter)
        .select_related("matter")
        .defer("content")
        .order_by("-received_at", "-pk")
    )
    now: list[ShownDocument] = []
    rest: list[ShownDocument] = []
    for document in rows[:MOST_DOCUMENTS]:
        proof = proofs.get(document.key or "")
        is_of_month = proof is not None and proof.month == hand_over.month
        (now if is_of_month else rest).append(ShownDocument(document, proof.words if proof else ""))
    return sorted(now, key=lambda one: one.document.kind != "application"), rest


def other_holder(hand_over: HandOver, user: User) -> Holder | None:
    """Who else works on the case, if anybody."""
    if hand_over.run.state == RunState.RUNNING:
        return Holder("", is_robot=True)
    taken = hand_over.taken_by
    return Holder(taken.name, is_robot=False) if taken is not None and taken.pk != user.pk else None


def open_supplement(hand_over: HandOver) -> Supplement | None:
    """The request to the applicant that waits for an answer."""
    return Supplement.objects.filter(application=hand_over.run.application_id, answered_at__isnull=True).first()


def answers_to_questions(hand_over: HandOver) -> list[tuple[str, str]]:
    """What the applicant has answered about this application: each question with the answer, in their words."""
    rows = Supplement.objects.filter(application=hand_over.run.application_id, answered_at__isnull=False)
    found = []
    for asked in rows.order_by("answered_at", "pk"):
        for item in asked.items:
            chosen = asked.answers.get(f"{item['code']}.choice", "")
            word = next((row["text"] for row in item.get("choices", []) if row["value"] == chosen), "")
            said = " ".join(part for part in (f"{word}." if word else "", asked.answers.get(item["code"], "")) if part)
            if said:
                found.append((str(item["text"]), said))
    return found


def notice_before(hand_over: HandOver) -> Communication | None:
    """What the applicant was told before the decision that is now to be made: the latest since the run began."""
    sent = communication_of(matter=hand_over.matter, month=hand_over.month)
    return sent if sent is not None and sent.sent_at >= hand_over.run.created_at else None


def is_heard(sent: Communication | None, *, today: date) -> bool:
    """True when the applicant has answered what was sent, or the time to answer is over (FL 25 §)."""
    return sent is not None and (sent.answered_at is not None or sent.answer_by < today)
