"""What the models see of a clause: its words and concepts, what stands around it, and how it was said."""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from andrum.language.context import FLAGS, flags
from andrum.language.factors import FRAMEWORKS
from andrum.language.lexicon import lexicon
from andrum.language.sentences import WORD, Clause, clauses

Floats = NDArray[np.float32]
BUCKETS = 1 << 16
KINDS_OF_SPEAKER = ("barn", "klient", "förälder", "anhörig", "handläggare")
PARENTS = frozenset({"mamma", "pappa", "styvförälder", "styvmamma", "styvpappa", "familjehemsförälder", "förälder"})
CONCEPTS = len(lexicon().concepts)
FADES = 0.5
SHORT = 6
STEMMER = snowballstemmer.stemmer("swedish")
PLAIN = 6 + len(FLAGS) * 3 + CONCEPTS * 3 + len(FRAMEWORKS) + len(KINDS_OF_SPEAKER)


@dataclass(frozen=True, slots=True)
class Seen:
    """A clause as the models see it: a dense vector and the numbers of its word and letter sequences."""

    clause: Clause
    text: str
    flags: frozenset[str]
    sentence_flags: frozenset[str]
    dense: Floats
    sparse: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What is carried from the utterance before; ``topic`` is what was lately spoken of, fading."""

    topic: Floats
    text: str = ""
    flags: frozenset[str] = frozenset()


NOTHING_BEFORE = Before(np.zeros(CONCEPTS, dtype=np.float32))


def kind_of_speaker(role: str, *, is_worker: bool) -> str:
    """The kind of speaker that a role belongs to."""
    if is_worker:
        return "handläggare"
    if role in {"barn", "ungdom"}:
        return "barn"
    if role in PARENTS:
        return "förälder"
    return "klient" if role == "klient" else "anhörig"


def look(text: str, before: Before, framework: str, speaker: str) -> tuple[list[Seen], Before]:
    """The clauses of an utterance as the models see them, and what is carried to the next utterance."""
    pieces = clauses(text)
    if not pieces:
        return [], before
    marks = [flags(text[piece.start : piece.end]) for piece in pieces]
    around: dict[int, frozenset[str]] = {}
    for piece, mark in zip(pieces, marks, strict=True):
        around[piece.sentence] = around.get(piece.sentence, frozenset()) | mark
    spoken_of = _concepts(text)
    parts = [text[piece.start : piece.end] for piece in pieces]
    seen = []
    for at, (piece, words) in enumerate(zip(pieces, parts, strict=True)):
        signs = (marks[at], around[piece.sentence], before.flags)
        plain = _plain(words, (at, len(pieces)), signs, (framework, speaker))
        dense = np.concatenate([plain, _concepts(words), spoken_of, before.topic]).astype(np.float32)
        beside = (parts[at - 1] if at else "", parts[at + 1] if at + 1 < len(parts) else "")
        numbers = hashed(words, before.text, beside)
        seen.append(Seen(piece, words, marks[at], around[piece.sentence], dense, numbers))
    return seen, Before(np.maximum(before.topic * FADES, spoken_of), text, flags(text))


def _plain(words: str, place: tuple[int, int], signs: tuple[frozenset[str], ...], setting: tuple[str, str]) -> Floats:
    at, count = place
    length = len(WORD.findall(words))
    made = [length / 8, float(length <= 2), count / 5, float(at == 0), float(at == count - 1), float("," in words)]
    made += [float(name in mark) for mark in signs for name in FLAGS]
    made += [float(setting[0] == name) for name in FRAMEWORKS]
    made += [float(setting[1] == name) for name in KINDS_OF_SPEAKER]
    return np.array(made, dtype=np.float32)


def _concepts(words: str) -> Floats:
    made = np.zeros(CONCEPTS, dtype=np.float32)
    made[list(lexicon().find(words))] = 1
    return made


def hashed(words: str, question: str, beside: tuple[str, str] = ("", "")) -> tuple[int, ...]:
    """The numbers of a clause's words, stems and letter sequences, the question before and what stands beside."""
    tokens = _tokens(words)
    stems = [_stem(token) for token in tokens]
    made = {" ".join(tokens[i : i + n]) for n in (1, 2, 3) for i in range(len(tokens) - n + 1)}
    made |= {"=" + stem for stem in stems}
    made |= {f"={a}_{b}" for gap in (1, 2) for a, b in zip(stems, stems[gap:], strict=False)}
    for token in tokens:
        padded = f"<{token}>"
        made |= {"#" + padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)}
    if len(tokens) <= SHORT:
        made |= {"?" + word for word in re.findall(r"\w{3,}", question.lower())}
    for sign, text in zip("-+", beside, strict=True):
        made |= {sign + _stem(token) for token in _tokens(text)}
    return tuple(sorted(zlib.crc32(item.encode()) % BUCKETS for item in made))


def _tokens(words: str) -> list[str]:
    return [match.group().lower() for match in WORD.finditer(words)]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(STEMMER.stemWord(word))
