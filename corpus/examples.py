"""The corpus as examples: every clause with what the models see of it and what it is labelled as."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from andrum.language.features import NOTHING_BEFORE, Seen, kind_of_speaker, look
from andrum.language.vocabulary import ASKING_ROLES
from corpus.lines import read as read_lines
from corpus.recogniser import heard
from corpus.talk import read

FOLDER = Path(__file__).parent / "conversations"
QUESTIONS = (
    "Hur är det hemma?", "Kan du berätta mer?", "Hur ser en vanlig dag ut?", "Hur menar du då?", "Hur har det varit sen sist?",
    "Vad tänker du om det?", "Är det något mer jag bör veta?", "Okej.", "Hur är det nu?", "Vad händer då?", "Mm, jag förstår.",
)  # fmt: skip
"""What a single line is heard after, so that it does not differ from talk by standing alone."""


@dataclass
class Example:
    """A clause of a conversation or a single line, and its labels."""

    seen: Seen
    conversation: str
    n: int
    framework: str
    is_asking: bool
    is_heard: bool
    labels: dict[str, Any] = field(default_factory=dict)


def conversations(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every hand-written conversation with the recogniser's text, in order of name."""
    made = []
    for path in sorted(folder.glob("*.talk")):
        talk: dict[str, Any] = read(path.read_text(encoding="utf-8"))
        made.append(talk | {"asr": [heard(spoken["text"]) for spoken in talk["utterances"]]})
    return made


def fold_of(name: str, folds: int) -> int:
    """The fold that a conversation belongs to, by its name alone."""
    return zlib.crc32(name.encode()) % folds


def examples(talk: dict[str, Any], *, is_heard: bool) -> Iterator[Example]:
    """The clauses of a conversation, of its true text or of the recogniser's."""
    roles = {person["id"]: person["role"] for person in talk["participants"]}
    before = NOTHING_BEFORE
    for spoken, asr in zip(talk["utterances"], talk["asr"], strict=True):
        text = asr if is_heard else spoken["text"]
        role = roles[spoken["who"]]
        is_asking = role in ASKING_ROLES
        speaker = kind_of_speaker(role, is_asking=is_asking)
        seen, before = look(text, before, talk["framework"], speaker)
        for one in seen:
            example = Example(one, talk["id"], spoken["n"], talk["framework"], is_asking, is_heard)
            where = (one.clause.start / len(text), one.clause.end / len(text))
            example.labels = _labels(talk, spoken, where)
            yield example


def _labels(talk: dict[str, Any], spoken: dict[str, Any], where: tuple[float, float]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key in ("statements", "traps", "agreements", "own_views"):
        best = 0.0
        for number, mark in enumerate(talk[key]):
            if mark["n"] != spoken["n"]:
                continue
            at = spoken["text"].find(mark["quote"])
            spot = (at / len(spoken["text"]), (at + len(mark["quote"])) / len(spoken["text"]))
            shared = min(where[1], spot[1]) - max(where[0], spot[0])
            if shared > best and shared >= 0.5 * min(where[1] - where[0], spot[1] - spot[0]):
                best = shared
                made[key] = mark | {"number": number}
    made["must"] = any(spoken["n"] in fact["from"] for fact in talk["summary_must"])
    return made


def singles() -> Iterator[Example]:
    """The single lines, as if each were an utterance of its own; a line for all frameworks is given to one of them."""
    for number, line in enumerate(read_lines()):
        framework = line.framework or ("barn_och_unga", "vuxna", "aldre")[number % 3]
        speaker = "förälder" if framework == "barn_och_unga" else "klient"
        text = line.text[:1].upper() + line.text[1:] + "." if number % 2 else line.text
        asked = QUESTIONS[number % len(QUESTIONS)]
        _, before = look(asked if number % 2 else heard(asked), NOTHING_BEFORE, framework, "handläggare")
        seen, _ = look(text, before, framework, speaker)
        for one in seen:
            example = Example(one, "", number, framework, is_asking=False, is_heard=not number % 2)
            if line.kind in {"risk", "skydd"}:
                example.labels["statements"] = {"polarity": line.kind, "area": line.area, "about": line.about}
            elif line.kind == "fälla":
                example.labels["traps"] = {"tempting_polarity": line.tempts}
            elif line.kind == "avtal":
                example.labels["agreements"] = {}
            elif line.kind == "vill":
                example.labels["own_views"] = {}
            yield example


def dense(rows: list[Example]) -> np.ndarray:
    """The dense vectors of examples, one a row."""
    return np.stack([row.seen.dense for row in rows])
