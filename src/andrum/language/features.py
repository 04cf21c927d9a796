"""What the models see of a clause: its words, the words around it, the question before it, and how it was said."""

import re
import zlib
from dataclasses import dataclass

import numpy as np

from andrum.language.context import FLAGS, flags
from andrum.language.encoder import WIDTH, Encoder, Floats
from andrum.language.factors import FRAMEWORKS
from andrum.language.sentences import WORD, Clause, clauses

BUCKETS = 1 << 16
KINDS_OF_SPEAKER = ("barn", "klient", "förälder", "anhörig", "handläggare")
PARENTS = frozenset({"mamma", "pappa", "styvförälder", "styvmamma", "styvpappa", "familjehemsförälder", "förälder"})
PLAIN = 6 + len(FLAGS) * 3 + len(FRAMEWORKS) + len(KINDS_OF_SPEAKER)
DENSE = WIDTH * 6 + PLAIN


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
    """What is carried from the utterance before."""

    vector: Floats
    text: str = ""
    flags: frozenset[str] = frozenset()


NOTHING_BEFORE = Before(np.zeros(WIDTH, dtype=np.float32))


def kind_of_speaker(role: str, *, is_worker: bool) -> str:
    """The kind of speaker that a role belongs to."""
    if is_worker:
        return "handläggare"
    if role in {"barn", "ungdom"}:
        return "barn"
    if role in PARENTS:
        return "förälder"
    return "klient" if role == "klient" else "anhörig"


def look(text: str, encoder: Encoder, before: Before, framework: str, speaker: str) -> tuple[list[Seen], Before]:
    """The clauses of an utterance as the models see them, and what is carried to the next utterance."""
    pieces = clauses(text)
    if not pieces:
        return [], NOTHING_BEFORE
    encoded = encoder.encode(text)
    whole = encoded.vectors.mean(axis=0)
    inside = [encoded.vectors[_within(encoded.middles, piece)] for piece in pieces]
    means = [part.mean(axis=0) for part in inside]
    empty = np.zeros(WIDTH, dtype=np.float32)
    marks = [flags(text[piece.start : piece.end]) for piece in pieces]
    around: dict[int, frozenset[str]] = {}
    for piece, mark in zip(pieces, marks, strict=True):
        around[piece.sentence] = around.get(piece.sentence, frozenset()) | mark
    seen = []
    for at, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        signs = (marks[at], around[piece.sentence], before.flags)
        plain = _plain(words, (at, len(pieces)), signs, (framework, speaker))
        vectors = (means[at], inside[at].max(axis=0), whole, before.vector, means[at - 1] if at else empty,
                   means[at + 1] if at + 1 < len(pieces) else empty)  # fmt: skip
        dense = np.concatenate([*vectors, plain]).astype(np.float32)
        seen.append(Seen(piece, words, marks[at], around[piece.sentence], dense, hashed(words, before.text)))
    return seen, Before(whole, text, flags(text))


def _within(middles: Floats, piece: Clause) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    found = np.flatnonzero((middles >= piece.start) & (middles < piece.end))
    return found if len(found) else np.array([int(np.argmin(np.abs(middles - piece.start)))])


def _plain(words: str, place: tuple[int, int], signs: tuple[frozenset[str], ...], setting: tuple[str, str]) -> Floats:
    at, count = place
    length = len(WORD.findall(words))
    made = [length / 8, float(length <= 2), count / 5, float(at == 0), float(at == count - 1), float("," in words)]
    made += [float(name in mark) for mark in signs for name in FLAGS]
    made += [float(setting[0] == name) for name in FRAMEWORKS]
    made += [float(setting[1] == name) for name in KINDS_OF_SPEAKER]
    return np.array(made, dtype=np.float32)


def hashed(words: str, question: str) -> tuple[int, ...]:
    """The numbers of the word sequences (1-3) and letter sequences (3-5) of a clause, and of the question's words."""
    tokens = [m.group().lower() for m in WORD.finditer(words)]
    made = {" ".join(tokens[i : i + n]) for n in (1, 2, 3) for i in range(len(tokens) - n + 1)}
    for token in tokens:
        padded = f"<{token}>"
        made |= {"#" + padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)}
    if len(tokens) <= 6:
        made |= {"?" + word for word in re.findall(r"\w{3,}", question.lower())}
    return tuple(sorted(zlib.crc32(item.encode()) % BUCKETS for item in made))
