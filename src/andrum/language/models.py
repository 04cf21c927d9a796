"""The small models: linear ones on words and on vectors, and one with a hidden layer. Numpy only.

``corpus/train.py`` makes their file. Each head answers with a probability for each of its classes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from andrum.language.features import Floats, Seen
from andrum.language.weighing import Weighed, rows

FILE = Path(__file__).parent / "data" / "models.npz"
FIRST = ("evidence", "lean", "trap")
"""The heads that the second look weighs again, in its order."""
LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Head:
    """One question to a clause: its classes, and the weights of up to three models whose answers are averaged."""

    classes: tuple[str, ...]
    dense: Floats
    dense_bias: Floats
    sparse: Floats
    sparse_bias: Floats
    hidden: tuple[Floats, Floats, Floats, Floats] | None
    mix: tuple[float, ...] = (1.0, 1.0, 1.0)
    """How much each of the models counts: on vectors, on words, and the one with a hidden layer."""

    def __call__(self, seen: Seen) -> Floats:
        """The probability of each class."""
        on_vectors, on_words, on_hidden = self.mix
        found = self.sparse.take(seen.sparse, axis=0)
        scale = 1 / max(1.0, len(seen.sparse)) ** 0.5
        made = _shares(found.sum(axis=0) * scale + self.sparse_bias) * on_words
        whole = on_words
        if on_vectors:
            made += _shares(seen.dense @ self.dense + self.dense_bias) * on_vectors
            whole += on_vectors
        if self.hidden:
            first, first_bias, second, second_bias = self.hidden
            inner = np.maximum(seen.dense @ first + first_bias, 0)
            made += _shares(inner @ second + second_bias) * on_hidden
            whole += on_hidden
        return made / np.float32(whole)


class Models:
    """All heads, by name."""

    def __init__(self, data: dict[str, Any]) -> None:
        names = bytes(data["heads"]).decode("utf-8").split("\n")
        self.heads = {name: _head(data, name) for name in names}
        self._second = {name: (data[f"second.{name}"], data[f"second.{name}_bias"])
                        for name in FIRST if f"second.{name}" in data}  # fmt: skip

    @classmethod
    def of(cls, path: Path = FILE) -> "Models":
        """The models of a file."""
        with np.load(path) as file:
            return cls({name: file[name] for name in file.files})

    def best(self, head: str, seen: Seen) -> tuple[str, float]:
        """The likeliest class of a head, and its probability."""
        shares = self.heads[head](seen)
        at = int(np.argmax(shares))
        return self.heads[head].classes[at], float(shares[at])

    def likeliest(self, head: str, seen: Sequence[Seen]) -> str:
        """The likeliest class of several clauses taken together."""
        shares = np.sum([self.heads[head](one) for one in seen], axis=0)
        return self.heads[head].classes[int(np.argmax(shares))]

    def chance(self, head: str, seen: Seen) -> float:
        """The probability of the last class of a head, its "yes"."""
        return float(self.heads[head](seen)[-1])

    def first(self, seen: Sequence[Seen]) -> Floats:
        """The log odds of evidence, of pointing to a strength, and of a trap; one row a clause."""
        shares = np.array([[self.chance(head, one) for head in FIRST] for one in seen]).clip(LEAST, 1 - LEAST)
        made: Floats = np.log(shares / (1 - shares)).astype(np.float32)
        return made

    def weigh(self, seen: Sequence[Seen]) -> list[Weighed]:
        """What the clauses of an utterance are, seen beside each other."""
        if not seen:
            return []
        look = rows(seen, self.first(seen))
        odds = [look @ weights + bias for weights, bias in (self._second[name] for name in FIRST)]
        shares = (1 / (1 + np.exp(-np.array(odds)))).clip(LEAST, 1 - LEAST)
        return [Weighed(*(float(share) for share in one)) for one in shares.T]


@lru_cache(maxsize=1)
def models() -> Models:
    """The models that ship with the product, read once a process."""
    return Models.of()


def _head(data: dict[str, Any], name: str) -> Head:
    def floats(part: str) -> Floats:
        made: Floats = np.ascontiguousarray(data[f"{name}.{part}"], dtype=np.float32)
        return made

    hidden = None
    if f"{name}.first" in data:
        hidden = (floats("first"), floats("first_bias"), floats("second"), floats("second_bias"))
    return Head(
        classes=tuple(bytes(data[f"{name}.classes"]).decode("utf-8").split("\n")),
        dense=floats("dense"),
        dense_bias=floats("dense_bias"),
        sparse=floats("sparse") * floats("sparse_scale"),
        sparse_bias=floats("sparse_bias"),
        hidden=hidden,
        mix=tuple(float(part) for part in data[f"{name}.mix"]),
    )


def _shares(x: Floats) -> Floats:
    """Scores as probabilities; one score alone is that of "yes" against "no"."""
    if len(x) == 1:
        x = np.array([0.0, float(x[0])], dtype=np.float32)
    raised = np.exp(x - x.max())
    made: Floats = raised / raised.sum()
    return made
