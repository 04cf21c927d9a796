"""Let the parties see what a decision would rest on, and take in what they answer (FL 25 §, SoL 14 kap. 8 §)."""

from datetime import date, datetime

from django.db import transaction

from andrum.audit.service import Actor, record
from andrum.cases.service import (
    add_document,
    add_task,
    answer_communication,
    communicate,
    finish_task_with_key,
    participants_of,
)
from andrum.dispatch.service import order_paper
from andrum.investigations.actions.keeping import keep_basis
from andrum.investigations.actions.locking import locked_open
from andrum.investigations.domain.errors import NOTHING_CHANGED, PartyError
from andrum.investigations.models import Hearing, Investigation, KeptBasis, Way
from andrum.investigations.queries.compiled import compiled
from andrum.investigations.queries.files import PDF, paper_for, pdf_of
from andrum.kernel.clock import swedish_day
from andrum.kernel.words import marked as _
from andrum.people.service import Person

LONGEST_TIME = 366


def send_to_party(
    *, investigation: Investigation, person_id: int, way: str, answer_by: date, text: str, by: Actor, at: datetime
) -> Hearing:
    """Give a party the whole basis as it is now, and a last day to answer. Once for each party and basis.

    The basis is kept, its PDF is kept among the documents of the matter, and a task waits for the answer. Sent to the
    mailbox, the same PDF goes out by ``dispatch``.

    Args:
        investigation: The investigation.
        person_id: Somebody who takes part in the matter.
        way: One of Way.
        answer_by: The last day to answer.
        text: What the party is told with it.
        by: Who sends.
        at: Now.

    Raises:
        PartyError: when the person takes no part, the day has been, or the way is unknown.
        InvestigationStateError, LockedInvestigationError: when it is not under way.
        DispatchError: when the municipality's sender is not known.
    """
    person = _party(investigation, person_id)
    today = swedish_day(at)
    if way not in Way.values or not today <= answer_by or (answer_by - today).days > LONGEST_TIME:
        raise PartyError(
            _("Svarsdagen eller sättet stämmer inte."), saved=NOTHING_CHANGED, todo=_("Välj en kommande dag.")
        )
    if not text.strip():
        raise PartyError(_("Det står inget till parten."), saved=NOTHING_CHANGED, todo=_("Skriv vad parten ska göra."))
    kept = keep_basis(investigation=investigation, cause="sent", by=by, at=at)
    pdf = pdf_of(
        paper_for(compiled(investigation, today=today), at=at, is_draft=True), at=at
    )  # outside the transaction
    return _keep(kept=kept, person=person, way=way, answer_by=answer_by, text=text, pdf=pdf, by=by, at=at)


def _party(investigation: Investigation, person_id: int) -> Person:
    rows = participants_of(investigation.matter)
    found = next((one.person for one in rows if one.person_id == person_id and one.to_date is None), None)
    if found is None:
        raise PartyError(
            _("Personen är inte med i ärendet."), saved=NOTHING_CHANGED, todo=_("Lägg till under Personer.")
        )
    return found


@transaction.atomic
def _keep(
    *, kept: KeptBasis, person: Person, way: str, answer_by: date, text: str, pdf: bytes, by: Actor, at: datetime
) -> Hearing:
    found = locked_open(investigation=kept.investigation, by=by, at=at)
    if (same := Hearing.objects.filter(basis=kept, person=person).first()) is not None:
        return same
    key = f"investigation:{found.pk}:basis:{kept.number}:person:{person.pk}"
    document = add_document(
        matter=found.matter, kind="decision_basis_sent", title=f"Beslutsunderlag till {person.name}",
        media_type=PDF, content=pdf, source="andrum", key=key, by=by, at=at,
    )  # fmt: skip
    sent = communicate(matter=found.matter, month="", text=text, answer_by=answer_by, by=by, at=at)
    hearing = Hearing.objects.create(
        investigation=found, basis=kept, communication=sent, document=document, person=person, way=way
    )
    add_task(
        matter=found.matter, kind="answer_due", title=f"Svaret på underlaget ska ha kommit: {person.name}",
        due_date=answer_by, assigned_to=found.matter.assigned_to, key=f"answer_due:{sent.pk}", by=by, at=at,
    )  # fmt: skip
    if way == Way.MAILBOX:
        order_paper(document=document, person=person, key=key, by=by, at=at)
    record(
        kind="investigations.communicated", by=by, at=at, subject=f"investigation:{found.pk}",
        matter=str(found.matter_id), person=str(person.pk),
        details={"hearing": hearing.pk, "basis": kept.number, "way": way, "answer_by": str(answer_by)},
    )  # fmt: skip
    return hearing


@transaction.atomic
def keep_answer(*, hearing: Hearing, answer: str, by: Actor, at: datetime) -> Hearing:
    """Keep what a party says, in writing or by word of mouth. The first answer counts; what comes later is a note.

    Raises:
        PartyError: when the answer says nothing.
        DecisionError: when there is an answer already.
        LockedInvestigationError: when the investigation is finished.
    """
    if not answer.strip():
        raise PartyError(
            _("Svaret är tomt."), saved=NOTHING_CHANGED, todo=_("Skriv vad parten sa, eller att hen avstod.")
        )
    found = locked_open(investigation=hearing.investigation, by=by, at=at)
    answer_communication(communication=hearing.communication, answer=answer, by=by, at=at)
    finish_task_with_key(key=f"answer_due:{hearing.communication_id}", by=by, at=at)
    record(
        kind="investigations.answered", by=by, at=at, subject=f"investigation:{found.pk}",
        matter=str(found.matter_id), person=str(hearing.person_id), details={"hearing": hearing.pk},
    )  # fmt: skip
    return hearing
