"""The small models: linear ones on words and on vectors, and one with a hidden layer. Numpy only.

``corpus/train.py`` makes their file. Each head answers with a probability for each of its classes.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from andrum.language.features import Floats, Seen

FILE = Path(__file__).parent / "data" / "models.npz"


@dataclass(frozen=True, slots=True)
class Head:
    """One question to a clause: its classes, and the weights of up to three models whose answers are averaged."""

    classes: tuple[str, ...]
    dense: Floats
    dense_bias: Floats
    sparse: Floats
    sparse_bias: Floats
    hidden: tuple[Floats, Floats, Floats, Floats] | None

    def __call__(self, seen: Seen) -> Floats:
        """The probability of each class."""
        answers = [_shares(seen.dense @ self.dense + self.dense_bias)]
        rows = self.sparse[list(seen.sparse)]
        scale = np.float32(1 / max(1.0, len(seen.sparse)) ** 0.5)
        answers.append(_shares(rows.sum(axis=0) * scale + self.sparse_bias))
        if self.hidden:
            first, first_bias, second, second_bias = self.hidden
            inner = np.maximum(seen.dense @ first + first_bias, 0)
            answers.append(_shares(inner @ second + second_bias))
        made: Floats = np.mean(answers, axis=0)
        return made


class Models:
    """All heads, by name."""

    def __init__(self, path: Path = FILE) -> None:
        with np.load(path) as file:
            data: dict[str, Any] = {name: file[name] for name in file.files}
        names = bytes(data["heads"]).decode("utf-8").split("\n")
        self.heads = {name: _head(data, name) for name in names}

    def best(self, head: str, seen: Seen) -> tuple[str, float]:
        """The likeliest class of a head, and its probability."""
        shares = self.heads[head](seen)
        at = int(np.argmax(shares))
        return self.heads[head].classes[at], float(shares[at])

    def chance(self, head: str, seen: Seen) -> float:
        """The probability of the last class of a head, its "yes"."""
        return float(self.heads[head](seen)[-1])


@lru_cache(maxsize=1)
def models() -> Models:
    """The models that ship with the product, read once a process."""
    return Models()


def _head(data: dict[str, Any], name: str) -> Head:
    def floats(part: str) -> Floats:
        made: Floats = data[f"{name}.{part}"].astype(np.float32)
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
    )


def _shares(x: Floats) -> Floats:
    """Scores as probabilities; one score alone is that of "yes" against "no"."""
    if len(x) == 1:
        x = np.array([0.0, float(x[0])], dtype=np.float32)
    raised = np.exp(x - x.max())
    made: Floats = raised / raised.sum()
    return made
