"""Words and rows as they are shown: what the engine's words are called, and lines in their columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from andrum.conversations.domain.agreements import agreed_in_words
from andrum.conversations.domain.words import CHILD_ROLES, RISK, STRENGTH, LineKind
from andrum.conversations.models import Conversation, Line
from andrum.conversations.queries.speech import name_of
from andrum.language.service import factor_set

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
    "språkmodell": _("utpekat av en språkmodell"), "handläggare": _("utvalt av handläggaren"),
    "genomgång": _("sagt vid genomgången"),
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

    @property
    def is_child(self) -> bool:
        """True when a child said it."""
        return self.row.speaker.role in CHILD_ROLES

    @property
    def agreed(self) -> str:
        """Who does it, and what when somebody has put it in other words than the quote."""
        words = agreed_in_words(who=self.row.who, speaker=self.speaker, what=self.row.what, quote=self.row.quote)
        return words.split(": »", 1)[0]


def column_of(line: Line) -> str:
    """Which of the three columns a line falls into; empty for what is neither strength nor worry."""
    if line.kind != LineKind.STATEMENT:
        return "needs"
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
