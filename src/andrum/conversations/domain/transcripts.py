"""Text that is typed or pasted: whose words each line is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from andrum.conversations.domain.errors import SegmentError
from andrum.conversations.domain.views import PersonPresent
from andrum.kernel.words import marked as _

LONGEST = 4_000
"""Characters of one utterance."""
MOST = 5_000
"""Utterances of one text."""
NAMED = re.compile(r"^\s*(?:\[?\(?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\)?\]?\s*)?([^\W\d_][\w .\-/]{0,40}?)\s*:\s+(.+)$")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance on its way in: who said it (key), and the words."""

    who: str
    text: str


def clean(text: str) -> str:
    """One line of plain text without control characters and doubled spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


def checked(text: str) -> str:
    """The same, when there are words and not too many. Raises SegmentError otherwise."""
    words = clean(text)
    if not words or len(words) > LONGEST:
        raise SegmentError(
            _("Texten är tom eller för lång."), todo=_("Skriv med högst {most} tecken."), values={"most": LONGEST}
        )
    return words


def parse_transcript(text: str, persons: Sequence[PersonPresent], *, otherwise: str) -> list[Said]:
    """Utterances of a text, one a line; ``Namn: ord`` says whose they are.

    A line without a name goes on with the one who spoke before, and the first with ``otherwise``. An empty line parts.

    Raises:
        SegmentError: when there is nothing in it, too much, or a line is too long.
    """
    known = _names(persons)
    who, said = otherwise, []
    for raw in text.splitlines():
        line = clean(raw)
        if not line:
            continue
        named = NAMED.match(line)
        key = known.get(named[1].casefold()) if named else None
        if named and key:
            who, line = key, named[2].strip()
        if len(line) > LONGEST:
            raise SegmentError(
                _("En rad i texten är för lång."), saved=_("Inget har sparats."),
                todo=_("Dela den i flera rader, högst {most} tecken i varje."), values={"most": LONGEST},
            )  # fmt: skip
        said.append(Said(who, line))
    if not said:
        raise SegmentError(_("Texten är tom."), todo=_("Skriv eller klistra in det som sades."))
    if len(said) > MOST:
        raise SegmentError(
            _("Texten är för lång."),
            saved=_("Inget har sparats."),
            todo=_("Högst {most} rader åt gången."),
            values={"most": MOST},
        )
    return said


def _names(persons: Sequence[PersonPresent]) -> Mapping[str, str]:
    """What each person may be called in a text: key, name, first name, and role when only one has it."""
    names: dict[str, str] = {}
    for person in persons:
        names[person.key.casefold()] = person.key
        if person.name:
            names.setdefault(person.name.casefold(), person.key)
            names.setdefault(person.name.split()[0].casefold(), person.key)
    roles = [person.role for person in persons]
    for person in persons:
        if roles.count(person.role) == 1:
            names.setdefault(person.role.casefold(), person.key)
    workers = [person for person in persons if person.role == "socialsekreterare"]
    if len(workers) == 1:
        for word in ("handläggare", "handläggaren", "soc", "socialsekreteraren"):
            names.setdefault(word, workers[0].key)
    return names
