"""The basis: every line in its place, where accounts differ, what has changed, and what nobody has said.

Pure compilation. It moves lines, counts and compares; it writes no sentence about a person.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from andrum.investigations.domain.material import Entry, EntryKind, Party, Source, Talk
from andrum.investigations.domain.parameters import Plan, SectionPlan

GUARDIAN_ROLES = frozenset({"guardian"})
WORKER_ROLES = frozenset({"socialsekreterare", "handläggare", "biståndshandläggare", "personal", "tolk"})
FEELS_WRONG = "disputes"
Compare = Callable[[Sequence[Entry], Sequence[Entry]], Iterable[tuple[Entry, Entry]]]
"""Pairs of an earlier and a later line that do not go together; the engine ``language`` knows which."""


@dataclass(frozen=True, slots=True)
class AreaName:
    """An area of the framework as it is shown."""

    id: str
    name: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything in the case that may go into a basis, as it is now."""

    entries: tuple[Entry, ...]
    talks: tuple[Talk, ...] = ()
    parties: tuple[Party, ...] = ()
    unsorted_words: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area with its lines; silent when nobody has spoken about it."""

    area: AreaName
    entries: tuple[Entry, ...]

    @property
    def is_silent(self) -> bool:
        """True when there is no line. It says nothing of how things are."""
        return not self.entries

    @property
    def child_speaks(self) -> bool:
        """True when the child itself has said something here."""
        return any(entry.is_child for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two lines that do not go together, or one that is questioned.

    ``kind`` is ``accounts``; ``position`` and ``note`` when somebody says that a line is wrong; ``fact`` when the
    sources of a fact do not agree.
    """

    kind: str
    area: str
    first: Entry
    second: Entry | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The same person says otherwise than before (``said_otherwise``), or that it was so then (``was_before``)."""

    kind: str
    area: str
    earlier: Entry
    later: Entry


@dataclass(frozen=True, slots=True)
class Heard:
    """Who has been heard: the child in which conversations, the guardians by name, and those who have not."""

    child_talks: tuple[Talk, ...]
    guardians: tuple[str, ...]
    guardians_not: tuple[str, ...]

    @property
    def child(self) -> bool:
        """True when the child took part in a signed conversation."""
        return bool(self.child_talks)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what comes under it."""

    plan: SectionPlan
    areas: tuple[AreaPart, ...] = ()
    entries: tuple[Entry, ...] = ()
    differences: tuple[Difference, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """The whole document except what a person writes."""

    title: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    heard: Heard
    silent: tuple[AreaName, ...]
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    new_keys: frozenset[str]
    gone: tuple[Entry, ...]
    material: Material
    names: Mapping[str, str]

    @property
    def lines(self) -> int:
        """How many lines it holds."""
        return len(self.material.entries)

    @property
    def safety(self) -> tuple[Entry, ...]:
        """Lines about somebody's life or safety, oldest first."""
        return tuple(entry for entry in self.material.entries if entry.is_safety and entry.is_claim)

    def entry(self, key: str) -> Entry | None:
        """The line with the key."""
        return next((entry for entry in self.material.entries if entry.key == key), None)


def compile_basis(
    material: Material, *, plan: Plan, names: Sequence[AreaName], compare: Compare, before: Collection[Entry] = (),
) -> Basis:  # fmt: skip
    """Put everything in the framework's order.

    Args:
        material: What the case holds now.
        plan: The headings.
        names: The areas of the framework, in its order.
        compare: Which pairs of lines do not go together.
        before: The lines of the last basis that was kept; empty when this is the first.
    """
    entries = tuple(sorted(material.entries, key=_in_time))
    ordered = Material(entries, material.talks, material.parties, material.unsorted_words, material.drafts)
    areas = _areas(plan, names, entries)
    differences, changes = _compared(entries, compare)
    known = {entry.key for entry in before}
    parts = tuple(_part(section, areas, entries, differences, changes) for section in plan.sections)
    now = {entry.key for entry in entries}
    return Basis(
        title=plan.title, parts=parts, sources=_sources(entries, material.talks), heard=_heard(material),
        silent=tuple(area.area for area in areas.values() if area.is_silent), differences=differences, changes=changes,
        new_keys=frozenset(now - known) if before else frozenset(),
        gone=tuple(sorted((entry for entry in before if entry.key not in now), key=_in_time)),
        material=ordered, names={area.id: area.name for area in names},
    )  # fmt: skip


def _in_time(entry: Entry) -> tuple[date, str, int, int]:
    """Oldest first; within a source in its own order, and the person's lines in the order they were said."""
    return (entry.source.day, entry.source.kind, entry.source.id, entry.place)


def _areas(plan: Plan, names: Sequence[AreaName], entries: Sequence[Entry]) -> dict[str, AreaPart]:
    """Every area of the plan, and any that only the factor set has, so that no line loses its place."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.area and entry.kind is not EntryKind.AGREEMENT:
            found[entry.area].append(entry)
    named = {area.id: area for area in names}
    order = [*plan.areas, *(area.id for area in names if area.id not in plan.areas)]
    return {
        area: AreaPart(
            named.get(area, AreaName(area, area)), tuple(sorted(found[area], key=lambda one: not one.is_safety))
        )
        for area in order
    }


def _part(
    section: SectionPlan, areas: Mapping[str, AreaPart], entries: Sequence[Entry], differences: tuple[Difference, ...],
    changes: tuple[Change, ...],
) -> Part:  # fmt: skip
    if section.kind == "areas":
        return Part(section, areas=tuple(areas[area] for area in section.areas))
    if section.kind == "views":
        wants_child = section.whose == "child"
        views = [entry for entry in entries if entry.kind is EntryKind.OWN_VIEW]
        return Part(section, entries=tuple(entry for entry in views if entry.is_child == wants_child))
    if section.kind == "agreements":
        return Part(section, entries=tuple(entry for entry in entries if entry.kind is EntryKind.AGREEMENT))
    if section.kind == "other":
        return Part(section, entries=tuple(entry for entry in entries if _has_no_place(entry, areas)))
    if section.kind == "differences":
        return Part(section, differences=differences)
    return Part(section, changes=changes) if section.kind == "changes" else Part(section)


def _has_no_place(entry: Entry, areas: Mapping[str, AreaPart]) -> bool:
    """True for what no other heading shows: not sorted, or sorted under an area that the framework does not have."""
    return entry.kind not in {EntryKind.AGREEMENT, EntryKind.OWN_VIEW} and entry.area not in areas


def _compared(entries: Sequence[Entry], compare: Compare) -> tuple[tuple[Difference, ...], tuple[Change, ...]]:
    by_key = {entry.key: entry for entry in entries}
    differences, changes = [], []
    for earlier, later in _pairs(entries, compare):
        if _same_speaker(earlier, later) and earlier.source.key != later.source.key:
            kind = "was_before" if earlier.is_claim and later.is_claim else "said_otherwise"
            changes.append(Change(kind, later.area or earlier.area, earlier, later))
        else:
            differences.append(Difference("accounts", later.area or earlier.area, earlier, later))
    for entry in entries:
        if entry.position == FEELS_WRONG:
            differences.append(Difference("position", entry.area, entry))
        if entry.differs:
            differences.append(Difference("fact", entry.area, entry))
        if entry.refers_to:
            about = by_key.get(entry.refers_to)
            differences.append(Difference("note", entry.area, about or entry, entry if about else None))
    return tuple(differences), tuple(changes)


def _pairs(entries: Sequence[Entry], compare: Compare) -> Iterable[tuple[Entry, Entry]]:
    """Every pair once: each conversation against all before it and itself, and what was so before."""
    said = [entry for entry in entries if entry.kind is EntryKind.STATEMENT]
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in said:
        by_source[entry.source.key].append(entry)
    earlier: list[Entry] = []
    place = {entry.key: number for number, entry in enumerate(said)}
    seen: set[tuple[str, str]] = set()
    for these in by_source.values():
        for pair in (*compare(earlier, these), *compare(these, these), *_was_before(earlier, these)):
            first, second = sorted(pair, key=lambda entry: place[entry.key])
            if first.key != second.key and (first.key, second.key) not in seen:
                seen.add((first.key, second.key))
                yield first, second
        earlier += these


def _was_before(earlier: Sequence[Entry], later: Sequence[Entry]) -> Iterable[tuple[Entry, Entry]]:
    """The same person said that it is so, and says later that it was so before."""
    then = {(one.speaker, one.about, one.factor): one for one in earlier if one.factor and _holds(one, "nu")}
    for one in later:
        if one.factor and _holds(one, "tidigare") and (first := then.get((one.speaker, one.about, one.factor))):
            yield first, one


def _holds(entry: Entry, time: str) -> bool:
    return entry.is_claim and entry.time == time


def _same_speaker(one: Entry, other: Entry) -> bool:
    return bool(one.speaker) and (one.speaker, one.speaker_role) == (other.speaker, other.speaker_role)


def _sources(entries: Sequence[Entry], talks: Sequence[Talk]) -> tuple[Source, ...]:
    """Each source once, oldest first; also a conversation that gave no line."""
    found = {entry.source.key: entry.source for entry in entries} | {talk.source.key: talk.source for talk in talks}
    return tuple(sorted(found.values(), key=lambda source: (source.day, source.kind, source.id)))


def _heard(material: Material) -> Heard:
    present = {
        name.casefold() for talk in material.talks for role, name in talk.participants if role not in WORKER_ROLES
    }
    guardians = [party for party in material.parties if party.role in GUARDIAN_ROLES]
    return Heard(
        child_talks=tuple(talk for talk in material.talks if talk.has_child),
        guardians=tuple(party.name for party in guardians if _is_among(party.name, present)),
        guardians_not=tuple(party.name for party in guardians if not _is_among(party.name, present)),
    )  # fmt: skip


def _is_among(name: str, present: Collection[str]) -> bool:
    """True when the person is named among those present, by whole name or by the given name alone."""
    whole = name.casefold()
    return any(one and (one == whole or one == whole.split(" ")[0]) for one in present)
