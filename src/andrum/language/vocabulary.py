"""The words of the room: what comes in (a conversation) and what goes out (a reading of it)."""

from dataclasses import dataclass
from enum import StrEnum

from andrum.kernel.errors import AndrumError

WORKER_ROLES = frozenset({"socialsekreterare", "handläggare", "biståndshandläggare", "personal", "tolk"})
ASKING_ROLES = WORKER_ROLES - {"personal", "tolk"}
"""Who asks and informs. Staff tell what they saw, and an interpreter says the client's words: both are heard out."""


class LanguageError(AndrumError):
    """What came in cannot be read; the message says what, where and what to do."""


class Polarity(StrEnum):
    """Which way a statement points."""

    RISK = "risk"
    STRENGTH = "skydd"
    NEUTRAL = "neutral"


class Status(StrEnum):
    """How a thing was said."""

    SAID = "påstått"
    REPORTED = "återgivet"
    DENIED = "förnekat"
    HYPOTHETICAL = "hypotetiskt"
    OBSERVED = "observerat_av_handläggare"


class Certainty(StrEnum):
    """How sure the speaker sounds."""

    SURE = "säkert"
    LIKELY = "troligt"
    UNSURE = "osäkert"


class Time(StrEnum):
    """When it holds."""

    NOW = "nu"
    BEFORE = "tidigare"
    LATER = "framtid"
    UNKNOWN = "okänt"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the room. ``role`` is a word such as ``mamma``, ``klient`` or ``socialsekreterare``."""

    id: str
    role: str
    name: str = ""

    @property
    def is_worker(self) -> bool:
        """Whether what this person says is a question or information, never a client's own account."""
        return self.role in WORKER_ROLES

    @property
    def is_asking(self) -> bool:
        """Whether this person leads the talk, so that nothing said is an account of anybody."""
        return self.role in ASKING_ROLES


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn: number, participant id, the words, and seconds from the start where known."""

    n: int
    who: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said, by whom, in which framework (``barn_och_unga``, ``vuxna`` or ``aldre``)."""

    framework: str
    participants: tuple[Participant, ...]
    utterances: tuple[Utterance, ...]
    child_age: int | None = None
    setting: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said that bears on an area. ``quote`` is ``text[start:end]`` of utterance ``n``.

    ``answers`` is the number of the question that a short "ja", "nej" or "mm" binds to. ``strength`` is 0 to 1, for
    sorting only. ``origin`` is ``regel`` or ``modell`` (the embedded reading), ``utpekad`` (a language model pointed
    at it) or ``båda``. ``doubt`` says on what the two disagree; empty when they do not.
    """

    n: int
    start: int
    end: int
    quote: str
    speaker: str
    about: str
    polarity: Polarity
    area: str
    factor: str | None = None
    status: Status = Status.SAID
    certainty: Certainty = Certainty.SURE
    time: Time = Time.NOW
    answers: int | None = None
    is_safety: bool = False
    origin: str = "regel"
    strength: float = 1.0
    doubt: str = ""

    @property
    def is_claim(self) -> bool:
        """Whether it says that something is so (not denied, not supposed)."""
        return self.status in {Status.SAID, Status.REPORTED, Status.OBSERVED}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who does what by when, in the words that were said."""

    n: int
    start: int
    end: int
    quote: str
    who: str
    what: str
    when: str | None = None
    origin: str = "modell"
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class OwnView:
    """What a person thinks or wishes, in the person's own words."""

    n: int
    start: int
    end: int
    quote: str
    whose: str
    origin: str = "modell"
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two utterances that do not go together."""

    n1: int
    n2: int
    what: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the note: quotes, and the numbers of the utterances they come from."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in a conversation, in the order it was said; ``unsorted`` was said but sorted nowhere.

    ``doubts`` is what only the embedded reading found where a language model has read too, or what the rules hold
    back of what the model pointed at: kept aside for a person to settle.
    """

    statements: tuple[Statement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    own_views: tuple[OwnView, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    summary: tuple[Line, ...] = ()
    unsorted: tuple[int, ...] = ()
    doubts: "tuple[Found, ...]" = ()


Found = Statement | Agreement | OwnView
