"""Words and rows as they are shown: what the engine's words are called, and lines in their columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.conversations.domain.agreements import agreed_in_words
from andrum.conversations.domain.words import CHILD_ROLES, NEUTRAL, PERHAPS_DANGER, RISK, STRENGTH, LineKind
from andrum.conversations.models import Conversation, Line, LineDecision, LineKindChoice, LinePosition
from andrum.conversations.queries.speech import name_of
from andrum.language.service import Found, Statement, factor_set

Text = str | Promise
POLARITIES: Mapping[str, Text] = {RISK: _("Oro"), STRENGTH: _("Styrka"), "neutral": _("Varken eller")}
STATUSES: Mapping[str, Text] = {
    "påstått": _("säger"), "återgivet": _("återger vad någon annan sagt"), "förnekat": _("förnekar"),
    "hypotetiskt": _("om det skulle hända"), "observerat_av_handläggare": _("handläggaren såg"),
}  # fmt: skip
TIMES: Mapping[str, Text] = {
    "nu": _("nu"), "tidigare": _("tidigare"), "framtid": _("framöver"), "okänt": _("okänt när"),
}  # fmt: skip
ORIGINS: Mapping[str, Text] = {
    "regel": _("sorterat av programmet"), "modell": _("sorterat av programmet"),
    "utpekad": _("utpekat av en språkmodell"), "båda": _("sorterat av programmet, utpekat av en språkmodell"),
    "handläggare": _("utvalt av handläggaren"),
    "genomgång": _("sagt vid genomgången"),
}  # fmt: skip
DOUBTS: Mapping[str, Text] = {
    "bara_programmet": _("Bara programmet sorterade det. Språkmodellen läste det och pekade inte ut det."),
    "språkmodellen_nekar": _("Programmet läser det som att det är så. Språkmodellen läser en nekning eller ett om."),
    "regeln_håller_tillbaka": _("Språkmodellen pekade ut det. Programmet läser det som förbi, skämt eller om andra."),
    "regeln_nekar": _("Språkmodellen läser det som att det är så. Programmet läser en nekning eller ett om."),
    "riktning": _("Programmet och språkmodellen är oense om det är oro eller styrka."),
    PERHAPS_DANGER: _("Inget ord säger det rakt ut, men det kan handla om fara. Läs det som sades runt omkring."),
    "säkerhet": _("Orden gäller säkerhet och står kvar. Språkmodellen läste dem annorlunda."),
}
"""On what the program and a language model disagree, and what the program is unsure of by itself."""
POINTING_STATES: Mapping[str, Text] = {
    "waiting": _("Väntar"), "reading": _("Läser"), "done": _("Klar"), "partly": _("Läste en del"),
    "failed": _("Gick inte"), "too_short": _("För kort, skickades inte"), "unused": _("Används inte"),
    "stopped": _("Avbruten"),
}  # fmt: skip
ABOUT: Mapping[str, Text] = {
    "barnet": _("barnet"), "mamma": _("mamma"), "pappa": _("pappa"), "syskon": _("syskon"), "klient": _("klienten"),
    "annan": _("någon annan"),
}  # fmt: skip
ROLES: Mapping[str, Text] = {
    "barn": _("Barn"), "ungdom": _("Ungdom"), "mamma": _("Mamma"), "pappa": _("Pappa"),
    "styvförälder": _("Styvförälder"), "klient": _("Klient"), "make/maka": _("Make, maka eller sambo"),
    "mormor/annan_anhörig": _("Annan anhörig"), "lärare": _("Lärare"), "tolk": _("Tolk"), "personal": _("Personal"),
    "socialsekreterare": _("Socialsekreterare"),
}  # fmt: skip
KINDS: Mapping[str, Text] = {"Agreement": _("Överenskommelse"), "OwnView": _("Egen åsikt eller önskan")}
FIELDS: Mapping[str, Text] = {
    "decision": _("granskning"), "client_position": _("klientens svar"), "client_words": _("klientens ord"),
    "client_who": _("vem som svarade"),
    "speaker": _("vem som sa det"), "kind": _("vad det är"), "polarity": _("styrka eller oro"), "area": _("område"),
    "factor": _("faktor"), "status": _("hur det sägs"), "about": _("vem det handlar om"), "time": _("när det gäller"),
    "certainty": _("säkerhet i orden"), "wording": _("egen formulering"), "who": _("vem som gör det"),
    "what": _("vad som ska göras"), "when": _("när det ska göras"), "due_date": _("senast"),
}  # fmt: skip
"""What can be changed of a line."""
VALUES: Mapping[str, Mapping[str, Text]] = {
    "decision": dict(LineDecision.choices), "client_position": dict(LinePosition.choices),
    "kind": dict(LineKindChoice.choices), "polarity": POLARITIES, "status": STATUSES, "about": ABOUT, "time": TIMES,
}  # fmt: skip
COLUMNS: tuple[tuple[str, Text, str], ...] = (
    ("strength", _("Styrkor"), "sprout"), ("risk", _("Oro"), "triangle-alert"),
    ("needs", _("Önskan och överenskommet"), "hand"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its words put as they are read."""

    row: Line
    speaker: str
    area: str
    factor: str
    polarity: Text
    status: Text
    time: Text
    about: Text
    origin: Text
    column: str
    changes: int = 0
    doubt: Text = ""
    neither: Text = ""
    """Said where it points neither way, for it stands beside worries when it is about danger."""

    @property
    def is_child(self) -> bool:
        """True when a child said it."""
        return self.row.speaker.role in CHILD_ROLES

    @property
    def client(self) -> Text:
        """Who said what was said of it."""
        return name_of(self.row.client_who) if self.row.client_who else _("Klienten")

    @property
    def agreed(self) -> str:
        """Who does it, and what when somebody has put it in other words than the quote."""
        words = agreed_in_words(who=self.row.who, speaker=self.speaker, what=self.row.what, quote=self.row.quote)
        return words.split(": »", 1)[0]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change of a line in words."""

    at: datetime
    by: str
    field: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """Something that is kept aside for the worker to settle."""

    n: int
    start: int
    end: int
    kind: str
    quote: str
    what: Text
    speaker: str
    area: str
    why: Text


def column_of(line: Line) -> str:
    """Which of the three columns a line falls into: words about danger beside worries, whichever way they point."""
    if line.kind != LineKind.STATEMENT:
        return "needs"
    if line.polarity == NEUTRAL and line.is_safety:
        return "risk"
    return {RISK: "risk", STRENGTH: "strength"}.get(line.polarity, "needs")


def shown_lines(conversation: Conversation, lines: Iterable[Line]) -> list[ShownLine]:
    """Lines in words."""
    areas = {area.id: area for area in factor_set(conversation.framework).areas}
    shown = []
    for line in lines:
        area = areas.get(line.area)
        factor = next((it.label for it in area.factors if it.id == line.factor), "") if area else ""
        shown.append(
            ShownLine(
                row=line, speaker=name_of(line.speaker), area=area.name if area else "", factor=factor,
                polarity=POLARITIES.get(line.polarity, ""), status=STATUSES.get(line.status, ""),
                time=TIMES.get(line.time, "") if line.time != "nu" else "", about=ABOUT.get(line.about, line.about),
                origin=ORIGINS.get(line.origin, line.origin), column=column_of(line),
                doubt=DOUBTS.get(line.doubt, ""),
                neither=_("varken oro eller styrka") if line.polarity == NEUTRAL else "",
            )
        )  # fmt: skip
    return shown


def shown_changes(line: Line) -> list[ShownChange]:
    """Everything that has been changed of a line, oldest first."""
    values = {**VALUES, "area": dict(area_choices(line.conversation.framework))}
    shown = []
    for one in line.changes.order_by("changed_at", "pk"):
        words = values.get(one.field, {})
        before, after = words.get(one.before, one.before), words.get(one.after, one.after)
        shown.append(ShownChange(one.changed_at, one.changed_by, FIELDS.get(one.field, one.field), before, after))
    return shown


def shown_doubts(conversation: Conversation, found: Iterable[Found]) -> list[ShownDoubt]:
    """What is kept aside, in words; what has become a line since is left out."""
    names = {area.id: area.name for area in factor_set(conversation.framework).areas}
    people = {person.key: name_of(person) for person in conversation.persons.all()}
    speakers = dict(conversation.segments.values_list("n", "speaker__key"))
    lines = {(line.n, line.start, line.end) for line in conversation.lines.all()}
    shown = []
    for one in found:
        if (one.n, one.start, one.end) in lines:
            continue
        if isinstance(one, Statement):
            what, area = POLARITIES.get(str(one.polarity), ""), names.get(one.area, "")
        else:
            what, area = KINDS[type(one).__name__], ""
        shown.append(
            ShownDoubt(
                n=one.n, start=one.start, end=one.end, kind=type(one).__name__, quote=one.quote, what=what,
                speaker=people.get(speakers.get(one.n, ""), ""), area=area,
                why=DOUBTS.get(one.doubt, ""),
            )
        )  # fmt: skip
    return shown


def in_columns(shown: Iterable[ShownLine]) -> list[dict[str, object]]:
    """The three columns, each with its lines; safety first, then in the order they were said."""
    ordered = sorted(shown, key=lambda it: (not it.row.is_safety, it.row.n, it.row.start))
    return [
        {"name": name, "text": text, "icon": icon, "lines": [it for it in ordered if it.column == name]}
        for name, text, icon in COLUMNS
    ]


def area_choices(framework: str) -> list[tuple[str, str]]:
    """Areas of a framework, as choices."""
    return [(area.id, area.name) for area in factor_set(framework).areas]
