"""The document as the page shows it: lines with their ways back, filters, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from andrum.investigations.domain.basis import AreaPart, Basis, Change, Difference, Part
from andrum.investigations.domain.days import Deadline
from andrum.investigations.domain.material import Entry, SourceKind
from andrum.investigations.domain.missing import Missing
from andrum.investigations.models import Investigation
from andrum.investigations.queries.compiled import Compiled
from andrum.investigations.queries.document import Block, Line, blocks_of, line_of
from andrum.investigations.queries.words import (
    STATES,
    all_area_names,
    change_words,
    difference_words,
    missing_words,
    speaker_words,
    word,
)
from andrum.investigations.queries.written import Written
from andrum.investigations.web.access import Visit

KINDS = ("styrka", "oro", "sakerhet", "barnet", "nytt", "skillnad")
SHOWN_IN_BLOCKS = ("parties", "reason", "how", "silent", "communication", "decision")
STATE_KINDS = {"done": "done", "done_late": "worry", "late": "stop", "soon": "waiting", "open": "info", "no_day": ""}
MISSING_KINDS = {"stop": "stop", "worry": "worry", "info": "info"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which lines to show: of an area, of somebody by place in the list of speakers, of a kind, with some words."""

    area: str = ""
    speaker: int = -1
    kind: str = ""
    text: str = ""

    @property
    def is_everything(self) -> bool:
        """True when nothing is left out."""
        return (self.area, self.speaker, self.kind, self.text) == ("", -1, "", "")


def wish_of(chosen: QueryDict, text: str, basis: Basis) -> Wish:
    """The wish; what cannot be understood is left out."""
    number = chosen.get("vem", "")
    area, kind = chosen.get("omrade", ""), chosen.get("slag", "")
    speakers = len(speakers_of(basis))
    return Wish(
        area=area if area in basis.names else "",
        speaker=int(number) if number.isdecimal() and len(number) < 5 and int(number) < speakers else -1,
        kind=kind if kind in KINDS else "", text=" ".join(text.split())[:100],
    )  # fmt: skip


def speakers_of(basis: Basis) -> list[str]:
    """Those who say something, each once, in the order they first speak."""
    return list(dict.fromkeys(words for entry in basis.material.entries if (words := speaker_words(entry))))


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its key, its page, whether it is new, and whether it stands in a difference."""

    key: str
    line: Line
    href: str
    is_new: bool
    is_questioned: bool


@dataclass(frozen=True, slots=True)
class ShownArea:
    """An area with its lines."""

    id: str
    name: str
    question: str
    lines: list[ShownLine]
    child_speaks: bool


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Lines that stand against each other, and what kind of difference or change it is."""

    words: str
    area: str
    lines: list[ShownLine]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A heading as the page shows it."""

    id: str
    title: str
    kind: str
    areas: list[ShownArea]
    lines: list[ShownLine]
    pairs: list[ShownPair]
    blocks: list[Block]
    written: Written | None
    whose: str

    @property
    def count(self) -> int:
        """How many lines or pairs stand under it."""
        return len(self.lines) + len(self.pairs) + sum(len(area.lines) for area in self.areas)


class Shower:
    """Makes lines of one document ready for the page."""

    def __init__(self, found: Compiled, wish: Wish) -> None:
        """Take the document, and which of its lines are wanted."""
        self.found, self.wish = found, wish
        basis = found.basis
        self.names = all_area_names() | dict(basis.names)
        self.speakers = speakers_of(basis)
        pairs = [one for one in basis.differences if one.second is not None]
        self.questioned = {entry.key for one in pairs for entry in (one.first, one.second) if entry is not None}
        self.questioned |= {one.first.key for one in basis.differences}

    def fits(self, entry: Entry) -> bool:
        """True when the line is wanted."""
        wish = self.wish
        if wish.area and entry.area != wish.area:
            return False
        if wish.speaker >= 0 and speaker_words(entry) != self.speakers[wish.speaker]:
            return False
        if wish.text and wish.text.casefold() not in _searched(entry):
            return False
        return not wish.kind or self._is_kind(entry)

    def _is_kind(self, entry: Entry) -> bool:
        return {
            "styrka": entry.is_claim and entry.polarity == "skydd",
            "oro": entry.is_claim and entry.polarity == "risk",
            "sakerhet": entry.is_safety,
            "barnet": entry.is_child,
            "nytt": entry.key in self.found.basis.new_keys,
            "skillnad": entry.key in self.questioned,
        }[self.wish.kind]

    def lines(self, entries: Iterable[Entry]) -> list[ShownLine]:
        """The wanted lines."""
        return [self.line(entry) for entry in entries if self.fits(entry)]

    def line(self, entry: Entry) -> ShownLine:
        """A line with its page."""
        href = reverse("investigations:line", args=[self.found.investigation.pk, entry.key])
        new = entry.key in self.found.basis.new_keys
        return ShownLine(entry.key, line_of(entry), href, new, entry.key in self.questioned)

    def area(self, part: AreaPart) -> ShownArea:
        """An area with its wanted lines."""
        lines = self.lines(part.entries)
        return ShownArea(part.area.id, part.area.name, part.area.question, lines, part.child_speaks)

    def difference(self, one: Difference) -> ShownPair:
        """A difference with both its lines."""
        entries = [entry for entry in (one.first, one.second) if entry is not None]
        return ShownPair(difference_words(one), self.names.get(one.area, ""), [self.line(entry) for entry in entries])

    def change(self, one: Change) -> ShownPair:
        """A change with what was said before and now."""
        lines = [self.line(one.earlier), self.line(one.later)]
        return ShownPair(change_words(one), self.names.get(one.area, ""), lines)

    def part(self, part: Part, visit: Visit) -> ShownPart:
        """A heading with everything that is wanted under it."""
        kind = part.plan.kind
        pairs = [self.difference(one) for one in part.differences if self._pair_fits(one.first, one.second)]
        pairs += [self.change(one) for one in part.changes if self._pair_fits(one.earlier, one.later)]
        blocks = list(blocks_of(part, self.found, visit.today)) if kind in SHOWN_IN_BLOCKS else []
        return ShownPart(
            id=part.plan.id, title=part.plan.title, kind=kind, areas=[self.area(area) for area in part.areas],
            lines=self.lines(part.entries), pairs=pairs, blocks=blocks,
            written=self.found.written.get(part.plan.part), whose=part.plan.whose,
        )  # fmt: skip

    def _pair_fits(self, one: Entry, other: Entry | None) -> bool:
        return self.fits(one) or (other is not None and self.fits(other))


def _searched(entry: Entry) -> str:
    return " ".join(
        (entry.text, entry.wording, entry.speaker, entry.question, entry.position_text, entry.source.title)
    ).casefold()


def shown_parts(found: Compiled, wish: Wish, visit: Visit) -> list[ShownPart]:
    """Every heading; with a wish only those that hold something wanted."""
    shower = Shower(found, wish)
    parts = [shower.part(part, visit) for part in found.basis.parts]
    if wish.is_everything:
        return parts
    return [part for part in parts if part.count]


def shown_deadlines(deadlines: Iterable[Deadline], visit: Visit) -> list[dict[str, object]]:
    """The days with a word on how they stand."""
    rows = []
    for one in deadlines:
        state = one.state(visit.today)
        left = one.days_left(visit.today)
        rows.append({"it": one, "word": word(STATES, state), "kind": STATE_KINDS[state], "left": left,
                     "over": -left if left is not None and left < 0 else 0})  # fmt: skip
    return rows


def shown_missing(missing: Iterable[Missing]) -> list[dict[str, str]]:
    """What is missing, as sentences with their weight."""
    return [
        {"text": missing_words(one), "kind": MISSING_KINDS[one.weight], "section": one.section, "code": one.code}
        for one in missing
    ]


def way_back(investigation: Investigation, entry: Entry, found: Compiled) -> list[dict[str, str]]:
    """Where a line can be followed: to the words, to the note, to the document, to the fact."""
    reference = investigation.matter.reference
    ways = []
    if entry.address:
        ways.append({"href": entry.address, "text": _("Gå till orden i samtalet"), "icon": "message-circle"})
    talk = next((one for one in found.basis.material.talks if one.source.key == entry.source.key), None)
    note_id = talk.note_id if talk else entry.source.id if entry.source.kind is SourceKind.NOTE else 0
    if note_id:
        href = f"{reverse('cases:journal', args=[reference])}#anteckning-{note_id}"
        ways.append({"href": href, "text": _("Gå till anteckningen i journalen"), "icon": "pencil"})
    if entry.source.kind is SourceKind.DOCUMENT:
        href = f"{reverse('cases:document', args=[reference, entry.source.id])}?visa=1"
        ways.append({"href": href, "text": _("Läs handlingen"), "icon": "file-text"})
    if entry.source.kind is SourceKind.FACT:
        href = reverse("cases:matter", args=[reference])
        ways.append({"href": href, "text": _("Gå till ärendets uppgifter"), "icon": "list"})
    return ways


def area_choices(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The areas as choices of a select."""
    return list(names.items())
