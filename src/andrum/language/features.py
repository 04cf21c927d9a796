"""What the models see of a clause: its words and concepts, what stands around it, and how it was said."""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from andrum.kernel.yaml_text import read_yaml
from andrum.language.context import FLAGS, flags
from andrum.language.factors import FRAMEWORKS
from andrum.language.lexicon import lexicon
from andrum.language.safety import safety
from andrum.language.sentences import WORD, Clause, clauses

Floats = NDArray[np.float32]
BUCKETS = 1 << 16
KINDS_OF_SPEAKER = ("barn", "klient", "förälder", "anhörig", "handläggare")
PARENTS = frozenset({"mamma", "pappa", "styvförälder", "styvmamma", "styvpappa", "familjehemsförälder", "förälder"})
CONCEPTS = len(lexicon().concepts)
FADES = 0.5
SHORT = 6
STEMMER = snowballstemmer.stemmer("swedish")
NORMAL = {
    spoken: form
    for form, many in read_yaml((Path(__file__).parent / "data" / "normal.yaml").read_text("utf-8")).items()
    for spoken in many
}
LEANS = {
    lean: np.array([float(concept.lean == lean) for concept in lexicon().concepts], dtype=np.float32)
    for lean in ("risk", "skydd")
}
SUBJECTS = (
    ("jag", "ja"), ("han", "hon", "hen"), ("vi",), ("de", "dom", "dem"), ("du", "ni"), ("det", "den"), ("man",),
    ("ingen", "ingenting"), ("alla", "folk"), ("min", "mitt", "mina"), ("hans", "hennes", "deras"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A clause as the models see it: a dense vector and the numbers of its word and letter sequences."""

    clause: Clause
    text: str
    flags: frozenset[str]
    sentence_flags: frozenset[str]
    dense: Floats
    sparse: tuple[int, ...]
    sign: str | None = None
    """The kind of danger that its words speak of, or None."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is carried from the utterance before; ``topic`` is what was lately spoken of, fading."""

    topic: Floats
    asked: Floats
    text: str = ""
    flags: frozenset[str] = frozenset()


NOTHING_BEFORE = Before(np.zeros(CONCEPTS, dtype=np.float32), np.zeros(CONCEPTS, dtype=np.float32))


def kind_of_speaker(role: str, *, is_asking: bool) -> str:
    """The kind of speaker that a role belongs to."""
    if is_asking:
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
    parts = [text[piece.start : piece.end] for piece in pieces]
    marks = [flags(part) for part in parts]
    found = [lexicon().find(part) for part in parts]
    tokens = [_tokens(part) for part in parts]
    around: dict[int, frozenset[str]] = {}
    for piece, mark in zip(pieces, marks, strict=True):
        around[piece.sentence] = around.get(piece.sentence, frozenset()) | mark
    spoken_of = _vector(frozenset().union(*found))
    asked = np.flatnonzero(before.asked == 1)
    signs_of = _signs(text, pieces)
    seen = []
    for at, (piece, words) in enumerate(zip(pieces, parts, strict=True)):
        signs = (marks[at], around[piece.sentence], before.flags)
        own = _vector(found[at])
        turned = own * float("negated" in marks[at])
        leans = [float(part @ LEANS[lean]) for part in (own, turned) for lean in ("risk", "skydd")]
        plain = _plain(words, tokens[at], (at, len(pieces)), signs, (framework, speaker))
        dense = np.concatenate([leans, plain, own, turned, spoken_of, before.topic, before.asked]).astype(np.float32)
        beside = (tokens[at - 1] if at else [], tokens[at + 1] if at + 1 < len(parts) else [])
        items = _items(tokens[at], before.text, beside)
        items |= _said(marks, at, around[piece.sentence], found[at]) | {f"?¤{number}" for number in asked}
        items.add("@" + speaker)
        numbers = tuple(sorted(zlib.crc32(item.encode()) % BUCKETS for item in items))
        seen.append(Seen(piece, words, marks[at], around[piece.sentence], dense, numbers, signs_of[at]))
    asks = spoken_of if speaker == "handläggare" else before.asked * FADES
    return seen, Before(np.maximum(before.topic * FADES, spoken_of), asks, text, flags(text))


def _signs(text: str, pieces: tuple[Clause, ...]) -> list[str | None]:
    """The danger that each clause speaks of; what is said across two clauses of a sentence belongs to the first."""
    made: list[str | None] = [None] * len(pieces)
    ends = {piece.sentence: piece.end for piece in pieces}
    starts = {piece.sentence: piece.start for piece in reversed(pieces)}
    spoken = {
        number for number, end in ends.items() if safety(text[starts[number] : end])
    }  # seldom, so looked for once
    for at, piece in enumerate(pieces):
        if piece.sentence in spoken:
            made[at] = safety(text[piece.start : piece.end])
    for at, (one, other) in enumerate(pairwise(pieces)):
        if one.sentence in spoken and one.sentence == other.sentence and made[at] is None and made[at + 1] is None:
            made[at] = safety(text[one.start : other.end])
    return made


def _plain(
    words: str, tokens: list[str], place: tuple[int, int], signs: tuple[frozenset[str], ...], setting: tuple[str, str]
) -> Floats:
    at, count = place
    length = len(tokens)
    made = [length / 8, float(length <= 2), count / 5, float(at == 0), float(at == count - 1), float("," in words)]
    made += [float(name in mark) for mark in signs for name in FLAGS]
    made += [float(bool(tokens[:1]) and tokens[0] in group) for group in SUBJECTS]
    made += [float(any(token in group for token in tokens)) for group in SUBJECTS]
    made += [float(setting[0] == name) for name in FRAMEWORKS]
    made += [float(setting[1] == name) for name in KINDS_OF_SPEAKER]
    return np.array(made, dtype=np.float32)


def _vector(found: frozenset[int]) -> Floats:
    made = np.zeros(CONCEPTS, dtype=np.float32)
    made[list(found)] = 1
    return made


def _said(marks: list[frozenset[str]], at: int, around: frozenset[str], found: frozenset[int]) -> set[str]:
    """How the clause and those beside it are said, and its concepts, apart where it is denied."""
    no = "!" if "negated" in marks[at] else ""
    made = {f"¤{number}" for number in found} | {f"¤{number}{no}" for number in found}
    made |= {"%" + name for name in marks[at]} | {"%%" + name for name in around}
    if at:
        made |= {"-%" + name for name in marks[at - 1]}
    if at + 1 < len(marks):
        made |= {"+%" + name for name in marks[at + 1]}
    return made


def _items(tokens: list[str], question: str, beside: tuple[list[str], list[str]]) -> set[str]:
    """A clause's words, stems and letter sequences, the question before and the words that stand beside."""
    stems = [_stem(token) for token in tokens]
    made = {" ".join(tokens[i : i + n]) for n in (1, 2, 3) for i in range(len(tokens) - n + 1)}
    made |= {"=" + stem for stem in stems} | {"^" + token for token in tokens[:1]}
    made |= {f"={a}_{b}" for gap in (1, 2) for a, b in zip(stems, stems[gap:], strict=False)}
    for token in tokens:
        made |= _letters(token)
    if len(tokens) <= SHORT:
        made |= {"?" + word for word in re.findall(r"\w{3,}", question.lower())}
    for sign, others in zip("-+", beside, strict=True):
        made |= {sign + _stem(token) for token in others}
    return made


@lru_cache(maxsize=50_000)
def _letters(token: str) -> frozenset[str]:
    padded = f"<{token}>"
    return frozenset("#" + padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1))


def _tokens(words: str) -> list[str]:
    return [NORMAL.get(low, low) for low in (match.group().lower() for match in WORD.finditer(words))]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(STEMMER.stemWord(word))
