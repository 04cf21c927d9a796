"""The words of pointing: what is asked, what comes back, what was thrown away and why."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from andrum.language.vocabulary import LanguageError, Status, Time

Json = dict[str, Any]


class ModelUnavailableError(LanguageError):
    """The language model's machine does not answer as it should. ``why`` is a short word for the counts."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Språkmodellen svarar inte som den ska ({why}).", saved="Samtalet är sorterat av programmet ändå.",
            todo="Fortsätt som vanligt; säg till driften om det inte går över.",
        )  # fmt: skip
        self.why = why


class Thrown(StrEnum):
    """Why something that the model gave was thrown away."""

    NO_JSON = "inte JSON"
    SHAPE = "fel form"
    FIELD = "okänt fält"
    NUMBER = "fel nummer"
    QUOTE = "citatet står inte där"
    CUT = "citatet klipper ett ord"
    LABEL = "okänd etikett"
    QUESTION = "en fråga"
    WORKER = "handläggarens ord"
    TWICE = "samma en gång till"
    TOO_MANY = "för många"
    DISTRUSTED = "svaret går inte att lita på"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: fixed instructions, the talk as data, and the form of the answer. All of it may leave the process.

    ``name`` is a word for the kind of question; the fingerprint is that of all four.
    """

    name: str
    instructions: str
    data: str
    schema: Mapping[str, Any]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what is asked."""
        whole = [self.name, self.instructions, self.data, self.schema]
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class LanguageModel(Protocol):
    """Answers a question with text. What the text is worth is judged by the one who asks."""

    @property
    def name(self) -> str:
        """Which model it is, for the record."""
        ...

    def answer(self, question: Question) -> str:
        """The answer as it came. Raises :class:`ModelUnavailableError`, nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class PointedStatement:
    """A statement that the model pointed at; the quote is ``text[start:end]`` of utterance ``n``, already checked."""

    n: int
    start: int
    end: int
    quote: str
    polarity: str
    area: str
    about: str
    status: Status
    time: Time


@dataclass(frozen=True, slots=True)
class PointedWords:
    """An agreement or an own view that the model pointed at."""

    n: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """All that was pointed at and stood the check. ``read`` are the utterances that the model has read."""

    statements: tuple[PointedStatement, ...] = ()
    agreements: tuple[PointedWords, ...] = ()
    own_views: tuple[PointedWords, ...] = ()
    read: frozenset[int] = frozenset()

    def __add__(self, other: "Pointed") -> "Pointed":
        return Pointed(
            self.statements + other.statements, self.agreements + other.agreements,
            self.own_views + other.own_views, self.read | other.read,
        )  # fmt: skip


@dataclass(slots=True)
class Counts:
    """What happened: how much was kept, what was thrown away and why, and which faults the machine had."""

    kept: int = 0
    thrown: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    questions: int = 0

    def throw(self, why: Thrown, many: int = 1) -> None:
        """Count something that was thrown away."""
        if many:
            self.thrown[str(why)] += many

    def as_json(self) -> Json:
        """Plain values, in a fixed order."""
        return {
            "questions": self.questions, "kept": self.kept, "thrown": dict(sorted(self.thrown.items())),
            "faults": dict(sorted(self.faults.items())),
        }  # fmt: skip
