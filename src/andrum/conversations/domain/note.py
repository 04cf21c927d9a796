"""The note: made of quotes, what the client said of them, and the worker's own words marked as such."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from andrum.conversations.domain.agreements import agreed_in_words
from andrum.conversations.domain.words import CHILD_ROLES, DENIED, HYPOTHETICAL, OBSERVED, REPORTED, RISK, STRENGTH
from andrum.kernel.periods import day_in_words

HEADINGS = {RISK: "Oro", STRENGTH: "Styrkor", "neutral": "Annat som sades"}
STATUS_WORDS = {
    DENIED: "förnekar", HYPOTHETICAL: "om det skulle hända", REPORTED: "återger vad någon annan sagt",
    OBSERVED: "handläggaren såg",
}  # fmt: skip
TIME_WORDS = {"tidigare": "tidigare", "framtid": "framöver"}
CERTAINTY_WORDS = {"osäkert": "osäker"}


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line on its way into the note; see ``SignedLine`` for the words."""

    kind: str
    quote: str
    speaker: str
    role: str
    area: str
    polarity: str = ""
    status: str = ""
    time: str = ""
    certainty: str = ""
    question: str = ""
    wording: str = ""
    client_position: str = "not_asked"
    client_words: str = ""
    client_who: str = ""
    who: str = ""
    what: str = ""
    when: str = ""
    due_date: date | None = None
    is_safety: bool = False


@dataclass(frozen=True, slots=True)
class NoteHead:
    """What stands before the lines."""

    title: str
    held: str
    setting: str
    persons: tuple[str, ...]
    interpreter: str
    informed: tuple[str, ...]
    written_how: str
    unsorted: int
    own_notes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    area_names: dict[str, str] = field(default_factory=dict)
    walked_through: bool = False


def write_note(head: NoteHead, lines: Sequence[NoteLine]) -> str:
    """The text of the note, the same for the same lines. No word in it was not said, decided or written by somebody."""
    parts = [_opening(head)]
    child = [line for line in lines if line.kind == "own_view" and line.role in CHILD_ROLES]
    others = [line for line in lines if line.kind == "own_view" and line.role not in CHILD_ROLES]
    statements = [line for line in lines if line.kind == "statement"]
    parts += _section("Formulerat av en språkmodell ur citaten", list(head.claims))
    parts += _section("Barnets egen röst", [_row(line) for line in child])
    parts += _section("Säkerhet", [_row(line) for line in statements if line.is_safety])
    parts += _by_area(head, [line for line in statements if not line.is_safety])
    parts += _section("Egen åsikt och önskan", [_row(line) for line in others])
    parts += _section("Överenskommelser", [_agreed(line) for line in lines if line.kind == "agreement"])
    parts += _section(
        "Den enskilde anser att något är fel (14 kap. 6 § socialtjänstlagen)", _positions(lines, "disputes")
    )
    parts += _section("Den enskilde vill lägga till", _positions(lines, "adds"))
    parts += _section("Handläggarens egna anteckningar", list(head.own_notes))
    parts.append(_closing(head, lines))
    return "\n\n".join(part for part in parts if part)


def _opening(head: NoteHead) -> str:
    rows = [f"{head.held}. {head.setting}".strip().rstrip(".") + ".", f"Närvarande: {', '.join(head.persons)}."]
    if head.interpreter:
        rows.append(f"Språk och tolk: {head.interpreter}.")
    rows += head.informed
    rows.append(head.written_how)
    return "\n".join(rows)


def _section(heading: str, rows: Sequence[str]) -> list[str]:
    return ["\n".join([heading, *(f"– {row}" for row in rows)])] if rows else []


def _by_area(head: NoteHead, lines: Sequence[NoteLine]) -> list[str]:
    parts: list[str] = []
    for area in dict.fromkeys([*head.area_names, *(line.area for line in lines)]):
        here = [line for line in lines if line.area == area]
        rows = [
            f"{word}:\n" + "\n".join(f"– {_row(line)}" for line in found)
            for polarity, word in HEADINGS.items()
            if (found := [line for line in here if line.polarity == polarity])
        ]
        if rows:
            parts.append("\n".join([head.area_names.get(area, area), *rows]))
    return parts


def said_how(line: NoteLine) -> str:
    """``Mamma (förnekar)``: who, and how it was said when that is not plainly."""
    how = [
        STATUS_WORDS.get(line.status, ""), TIME_WORDS.get(line.time, ""), CERTAINTY_WORDS.get(line.certainty, "")
    ]  # fmt: skip
    shown = ", ".join(word for word in how if word)
    return f"{line.speaker} ({shown})" if shown else line.speaker


def _row(line: NoteLine) -> str:
    asked = f"På frågan »{line.question}« svarar " if line.question else ""
    quoted = f"{asked}{said_how(line)}: »{line.quote}«"
    quoted += f" Handläggarens formulering: {line.wording}" if line.wording else ""
    who = line.client_who or "Den enskilde"
    marks = {"disputes": f" [{who} anser att detta är fel]", "adds": f" [{who} har lagt till något]"}
    return quoted + marks.get(line.client_position, "")


def _agreed(line: NoteLine) -> str:
    doing = agreed_in_words(who=line.who, speaker=line.speaker, what=line.what, quote=line.quote)
    due = f", senast {day_in_words(line.due_date)}" if line.due_date else (f", {line.when}" if line.when else "")
    return f"{doing}{due}" if "»" in doing else f"{doing}{due} (»{line.quote}«)"


def _positions(lines: Iterable[NoteLine], position: str) -> list[str]:
    return [
        f"Om »{line.quote}«: {f'{line.client_who}: ' if line.client_who else ''}»{line.client_words}«"
        for line in lines
        if line.client_position == position
    ]


def _closing(head: NoteHead, lines: Sequence[NoteLine]) -> str:
    asked = [line for line in lines if line.client_position != "not_asked"]
    agreed = sum(line.client_position == "agrees" for line in asked)
    rows = [
        f"Genomgången med den enskilde: {agreed} av {len(asked)} rader stämmer, {len(lines) - len(asked)} togs inte"
        " upp."
        if head.walked_through
        else "Anteckningen har inte gåtts igenom med den enskilde."
    ]
    if head.unsorted:
        what = "yttrande" if head.unsorted == 1 else "yttranden"
        rows.append(f"{head.unsorted} {what} har inte sorterats under någon rad.")
    return "\n".join(rows)
