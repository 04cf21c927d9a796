"""What has come of an application: what is asked, what is decided, what was written. Only what the person may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from andrum.applications.domain.progress import Stage, stage_of
from andrum.applications.models import Application, Supplement
from andrum.cases.service import Decision, Document, Matter, Participant, Task, communication_of
from andrum.people.service import Person


@dataclass(frozen=True, slots=True)
class Told:
    """What the unit told before a decision (FL 25 §): the text, and until when to answer."""

    text: str
    sent_at: datetime
    sent_by: str
    answer_by: date


@dataclass(frozen=True, slots=True)
class Note:
    """A message, as the person reads it."""

    at: datetime
    text: str
    is_own: bool
    sender: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An application with what has come of it, for one person."""

    application: Application
    stage: Stage
    is_applicant: bool
    supplement: Supplement | None
    told: Told | None
    decisions: tuple[Decision, ...]
    """All for the month, newest first, read in the same moment as the stage; the first one holds."""

    @property
    def decision(self) -> Decision | None:
        """The one that holds."""
        return self.decisions[0] if self.decisions else None


def matters_of(person: Person) -> QuerySet[Matter]:
    """The matters where the person is the applicant, or takes part as co-applicant now; newest first."""
    joint = Participant.objects.filter(person=person, role="co_applicant", to_date__isnull=True)
    return Matter.objects.filter(Q(applicant=person) | Q(pk__in=joint.values("matter"))).order_by("-opened_at", "-pk")


def decisions_for(application: Application) -> list[Decision]:
    """The decisions for the month, newest first; the first one holds."""
    if application.matter_id is None:
        return []
    found = Decision.objects.filter(matter_id=application.matter_id, month=application.month)
    return list(found.order_by("-decided_at", "-pk"))


def expected_by(application: Application) -> date | None:
    """The day when a decision is expected, by the unit's own time."""
    if application.matter is None:
        return None
    task = Task.objects.filter(
        matter=application.matter, kind="decision_due", month=application.month, done_at__isnull=True
    ).first()
    return task.due_date if task else None


def letter_of(decision: Decision) -> Document | None:
    """The letter of a decision, when it is made."""
    return Document.objects.filter(
        matter_id=decision.matter_id, kind="decision_letter", key=f"letter:decision:{decision.pk}"
    ).first()


def told_before_decision(application: Application, *, today: date) -> Told | None:
    """What the unit has told before a decision, while it can be answered."""
    if application.matter is None:
        return None
    found = communication_of(matter=application.matter, month=application.month)
    if found is None or found.answered_at is not None or found.answer_by < today:
        return None
    return Told(text=found.text, sent_at=found.sent_at, sent_by=found.sent_by, answer_by=found.answer_by)


def standing_of(application: Application, person: Person, *, today: date) -> Standing:
    """Where an application stands for the applicant or the co-applicant."""
    return standings_of([application], person, today=today)[0]


def standings_of(applications: Iterable[Application], person: Person, *, today: date) -> list[Standing]:
    """Where each application stands, in the same order; a few questions to the database for any number."""
    rows = list(applications)
    matters = {row.matter_id for row in rows if row.matter_id is not None}
    made: dict[tuple[int, str], list[Decision]] = {}
    for decision in Decision.objects.filter(matter__in=matters).defer("calculation").order_by("-decided_at", "-pk"):
        made.setdefault((decision.matter_id, decision.month), []).append(decision)
    asked = Supplement.objects.filter(application__in=[row.pk for row in rows], answered_at__isnull=True)
    supplements = {supplement.application_id: supplement for supplement in asked}
    return [
        _standing(row, person, supplements.get(row.pk), tuple(made.get((row.matter_id or 0, row.month), ())), today)
        for row in rows
    ]


def _standing(
    application: Application, person: Person, asked: Supplement | None, made: tuple[Decision, ...], today: date
) -> Standing:
    is_applicant = application.applicant_id == person.pk
    supplement = asked if is_applicant else None
    told = told_before_decision(application, today=today)
    if told is not None and made and told.sent_at <= made[0].decided_at:
        told = None  # it was about this decision; a later one is about changing it
    asks = supplement is not None or told is not None
    stage = stage_of(application.state, is_applicant=is_applicant, asks_something=asks, is_decided=bool(made))
    if stage == Stage.DECIDED and asks:
        stage = Stage.NEEDS_YOU
    return Standing(application, stage, is_applicant, supplement, told, made)


def message_key(person: Person, name: str) -> str:
    """The key of a message from a person; it also says whose it is."""
    return f"person:{person.pk}:{name}"


def messages_for(person: Person) -> list[Note]:
    """What the person wrote, and what the unit wrote to the applicant of the matter; newest first.

    One who applies together with another never sees what the other wrote, nor the answers to it.
    """
    notes: list[Note] = []
    for matter in matters_of(person):
        mine = Q(is_from_citizen=True, key__startswith=message_key(person, ""))
        seen = mine | Q(is_from_citizen=False) if matter.applicant_id == person.pk else mine
        notes.extend(
            Note(at=row.at, text=row.text, is_own=row.is_from_citizen, sender=row.sender_name)
            for row in matter.messages.filter(seen).order_by("-at", "-pk")[:50]
        )
    return sorted(notes, key=lambda note: note.at, reverse=True)
