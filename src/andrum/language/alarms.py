"""What may be danger though no sign says so: "lillebror får välling av mig när mamma inte vaknar".

Learnt from what is said between the lines (``corpus/alarms.py``). It decides nothing: it shows the words, as a doubt.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np

from andrum.language.features import Floats, Seen

FILE = Path(__file__).parent / "data" / "alarms.npz"
LONGEST = 3
"""How many clauses of a sentence are read together: a scene is seldom told in one."""


def windows(seen: Sequence[Seen]) -> Iterator[range]:
    """The clauses that are read together: a sentence, or each three that follow each other in a longer one."""
    for _, group in groupby(range(len(seen)), key=lambda at: seen[at].clause.sentence):
        places = list(group)
        for first in range(max(1, len(places) - LONGEST + 1)):
            yield range(places[first], places[min(first + LONGEST, len(places)) - 1] + 1)


def numbers(seen: Sequence[Seen]) -> tuple[int, ...]:
    """The word and letter sequences of the clauses together."""
    return tuple(sorted({number for one in seen for number in one.sparse}))


def alarms(seen: Sequence[Seen]) -> list[range]:
    """The clauses that together may speak of danger: of each sentence those that most likely do."""
    weights, bias = _learnt()
    likely: dict[int, tuple[float, range]] = {}
    for places in windows(seen):
        of_window = numbers([seen[at] for at in places])
        odds = float(weights.take(of_window).sum()) / max(1.0, len(of_window)) ** 0.5 + bias
        sentence = seen[places.start].clause.sentence
        if odds > likely.get(sentence, (0.0, places))[0]:
            likely[sentence] = odds, places
    return [places for _, places in likely.values()]


@lru_cache(maxsize=1)
def _learnt() -> tuple[Floats, float]:
    with np.load(FILE) as file:
        return file["weights"].astype(np.float32), float(file["bias"])
