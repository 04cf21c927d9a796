"""Trains the small models from the corpus and writes them into the package. The same corpus gives the same file.

    python -m corpus.train                 train on all but the held-out conversations, and write
    python -m corpus.train --fold 0 --to FILE      leave one of four folds out, to measure on it

Needs scikit-learn; reading needs only numpy.
"""

import argparse
import os
import sys
import zlib
from collections.abc import Callable, Sequence
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from andrum.language.features import BUCKETS
from andrum.language.models import FILE
from corpus.examples import Example, conversations, dense, examples, is_held_out, singles

FRAMEWORKS = ("barn_och_unga", "vuxna", "aldre")
DENSE_C, SPARSE_C = 0.003, 2.0
FOLDS = 4
RAREST = 0.05
YES = ("nej", "ja")


def is_claim(row: Example) -> str:
    """The first head: nothing, a risk or a strength."""
    return str(row.labels["statements"]["polarity"]) if "statements" in row.labels else "inget"


def yes(key: str) -> Callable[[Example], str]:
    """A head that answers whether the clause carries a label."""
    return lambda row: YES[bool(row.labels.get(key))] if key == "must" else YES[key in row.labels]


Heads = dict[str, tuple[list[Example], Callable[[Example], str], bool]]


def heads(rows: list[Example], lines: list[Example]) -> Heads:
    """What each head learns from: the examples, how they are labelled, and whether it has a hidden layer."""
    clients = [row for row in rows if not row.is_worker]
    sorted_ = [row for row in clients + lines if "statements" in row.labels]
    guarded = [row for row in clients + lines if "statements" in row.labels or "traps" in row.labels]
    made: Heads = {
        "claim": (clients, is_claim, True),
        "claim_lines": (clients + lines, is_claim, False),
        "trap": (guarded, yes("traps"), False),
        "about": ([row for row in sorted_ if row.labels["statements"]["about"]],
                  lambda row: str(row.labels["statements"]["about"]), False),
        "agreement": (rows + lines, yes("agreements"), False),
        "view": (clients + lines, yes("own_views"), False),
        "must": (rows, yes("must"), False),
    }  # fmt: skip
    for framework in FRAMEWORKS:
        those = [row for row in sorted_ if row.framework == framework and row.labels["statements"]["area"]]
        made[f"area_{framework}"] = (those, lambda row: str(row.labels["statements"]["area"]), False)
    return made


def fit(rows: list[Example], label: Callable[[Example], str], *, hidden: bool) -> dict[str, np.ndarray]:
    """The weights of one head."""
    names = [label(row) for row in rows]
    order = {"inget": -3, "risk": -2, "skydd": -1, "nej": -2, "ja": -1}
    classes = sorted(set(names), key=lambda name: (order.get(name, 0), name))
    answers = np.array([classes.index(name) for name in names])
    scaler = StandardScaler().fit(dense(rows))
    scaler.scale_ = np.maximum(scaler.scale_, RAREST)  # what is hardly ever seen must not weigh without end
    wide = scaler.transform(dense(rows)).astype(np.float32)
    spread = scaler.scale_
    on_vectors = LogisticRegression(C=DENSE_C, max_iter=80).fit(wide, answers)
    on_words = LogisticRegression(C=SPARSE_C, max_iter=80).fit(_sparse(rows), answers)
    made = {"classes": np.frombuffer("\n".join(classes).encode(), np.uint8)}
    made["dense"] = (on_vectors.coef_ / spread).T.astype(np.float32)
    made["dense_bias"] = on_vectors.intercept_ - on_vectors.coef_ @ (scaler.mean_ / spread)
    scale = np.abs(on_words.coef_).max() / 127
    made["sparse"] = np.round(on_words.coef_.T / scale).astype(np.int8)
    made["sparse_scale"] = np.array(scale)
    made["sparse_bias"] = on_words.intercept_
    if hidden:
        net = MLPClassifier((64,), alpha=3, max_iter=12, learning_rate_init=5e-4, random_state=1).fit(wide, answers)
        made["first"] = (net.coefs_[0].T / spread).T.astype(np.float32)
        made["first_bias"] = net.intercepts_[0] - (scaler.mean_ / spread) @ net.coefs_[0]
        made["second"], made["second_bias"] = net.coefs_[1], net.intercepts_[1]
    return made


def _sparse(rows: list[Example]) -> Any:
    values, places, ends = [], [], [0]
    for row in rows:
        numbers = row.seen.sparse
        values += [1 / max(1.0, len(numbers)) ** 0.5] * len(numbers)
        places += numbers
        ends.append(len(places))
    return sparse.csr_matrix((values, places, ends), shape=(len(rows), BUCKETS))


def train(rows: list[Example], lines: list[Example]) -> dict[str, np.ndarray]:
    """All heads, as the arrays of the models' file."""
    made: dict[str, np.ndarray] = {}
    wanted = heads(rows, lines)
    for name, (those, label, hidden) in wanted.items():
        made |= {f"{name}.{part}": value for part, value in fit(those, label, hidden=hidden).items()}
    made["heads"] = np.frombuffer("\n".join(wanted).encode(), np.uint8)
    return made


def gather(talks: Sequence[dict[str, Any]]) -> list[Example]:
    """The clauses of conversations, as spoken and as heard."""
    return [row for talk in talks for is_heard in (False, True) for row in examples(talk, is_heard=is_heard)]


def main(arguments: list[str]) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", default=str(FILE), help="the file to write")
    parser.add_argument("--fold", type=int, help=f"leave out this fold of {FOLDS}, to measure on")
    parser.add_argument("--share", type=float, default=1.0, help="learn from this share of the conversations")
    options = parser.parse_args(arguments)
    talks = [talk for talk in conversations() if not is_held_out(talk["id"])]
    if options.fold is not None:
        talks = [talk for number, talk in enumerate(talks) if number % FOLDS != options.fold]
    talks = sorted(talks, key=lambda talk: zlib.crc32(talk["id"][::-1].encode()))[: round(len(talks) * options.share)]
    made = train(gather(talks), list(singles()))
    np.savez_compressed(options.to, **made)
    sys.stdout.write(f"{len(talks)} conversations; {options.to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
