"""A person's file as the rules see it, and the persons whose files may be due."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Count, Max, Q

from andrum.cases.service import Decision, Document, Fact, JournalNote, Matter, Message
from andrum.investigations.service import InvestigationState, investigations_of
from andrum.kernel.clock import swedish_day
from andrum.people.service import Person
from andrum.retention.domain.rules import CHILDREN, PersonFile, Rules, years_after
from andrum.retention.models import WAITING, Proposal

ENTRIES = (
    (JournalNote, ("written_at", "signed_at")), (Document, ("received_at",)), (Decision, ("decided_at",)),
    (Message, ("at",)), (Fact, ("recorded_at",)), (Matter, ("opened_at", "closed_at")),
)  # fmt: skip
"""What counts as an entry in the file."""


def persons_to_look_at(today: date, rules: Rules) -> Iterator[int]:
    """Persons with closed matters only, the last closed long enough ago, for whom nothing waits. Oldest first."""
    waiting = Proposal.objects.filter(state__in=WAITING).values("person")
    found = (
        Matter.objects.exclude(applicant__in=waiting)
        .values("applicant")
        .annotate(open=Count("pk", filter=Q(state="open")), last=Max("closed_at"))
        .filter(open=0)
        .order_by("last", "applicant")
    )
    for row in found.iterator():
        last = swedish_day(row["last"])
        if years_after(last, rules.years_after_last_note) > today:
            return
        yield row["applicant"]


def matters_of(person_id: int) -> list[Matter]:
    """The matters that are about the person, oldest first."""
    return list(Matter.objects.filter(applicant=person_id).select_related("unit").order_by("opened_at", "pk"))


def file_of(person: Person, matters: Sequence[Matter]) -> PersonFile:
    """What the rules need to know of the person's file."""
    kinds = frozenset(str(matter.kind) for matter in matters)
    return PersonFile(
        born=person.born, last_entry=_last_entry(matters), kinds=kinds,
        is_open=any(matter.state == "open" for matter in matters),
        has_child_inquiry=any(_has_inquiry(matter) for matter in matters if matter.kind == CHILDREN),
    )  # fmt: skip


def _has_inquiry(matter: Matter) -> bool:
    """False only when it is known that no investigation was opened: what is not known is never no."""
    states = [one.state for one in investigations_of(matter)]
    return not states or any(state != InvestigationState.NOT_OPENED for state in states)


def _last_entry(matters: Sequence[Matter]) -> date:
    ids = [matter.pk for matter in matters]
    moments: list[datetime] = []
    for model, fields in ENTRIES:
        inside = Q(pk__in=ids) if model is Matter else Q(matter__in=ids)
        found = model._default_manager.filter(inside).aggregate(**{name: Max(name) for name in fields})  # noqa: SLF001
        moments += [moment for moment in found.values() if moment is not None]
    return swedish_day(max(moments))
