"""What a basis is made of: lines from conversations, notes, documents and facts, each with its source."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

JSON = None | bool | int | float | str | list["JSON"] | Mapping[str, "JSON"]
CHILD_ROLES = frozenset({"barn", "ungdom"})


class SourceKind(StrEnum):
    """Where a line comes from."""

    CONVERSATION = "conversation"
    NOTE = "note"
    DOCUMENT = "document"
    FACT = "fact"


class EntryKind(StrEnum):
    """What a line is."""

    STATEMENT = "statement"
    OWN_VIEW = "own_view"
    AGREEMENT = "agreement"
    NOTE = "note"
    DOCUMENT = "document"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Source:
    """A signed conversation, a signed note, a document or a fact. ``key`` is the same in every basis."""

    kind: SourceKind
    id: int
    day: date
    title: str
    by: str = ""

    @property
    def key(self) -> str:
        """``conversation:12``."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. ``text`` is the words themselves when ``is_quote``; nothing here is made by the program.

    Args:
        key: The same in every basis, for example ``conversation:12:7``.
        source: Where it comes from.
        kind: What it is.
        text: The words of the person, the note or the fact.
        place: Its number in the source.
        wording: How the worker has put it, beside the words; empty when it is only the words.
        is_quote: True when ``text`` is what somebody said, letter by letter.
        speaker: Who says it, in words.
        speaker_role: The part the speaker has, as in conversations (``mamma``, ``barn``); empty when nobody speaks.
        about: Whom it is about.
        area: Area of the framework; empty when nobody has sorted it.
        factor: The factor of the area; empty when none.
        polarity: ``risk``, ``skydd``, ``neutral`` or empty.
        status: ``påstått``, ``återgivet``, ``förnekat``, ``hypotetiskt``, ``observerat_av_handläggare`` or empty.
        time: ``nu``, ``tidigare``, ``framtid``, ``okänt`` or empty.
        question: The question that a short answer answers.
        position: ``agrees``, ``disputes``, ``adds`` or empty when the person was not asked.
        position_text: What the person says instead, or adds.
        position_by: Who says so, in words; empty when it is not known.
        is_safety: True when it concerns somebody's life or safety.
        second: Seconds into the sound, when it is known.
        differs: True for a fact that its sources do not agree on.
        refers_to: Key of a line that this one corrects or says is wrong.
        terms: Of an agreement: who does it, and by when.
        address: Path of the page that shows the words around the line; empty when there is none.
    """

    key: str
    source: Source
    kind: EntryKind
    text: str
    is_quote: bool = False
    place: int = 0
    wording: str = ""
    speaker: str = ""
    speaker_role: str = ""
    about: str = ""
    area: str = ""
    factor: str = ""
    polarity: str = ""
    status: str = ""
    certainty: str = ""
    time: str = ""
    question: str = ""
    position: str = ""
    position_text: str = ""
    position_by: str = ""
    is_safety: bool = False
    second: float | None = None
    differs: bool = False
    refers_to: str = ""
    terms: str = ""
    address: str = ""

    @property
    def is_child(self) -> bool:
        """True when the child itself speaks."""
        return self.speaker_role in CHILD_ROLES

    @property
    def is_claim(self) -> bool:
        """True when it says that something is so: not denied, not supposed."""
        return self.status not in {"förnekat", "hypotetiskt"}

    def to_json(self) -> dict[str, JSON]:
        """The line as it is kept."""
        kept = asdict(self)
        kept["source"] = {**kept["source"], "day": self.source.day.isoformat()}
        return kept


def entry_from_json(kept: Mapping[str, JSON]) -> Entry:
    """A kept line as it was."""
    own = dict(kept)
    source = own.pop("source")
    kind = own.pop("kind")
    if not isinstance(source, Mapping):
        raise TypeError("source")
    made = Source(
        kind=SourceKind(str(source["kind"])), id=int(str(source["id"])), day=date.fromisoformat(str(source["day"])),
        title=str(source["title"]), by=str(source["by"]),
    )  # fmt: skip
    return Entry(source=made, kind=EntryKind(str(kind)), **own)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the matter: name, part in it (``applicant``, ``child``, ``guardian`` …) and age on the day."""

    person_id: int
    name: str
    role: str
    role_words: str
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A signed conversation: who took part as (role, name), its page, and the note in the journal that it became."""

    source: Source
    participants: tuple[tuple[str, str], ...]
    address: str = ""
    note_id: int = 0

    @property
    def has_child(self) -> bool:
        """True when the child took part."""
        return any(role in CHILD_ROLES for role, _name in self.participants)
