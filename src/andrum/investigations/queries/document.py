"""The document as plain blocks, the same for the screen's print, Word and PDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from andrum.investigations.domain.basis import AreaPart, Change, Difference, Part
from andrum.investigations.domain.days import Deadline
from andrum.investigations.domain.material import Entry, EntryKind
from andrum.investigations.models import Hearing
from andrum.investigations.queries.compiled import Compiled
from andrum.investigations.queries.words import (
    ABOUT,
    DECIDED,
    POLARITIES,
    POSITIONS,
    SILENT,
    STATES,
    UNWRITTEN,
    all_area_names,
    change_words,
    difference_words,
    missing_words,
    said_how,
    source_words,
    speaker_words,
    word,
)
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import day_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the words, who says them and how, and where they come from.

    ``tone`` is ``risk``, ``skydd``, ``safety`` or empty; ``label`` says it in a word.
    """

    text: str
    source: str
    is_quote: bool = False
    speaker: str = ""
    label: str = ""
    tone: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece: ``text``, ``note`` (said by the program), ``lines``, ``pairs``, ``list`` or ``heading``."""

    kind: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document, ready to be set."""

    title: str
    subject: str
    reference: str
    unit: str
    municipality: str
    board: str
    date: str
    version: str
    is_draft: bool
    sections: tuple[Section, ...]
    missing: tuple[str, ...] = field(default=())


def paper_of(found: Compiled, *, municipality: str, board: str, at: datetime, is_draft: bool) -> Paper:
    """The document with everything in it, in order. Nothing in it is made by the program but headings and counts."""
    matter, today = found.investigation.matter, swedish_day(at)
    numbers = (found.investigation.number, found.kept.number if found.kept else 0)
    return Paper(
        title=found.plan.title, subject=matter.applicant.name, reference=matter.reference, unit=matter.unit.name,
        municipality=municipality, board=board, date=day_in_words(today), is_draft=is_draft,
        version=_("Version %(number)d, sammanställning %(kept)d") % {"number": numbers[0], "kept": numbers[1]},
        sections=tuple(
            Section(part.plan.title, tuple(blocks_of(part, found, today)), part.plan.id) for part in found.basis.parts
        ),
        missing=tuple(missing_words(one) for one in found.missing),
    )  # fmt: skip


def blocks_of(part: Part, found: Compiled, today: date) -> Iterator[Block]:
    """What stands under one heading."""
    kind = part.plan.kind
    if kind == "written":
        written = found.written[part.plan.part]
        yield Block("note", str(UNWRITTEN)) if written.is_empty else Block("text", written.text)
        if not written.is_empty and written.at is not None:
            yield Block("note", _("Skrivet av %(who)s, %(day)s.") % {"who": written.by, "day": _day(written.at)})
    elif kind == "areas":
        for area in part.areas:
            yield from _area(area)
    elif kind in {"views", "agreements", "other"}:
        yield from _lines(part.entries, empty=_empty(kind, part.plan.whose))
    elif kind == "differences":
        yield from _differences(part.differences)
    elif kind == "changes":
        yield from _changes(part.changes)
    else:
        yield from _OTHERS[kind](found, today)


def _area(area: AreaPart) -> Iterator[Block]:
    yield Block("heading", area.area.name)
    yield from _lines(area.entries, empty=str(SILENT))


def _lines(entries: Iterable[Entry], *, empty: str) -> Iterator[Block]:
    lines = tuple(line_of(entry) for entry in entries)
    yield Block("lines", lines=lines) if lines else Block("note", empty)


def _empty(kind: str, whose: str) -> str:
    if kind == "views":
        return (
            _("Barnet har inte sagt någon åsikt i ett signerat samtal.")
            if whose == "child"
            else _("Ingen har sagt sin inställning i ett signerat samtal.")
        )
    if kind == "agreements":
        return _("Det finns ingen överenskommelse i ett signerat samtal.")
    return _("Allt är sorterat under sitt område.")


def line_of(entry: Entry) -> Line:
    """A line as it is set."""
    details = [f"{word(ABOUT, entry.about)}"] if entry.about and entry.about in ABOUT else []
    details += said_how(entry)
    if entry.question:
        details.append(_("svar på frågan «%(question)s»") % {"question": entry.question})
    if entry.terms:
        details.append(entry.terms)
    if entry.wording:
        details.append(_("handläggarens ord: %(words)s") % {"words": entry.wording})
    if entry.position:
        said = " ".join(part for part in (entry.position_by, word(POSITIONS, entry.position)) if part)
        details.append(f"{said}: «{entry.position_text}»" if entry.position_text else said)
    tone = "safety" if entry.is_safety and entry.is_claim else entry.polarity if entry.is_claim else ""
    label = _("Säkerhet") if tone == "safety" else word(POLARITIES, tone) if tone != "neutral" else ""
    title = entry.source.title if entry.kind in {EntryKind.FACT, EntryKind.NOTE} else ""
    text = f"{title}: {entry.text}" if title else entry.text
    return Line(text, source_words(entry), entry.is_quote, speaker_words(entry), label, tone, tuple(details))


def _differences(differences: Iterable[Difference]) -> Iterator[Block]:
    names = all_area_names()
    any_found = False
    for one in differences:
        any_found = True
        area = names.get(one.area, "")
        yield Block("heading", f"{difference_words(one)}: {area}" if area else difference_words(one))
        yield Block("lines", lines=tuple(line_of(entry) for entry in (one.first, one.second) if entry is not None))
    if not any_found:
        yield Block(
            "note", _("Programmet har inte hittat uppgifter som säger emot varandra. Läs själv; det kan finnas.")
        )


def _changes(changes: Iterable[Change]) -> Iterator[Block]:
    names = all_area_names()
    any_found = False
    for one in changes:
        any_found = True
        area = names.get(one.area, "")
        yield Block("heading", f"{change_words(one)}: {area}" if area else change_words(one))
        yield Block("lines", lines=(line_of(one.earlier), line_of(one.later)))
    if not any_found:
        yield Block(
            "note", _("Programmet har inte hittat att någon säger något annat än förut. Läs själv; det kan finnas.")
        )


def _parties(found: Compiled, _today: date) -> Iterator[Block]:
    matter = found.investigation.matter
    about = _("Barnet") if found.investigation.is_child else _("Gäller")
    rows = [
        (about if one.person_id == matter.applicant_id else one.role_words, _name(one.name, one.age))
        for one in found.basis.material.parties
    ]
    worker = matter.assigned_to.name if matter.assigned_to else _("ingen har tagit ärendet")
    yield Block("pairs", rows=(*rows, (_("Handläggare"), worker), (_("Enhet"), matter.unit.name)))


def _name(name: str, age: int | None) -> str:
    return _("%(name)s, %(age)d år") % {"name": name, "age": age} if age is not None else name


def _reason(found: Compiled, today: date) -> Iterator[Block]:
    one = found.investigation
    yield Block("text", one.reason)
    rows = [] if one.reported_date is None else [(_("Anmälan kom in"), day_in_words(one.reported_date))]
    if one.started_date is not None:
        rows.append((_("Utredningen inleddes"), day_in_words(one.started_date)))
    yield Block("pairs", rows=(*rows, *(_deadline(deadline, today) for deadline in found.deadlines)))
    for step in found.steps:
        more = _(" till och med %(day)s") % {"day": day_in_words(step.to_date)} if step.to_date else ""
        head = f"{step.get_kind_display()}, {day_in_words(step.day)}: {step.get_outcome_display()}{more}."
        yield Block("heading", head)
        yield Block("text", step.text)
        yield Block("note", _("Antecknat av %(who)s.") % {"who": step.by})


def _deadline(one: Deadline, today: date) -> tuple[str, str]:
    state = word(STATES, one.state(today))
    due = _("senast %(day)s") % {"day": day_in_words(one.due)} if one.due else one.note
    done = _(", gjort %(day)s") % {"day": day_in_words(one.done)} if one.done else ""
    longer = _(", förlängd") if one.extended else ""
    return (one.words, f"{due}{longer}{done} ({state}; {one.section})")


def _how(found: Compiled, _today: date) -> Iterator[Block]:
    heard = found.basis.heard
    if found.investigation.is_child:
        if heard.child:
            days = ", ".join(day_in_words(talk.source.day) for talk in heard.child_talks)
            yield Block("text", _("Barnet har hörts: %(days)s.") % {"days": days})
        else:
            why = found.investigation.child_not_heard
            yield Block("note", _("Barnet har inte hörts i något signerat samtal."))
            yield Block("text", _("Skäl: %(why)s") % {"why": why}) if why else Block("note", _("Det står inte varför."))
    people = {
        talk.source.key: ", ".join(name or role for role, name in talk.participants)
        for talk in found.basis.material.talks
    }
    rows = []
    for source in found.basis.sources:
        more = people.get(source.key) or source.by
        entry = Entry(source.key, source, EntryKind.NOTE, "")
        rows.append((source_words(entry), f"{source.title} ({more})" if more else source.title))
    yield Block("pairs", rows=tuple(rows)) if rows else Block("note", _("Det finns inga källor än."))


def _silent(found: Compiled, _today: date) -> Iterator[Block]:
    names = tuple(area.name for area in found.basis.silent)
    if names:
        yield Block("list", items=names)
        yield Block("note", str(SILENT))
    else:
        yield Block("note", _("Någon har sagt något om varje område."))


def _communication(found: Compiled, _today: date) -> Iterator[Block]:
    if not found.hearings:
        why = found.investigation.not_sent_because
        yield Block("note", _("Ingen part har fått underlaget för att yttra sig."))
        if why:
            yield Block("text", _("Skäl: %(why)s") % {"why": why})
    for hearing in found.hearings:
        yield from _hearing(hearing)


def _hearing(hearing: Hearing) -> Iterator[Block]:
    sent = hearing.communication
    yield Block("heading", hearing.person.name)
    yield Block("pairs", rows=(
        (_("Fick sammanställning"), f"{hearing.basis.number}, {_day(sent.sent_at)}"),
        (_("Hur"), str(hearing.get_way_display())), (_("Svar senast"), day_in_words(sent.answer_by)),
        (_("Svarade"), _day(sent.answered_at) if sent.answered_at else _("inte än")),
    ))  # fmt: skip
    if sent.answer:
        yield Block("text", sent.answer)


def _decision(found: Compiled, _today: date) -> Iterator[Block]:
    if found.decision is None:
        yield Block("note", str(DECIDED))
        return
    yield Block("pairs", rows=(
        (_("Utfall"), str(found.decision.get_outcome_display())), (_("Beslutat"), _day(found.decision.decided_at)),
        (_("Av"), found.decision.decided_by_name),
    ))  # fmt: skip
    if found.decision.reasons:
        yield Block("text", found.decision.reasons)


def _day(at: datetime) -> str:
    return day_in_words(swedish_day(at))


_OTHERS = {
    "parties": _parties, "reason": _reason, "how": _how, "silent": _silent, "communication": _communication,
    "decision": _decision,
}  # fmt: skip
