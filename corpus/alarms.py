"""Learns what may be danger though no sign says so, and writes it into the package. The same corpus gives the same file.

python -m corpus.alarms        learn from every line of danger and from ordinary talk, and write

A line of danger is learnt as if it were said in a talk of the corpus: after a real question, alone or with a sentence of
ordinary talk beside it. The limit is chosen by cross-validation: it lets ``OFTEN`` of the ordinary utterances through.
"""

import os
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.linear_model import LogisticRegression

from andrum.language.alarms import FILE, numbers, windows
from andrum.language.features import NOTHING_BEFORE, Seen, kind_of_speaker, look
from andrum.language.safety import DESPAIR, HARM, safety
from andrum.language.sentences import sentences
from andrum.language.vocabulary import ASKING_ROLES
from corpus.examples import conversations, examples, fold_of
from corpus.lines import read as read_lines
from corpus.recogniser import heard
from corpus.safety import learnt
from corpus.train import FOLDS, sparse_rows

OFTEN = 0.02
C, ORDINARY, NEAR = 2.0, 4.0, 0.5
"""How freely is learnt, and how much ordinary talk and what only sounds like danger count beside a line of danger."""
INSIDE = 0.6
"""How much of a window a line of danger must fill to be an example of it."""
FEWEST, MOST = 2, 14
BORDERING = frozenset({*HARM.values(), *DESPAIR.values(), "grundlaggande_omsorg", "familjesituation", "familjebakgrund",
                       "sociala_relationer", "familj_umgange", "relationer", "kanslomassig_tillganglighet",
                       "personlig_vard", "stod_fran_narstaende", "alkohol_droger"})  # fmt: skip
"""Areas whose risks may be danger: nothing is learnt of them as ordinary talk."""


@dataclass(frozen=True)
class Setting:
    """Where a line is put: who speaks, the question before, and an ordinary sentence beside."""

    framework: str
    speaker: str
    question: str
    beside: str


@dataclass(frozen=True)
class Example:
    """The windows of an utterance, and whether each is danger; ``weight`` is how much they count."""

    fold: int
    windows: tuple[tuple[int, ...], ...]
    is_danger: tuple[bool, ...]
    weight: float


def settings(talks: Sequence[dict[str, Any]]) -> list[list[Setting]]:
    """Where the lines of each fold are put: in the talks of that fold."""
    made: list[list[Setting]] = [[] for _ in range(FOLDS)]
    for talk in talks:
        roles = {person["id"]: person["role"] for person in talk["participants"]}
        marked = [(mark["n"], mark["quote"]) for key in ("statements", "traps") for mark in talk[key]]
        question = ""
        for spoken in talk["utterances"]:
            role, text = roles[spoken["who"]], spoken["text"]
            if role in ASKING_ROLES:
                question = text
                continue
            of = [quote for n, quote in marked if n == spoken["n"]]
            plain = [piece for piece in (text[start:end] for start, end in sentences(text))
                     if FEWEST <= len(piece.split()) <= MOST
                     and not any(piece in quote or quote in piece for quote in of)]  # fmt: skip
            if question:
                where = Setting(talk["framework"], kind_of_speaker(role, is_asking=False), question, (plain or [""])[0])
                made[fold_of(talk["id"], FOLDS)].append(where)
    return made


def said(line: str, where: Setting, way: int, *, is_heard: bool) -> tuple[list[Seen], list[bool]]:
    """The clauses of an utterance that holds the line, and which of them belong to it."""
    core, beside, question = line[:1].upper() + line[1:] + ".", where.beside, where.question
    if is_heard:
        core, beside, question = heard(core), heard(beside), heard(question)
    text, start = core, 0
    if way == 1 and beside:
        text, start = f"{beside} {core}", len(beside) + 1
    elif way == 2 and beside:
        text = f"{core} {beside}"
    end = start + len(core)
    _, before = look(question, NOTHING_BEFORE, where.framework, "handläggare")
    seen, _ = look(text, before, where.framework, where.speaker)
    own = [
        min(end, one.clause.end) - max(start, one.clause.start) > (one.clause.end - one.clause.start) / 2
        for one in seen
    ]
    return seen, own


def from_line(line: str, places: Sequence[Sequence[Setting]], *, is_danger: bool, weight: float) -> Iterator[Example]:
    """The line as spoken and as heard, in a setting that its own words choose."""
    fold = fold_of(line, FOLDS)
    for is_heard in (False, True):
        chance = random.Random(zlib.crc32(f"{line}{is_heard}".encode()))
        where = chance.choice(places[fold])
        seen, own = said(line, where, chance.randrange(4), is_heard=is_heard)
        made, answers = [], []
        for spot in windows(seen):
            inside = sum(own[at] for at in spot) / len(spot)
            if is_danger and 0 < inside < INSIDE:
                continue
            made.append(numbers([seen[at] for at in spot]))
            answers.append(is_danger and inside >= INSIDE)
        yield Example(fold, tuple(made), tuple(answers), weight)


def from_talks(talks: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Every utterance of a client that holds no risk which may be danger."""
    for talk in talks:
        for is_heard in (False, True):
            turns: dict[int, list[Any]] = {}
            for row in examples(talk, is_heard=is_heard):
                if not row.is_asking:
                    turns.setdefault(row.n, []).append(row)
            for turn in turns.values():
                marks = [row.labels["statements"] for row in turn if "statements" in row.labels]
                if any(mark["polarity"] == "risk" and mark["area"] in BORDERING for mark in marks):
                    continue
                seen = [row.seen for row in turn]
                made = tuple(numbers([seen[at] for at in spot]) for spot in windows(seen))
                yield Example(fold_of(talk["id"], FOLDS), made, (False,) * len(made), ORDINARY)


def fit(rows: Sequence[Example]) -> tuple[np.ndarray, float]:
    """The weight of each word and letter sequence, and what is added."""
    wide = sparse_rows([one for row in rows for one in row.windows])
    answers = [one for row in rows for one in row.is_danger]
    weight = [row.weight for row in rows for _ in row.windows]
    model = LogisticRegression(C=C, solver="liblinear", dual=True, max_iter=60, random_state=0)
    model.fit(wide, answers, sample_weight=weight)
    return model.coef_[0], float(model.intercept_[0])


def odds(rows: Sequence[Example], weights: np.ndarray, bias: float) -> np.ndarray:
    """How likely each utterance is to be danger: the likeliest of its windows."""
    flat = sparse_rows([one for row in rows for one in row.windows]) @ weights + bias
    ends = np.cumsum([len(row.windows) for row in rows])
    return np.array([flat[end - len(row.windows) : end].max() for row, end in zip(rows, ends, strict=True)])


def main() -> int:
    """Learn, choose the limit, and write."""
    talks = conversations()
    places = settings(talks)
    lines = learnt()
    dangers = [row for line in lines if line.is_danger
               for row in from_line(line.text, places, is_danger=True, weight=1.0)]  # fmt: skip
    near = [row for line in lines if not line.is_danger
            for row in from_line(line.text, places, is_danger=False, weight=NEAR)]  # fmt: skip
    others = [row for line in read_lines()
              if not (line.kind == "risk" and (line.area in BORDERING or safety(line.text)))
              for row in from_line(line.text, places, is_danger=False, weight=ORDINARY / 2)]  # fmt: skip
    ordinary = [row for row in from_talks(talks) if row.windows]
    found: dict[str, list[np.ndarray]] = {"ordinary": [], "danger": [], "near": []}
    for fold in range(FOLDS):
        weights, bias = fit([row for row in dangers + near + others + ordinary if row.fold != fold])
        for name, rows in (("ordinary", ordinary), ("danger", dangers), ("near", near)):
            found[name].append(odds([row for row in rows if row.fold == fold and row.windows], weights, bias))
    limit = float(np.quantile(np.concatenate(found["ordinary"]), 1 - OFTEN))
    for name, parts in found.items():
        sys.stdout.write(
            f"{name}: {(np.concatenate(parts) > limit).mean():.3f} of {sum(map(len, parts))} reach the limit\n"
        )
    weights, bias = fit(dangers + near + others + ordinary)
    np.savez_compressed(FILE, weights=weights.astype(np.float16), bias=bias - limit)
    sys.stdout.write(f"{len(lines)} lines of danger and near it, {len(ordinary)} ordinary utterances; {FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
