"""Everything in a case that may go into its basis: signed conversations and notes, documents, facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from andrum.cases.service import Document, Fact, FactView, JournalNote, Matter, facts_in_words, participants_of
from andrum.investigations.domain.basis import AreaName, Material
from andrum.investigations.domain.material import Entry, EntryKind, Party, Source, SourceKind
from andrum.investigations.models import Investigation, Placement
from andrum.investigations.queries.talks import FACT_PREFIX, Talks, talks_in
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import age_on
from andrum.language.service import factor_set

OWN_KINDS = ("decision_basis", "decision_basis_word", "decision_basis_sent", "decision_letter")
"""Documents that are made from the basis; they are no source of it."""


def material_of(investigation: Investigation, today: date) -> Material:
    """What the case holds now, each line with its source, and sorted as somebody has placed it."""
    matter = investigation.matter
    talks = talks_in(matter)
    entries = [*talks.entries, *_notes(matter, talks), *_documents(matter), *_facts(matter)]
    placed = dict(Placement.objects.filter(investigation=investigation).values_list("entry_key", "area"))
    drafts = JournalNote.objects.filter(matter=matter, signed_at__isnull=True).count() + talks.unsigned
    return Material(
        entries=tuple(replace(one, area=placed[one.key]) if one.key in placed else one for one in entries),
        talks=talks.talks, parties=parties_of(matter, today), unsorted_words=talks.unsorted, drafts=drafts,
    )  # fmt: skip


def area_names(framework: str) -> list[AreaName]:
    """The areas of a framework, in order."""
    return [AreaName(area.id, area.name, area.question) for area in factor_set(framework).areas]


def parties_of(matter: Matter, today: date) -> tuple[Party, ...]:
    """Those who take part in the matter now, with their age."""
    return tuple(
        Party(
            part.person_id, part.person.name, part.role, str(part.get_role_display()),
            age_on(born=part.person.born, day=today),
        )
        for part in participants_of(matter)
        if part.to_date is None
    )  # fmt: skip


def _notes(matter: Matter, talks: Talks) -> Iterable[Entry]:
    """Signed notes, except those that a conversation became: their lines are there one by one."""
    rows = JournalNote.objects.filter(matter=matter, signed_at__isnull=False).exclude(pk__in=talks.notes)
    for row in rows.order_by("written_at", "pk"):
        source = Source(SourceKind.NOTE, row.pk, swedish_day(row.written_at), row.title, row.written_by)
        about = row.correction_of_id or row.alleges_error_in_id
        yield Entry(source.key, source, EntryKind.NOTE, row.text, refers_to=f"note:{about}" if about else "")


def _documents(matter: Matter) -> Iterable[Entry]:
    rows = Document.objects.filter(matter=matter).exclude(kind__in=OWN_KINDS).defer("content")
    for row in rows.order_by("received_at", "pk"):
        source = Source(
            SourceKind.DOCUMENT, row.pk, swedish_day(row.received_at), row.title, str(row.get_source_display())
        )
        yield Entry(source.key, source, EntryKind.DOCUMENT, row.title)


def _facts(matter: Matter) -> Iterable[Entry]:
    """Facts that hold now, all sources of each name and month together; those of a conversation are its lines."""
    rows = Fact.objects.filter(matter=matter, replaced_at__isnull=True).exclude(name__startswith=FACT_PREFIX)
    by_name: dict[tuple[str, str], list[FactView]] = defaultdict(list)
    for row in rows.order_by("name", "month", "pk"):
        by_name[row.name, row.month].append(view_of(row))
    for (name, _month), views in by_name.items():
        yield _fact(name, views, matter)


def view_of(row: Fact) -> FactView:
    """A fact as the register shows it."""
    return FactView(
        id=row.pk, name=row.name, month=row.month, value=row.value, unknown_reason=row.unknown_reason,
        source=row.source, source_detail=row.source_detail, retrieved_at=row.retrieved_at, recorded_by=row.recorded_by,
        recorded_at=row.recorded_at, reason=row.reason,
    )  # fmt: skip


def _fact(name: str, views: list[FactView], matter: Matter) -> Entry:
    words: Mapping[int, object] = facts_in_words({name: views}, applicant=matter.applicant.name)
    said = [_said(words.get(view.id), view) for view in views]
    title = said[0][0]
    values = list(dict.fromkeys(value for _title, value, _source in said))
    text = values[0] if len(values) == 1 else "; ".join(f"{who}: {value}" for _title, value, who in said)
    source = Source(SourceKind.FACT, views[0].id, swedish_day(views[0].recorded_at), title, said[0][2])
    return Entry(source.key, source, EntryKind.FACT, text, differs=len(values) > 1)


def _said(words: object, view: FactView) -> tuple[str, str, str]:
    """Title, value and source of a fact in words; one that is unknown says why."""
    title, value, source = (str(getattr(words, name, "") or "") for name in ("title", "value", "source"))
    if view.is_unknown:
        value = f"okänt: {view.unknown_reason}"
    return title or view.name, value or str(view.value), source or view.source
