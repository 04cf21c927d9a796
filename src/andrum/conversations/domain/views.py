"""A signed conversation as other rooms read it: plain values, every line with the words it comes from."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PersonPresent:
    """Somebody in the room. ``key`` is the participant's id in the conversation, ``role`` as the language engine."""

    key: str
    role: str
    name: str = ""
    person_id: int | None = None
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One line of a signed conversation.

    Args:
        kind: ``statement``, ``agreement`` or ``own_view``.
        quote: The words exactly as they were kept; ``wording`` is the worker's own, or empty.
        speaker: Role of the one who said it; ``speaker_name`` may be empty.
        about: ``barnet``, ``mamma``, ``klient`` …; of an own view whose it is.
        polarity: ``risk``, ``skydd`` or ``neutral``; empty for what is no statement.
        area, factor: Ids in the factor set; empty where there are none.
        status, certainty, time: As the language engine's ``Status``, ``Certainty`` and ``Time``.
        question: The words of the question that a short answer binds to, or empty.
        client_position: ``not_asked``, ``agrees``, ``disputes`` or ``adds``; ``client_words`` what was said of it,
            and ``client_who`` the role of who said so, or empty; ``client_who_name`` the name.
        who, what, when, due_date: Of an agreement.
        n: Number of the utterance; ``start_s`` seconds from the start, None where unknown.
        address: Path of the page that shows the words around the line.
    """

    id: int
    kind: str
    quote: str
    wording: str
    speaker: str
    speaker_name: str
    about: str
    polarity: str
    area: str
    factor: str
    status: str
    certainty: str
    time: str
    is_safety: bool
    origin: str
    question: str
    client_position: str
    client_words: str
    client_who: str
    client_who_name: str
    who: str
    what: str
    when: str
    due_date: date | None
    n: int
    start_s: float | None
    address: str


@dataclass(frozen=True, slots=True)
class WorkersNote:
    """What the worker wrote or dictated beside what was said. ``key`` is the same as long as the note is there."""

    key: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class SignedConversation:
    """A signed conversation: when, who was there, its lines in the order they were said, and the note in the journal.

    ``unsorted`` is how many utterances of others than staff were sorted nowhere; ``own_notes`` are the worker's words.
    """

    id: int
    matter_id: int
    framework: str
    way: str
    setting: str
    held_at: datetime
    signed_at: datetime
    signed_by: str
    note_id: int
    persons: tuple[PersonPresent, ...]
    lines: tuple[SignedLine, ...]
    unsorted: int
    address: str
    own_notes: tuple[WorkersNote, ...] = ()
