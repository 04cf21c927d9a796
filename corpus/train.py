"""Trains the small models from the corpus and writes them into the package. The same corpus gives the same file.

    python -m corpus.train                     train on every conversation, and write
    python -m corpus.train --folds FOLDER      besides, write the models of each fold, to measure with

First every head learns from clauses. Then, so that the second look does not learn from answers that were learnt by
heart, the conversations are split in folds; each fold is answered by models that never saw it. Needs scikit-learn;
reading needs only numpy.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from andrum.language.features import BUCKETS
from andrum.language.models import FILE, FIRST, Models
from andrum.language.weighing import LEAN_SEES
from andrum.language.weighing import rows as second_rows
from corpus.examples import Example, conversations, dense, examples, fold_of, singles

FRAMEWORKS = ("barn_och_unga", "vuxna", "aldre")
DENSE_C, SPARSE_C, SECOND_C = 0.003, 2.0, 0.05
FOLDS = 4
RAREST = 0.05
LINE = {"lean": 0.5}
"""How much a single line counts beside a clause of a conversation; else as much."""
MIX = {"lean": (0.0, 0.7, 0.3)}
"""How much the models on vectors, on words and with a hidden layer count; else alike."""
YES = ("nej", "ja")
MEASURED = (*FIRST, "about", *(f"area_{framework}" for framework in FRAMEWORKS))
"""The heads that are learnt anew in every fold; agreements and views are measured on conversations apart."""
Head = tuple[list[Example], Callable[[Example], str], bool]
Arrays = dict[str, np.ndarray]


def polarity(row: Example) -> str:
    """Which way a statement points."""
    return str(row.labels["statements"]["polarity"])


def yes(key: str, but: str = "") -> Callable[[Example], str]:
    """A head that answers whether the clause carries a label (and not another)."""
    if key == "must":
        return lambda row: YES[bool(row.labels.get(key))]
    return lambda row: YES[key in row.labels and but not in row.labels]


def heads(rows: list[Example], lines: list[Example]) -> dict[str, Head]:
    """What each head learns from: the examples, how they are labelled, and whether it has a hidden layer."""
    clients = [row for row in rows if not row.is_asking]
    sorted_ = [row for row in clients + lines if "statements" in row.labels]
    guarded = [row for row in clients + lines if "statements" in row.labels or "traps" in row.labels]
    about = [row for row in sorted_ if row.labels["statements"]["about"]]
    made: dict[str, Head] = {
        "evidence": (clients + lines, yes("statements"), True),
        "lean": (sorted_, polarity, True),
        "trap": (guarded, yes("traps", but="statements"), False),
        "about": (about, lambda row: str(row.labels["statements"]["about"]), False),
        "agreement": (rows + lines, yes("agreements"), False),
        "view": (clients + lines, yes("own_views"), False),
        "must": (rows, yes("must"), False),
    }
    for framework in FRAMEWORKS:
        those = [row for row in sorted_ if row.framework == framework and row.labels["statements"]["area"]]
        made[f"area_{framework}"] = (those, lambda row: str(row.labels["statements"]["area"]), False)
    return made


def fit(name: str, rows: list[Example], label: Callable[[Example], str], *, hidden: bool) -> Arrays:
    """The weights of one head."""
    labels = [label(row) for row in rows]
    order = {"risk": -2, "skydd": -1, "nej": -2, "ja": -1}
    classes = sorted(set(labels), key=lambda one: (order.get(one, 0), one))
    answers = np.array([classes.index(one) for one in labels])
    weight = np.array([1.0 if row.conversation else LINE.get(name, 1.0) for row in rows])
    scaler = StandardScaler().fit(dense(rows))
    scaler.scale_ = np.maximum(scaler.scale_, RAREST)  # what is hardly ever seen must not weigh without end
    wide = scaler.transform(dense(rows)).astype(np.float32)
    spread = scaler.scale_
    on_vectors = LogisticRegression(C=DENSE_C, max_iter=40).fit(wide, answers, sample_weight=weight)
    coefficients, intercept = _on_words(rows, answers, weight, len(classes))
    made = {"classes": np.frombuffer("\n".join(classes).encode(), np.uint8)}
    made["mix"] = np.array(MIX.get(name, (1.0, 1.0, 1.0)))
    made["dense"] = (on_vectors.coef_ / spread).T.astype(np.float16)
    made["dense_bias"] = on_vectors.intercept_ - on_vectors.coef_ @ (scaler.mean_ / spread)
    scale = np.abs(coefficients).max() / 127
    made["sparse"] = np.round(coefficients.T / scale).astype(np.int8)
    made["sparse_scale"] = np.array(scale)
    made["sparse_bias"] = intercept
    if hidden:
        net = MLPClassifier((64,), alpha=3, max_iter=8, learning_rate_init=5e-4, random_state=1).fit(wide, answers)
        made["first"] = (net.coefs_[0].T / spread).T.astype(np.float16)
        made["first_bias"] = net.intercepts_[0] - (scaler.mean_ / spread) @ net.coefs_[0]
        made["second"], made["second_bias"] = net.coefs_[1], net.intercepts_[1]
    return made


def _on_words(rows: list[Example], answers: np.ndarray, weight: np.ndarray, count: int) -> tuple[Any, Any]:
    """A model of words: one for yes or no, or one for each class against the others."""
    wide = sparse_rows([row.seen.sparse for row in rows])
    asked = [answers] if count == len(YES) else [answers == number for number in range(count)]
    parts = [
        LogisticRegression(C=SPARSE_C, solver="liblinear", dual=True, max_iter=60, random_state=0)
        .fit(wide, one, sample_weight=weight) for one in asked
    ]  # fmt: skip
    return np.vstack([part.coef_ for part in parts]), np.concatenate([part.intercept_ for part in parts])


def sparse_rows(rows: Sequence[Sequence[int]]) -> Any:
    """The numbers of word and letter sequences as a matrix, one row each."""
    values, places, ends = [], [], [0]
    for numbers in rows:
        values += [1 / max(1.0, len(numbers)) ** 0.5] * len(numbers)
        places += numbers
        ends.append(len(places))
    return sparse.csr_matrix((values, places, ends), shape=(len(rows), BUCKETS))


def first(rows: list[Example], lines: list[Example], only: Sequence[str] = ()) -> Arrays:
    """All heads of the first look, as the arrays of the models' file."""
    wanted = {name: head for name, head in heads(rows, lines).items() if not only or name in only}
    made: Arrays = {}
    for name, (those, label, hidden) in wanted.items():
        made |= {f"{name}.{part}": value for part, value in fit(name, those, label, hidden=hidden).items()}
    made["heads"] = np.frombuffer("\n".join(wanted).encode(), np.uint8)
    return made


def looked(rows: list[Example], using: Models) -> list[tuple[Example, np.ndarray]]:
    """Each clause of a client with what the second look sees of it."""
    turns: dict[tuple[str, bool, int], list[Example]] = {}
    for row in rows:
        if not row.is_asking:
            turns.setdefault((row.conversation, row.is_heard, row.n), []).append(row)
    made = []
    for turn in turns.values():
        seen = [row.seen for row in turn]
        made += list(zip(turn, second_rows(seen, using.first(seen)), strict=True))
    return made


def second(seen: list[tuple[Example, np.ndarray]]) -> Arrays:
    """The weights of the second look."""
    made: Arrays = {}
    labels = {"evidence": yes("statements"), "lean": polarity, "trap": yes("traps", but="statements")}
    for name in FIRST:
        those = [one for one in seen if name != "lean" or "statements" in one[0].labels]
        wide = np.stack([look for _, look in those])
        if name == "lean":
            wide[:, LEAN_SEES:] = 0  # which way a clause points is seen from words, hardly from how it is said
        answers = np.array([labels[name](row) in {"ja", "skydd"} for row, _ in those])
        scaler = StandardScaler().fit(wide)
        spread = np.maximum(scaler.scale_, RAREST)
        model = LogisticRegression(C=SECOND_C, max_iter=300).fit((wide - scaler.mean_) / spread, answers)
        made[f"second.{name}"] = (model.coef_[0] / spread).astype(np.float32)
        made[f"second.{name}_bias"] = model.intercept_[0] - model.coef_[0] @ (scaler.mean_ / spread)
    return made


def gather(talks: Sequence[dict[str, Any]]) -> list[Example]:
    """The clauses of conversations, as spoken and as heard."""
    return [row for talk in talks for is_heard in (False, True) for row in examples(talk, is_heard=is_heard)]


def main(arguments: list[str]) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", default=str(FILE), help="the file to write")
    parser.add_argument("--folds", type=Path, help="a folder for the models of each fold")
    parser.add_argument("--share", type=float, default=1.0, help="learn from this share of the conversations and lines")
    options = parser.parse_args(arguments)
    talks, lines = conversations(), list(singles())
    rows = gather(talks)
    kept = {talk["id"] for at, talk in enumerate(talks) if at * options.share % 1 < options.share}
    lines = [line for at, line in enumerate(lines) if at * options.share % 1 < options.share]
    made, answered = [], []
    for fold in range(FOLDS):
        others = [row for row in rows if fold_of(row.conversation, FOLDS) != fold and row.conversation in kept]
        made.append(first(others, lines, MEASURED if options.folds else FIRST))
        answered.append(looked([row for row in rows if fold_of(row.conversation, FOLDS) == fold], Models(made[-1])))
        sys.stdout.write(f"fold {fold + 1} of {FOLDS}\n")
        sys.stdout.flush()
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for fold, arrays in enumerate(made):
            others = [one for at, part in enumerate(answered) for one in part if at != fold]
            np.savez_compressed(options.folds / f"{fold}.npz", **(arrays | second(others)))
    if options.share == 1:
        whole = first(rows, lines) | second([one for part in answered for one in part])
        np.savez_compressed(options.to, **whole)
        sys.stdout.write(f"{len(talks)} conversations, {len(lines)} clauses of single lines; {options.to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
