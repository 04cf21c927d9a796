"""The second look: what a clause was taken for, seen beside the other clauses of the same utterance.

The first models see a clause nearly alone. Here their answers are weighed again by what stands around: whether another
clause says it better, whether the next one takes it back ("men det var grannens"), and whether a "men" turns it round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from andrum.language.context import FLAGS
from andrum.language.features import Floats, Seen

EVIDENCE, LEAN, TRAP = 0, 1, 2
NOTHING = -3.0
LEAN_SEES = 22
"""How many of the first numbers of a row the second look at direction sees."""
FEW = 3
SAME_SENTENCE, SAME_TURN, TURNED = 1.6, 0.45, -2.2
"""How much two statements beside each other are held to point the same way (log odds); a "men" turns it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the models make of a clause: how likely a statement, how likely protective, how likely a trap; 0 to 1."""

    evidence: float
    protective: float
    trap: float


def rows(seen: Sequence[Seen], first: Floats) -> Floats:
    """What the second look sees, one row a clause. ``first`` holds the log odds of evidence, lean and trap."""
    evidence = first[:, EVIDENCE]
    order = np.argsort(np.argsort(-evidence, kind="stable"), kind="stable")
    own = [np.array([float(name in one.flags) for name in FLAGS]) for one in seen]
    nobody = np.zeros(len(FLAGS))
    made = []
    for at, one in enumerate(seen):
        others = np.delete(evidence, at)
        same = at > 0 and seen[at - 1].clause.sentence == one.clause.sentence
        sentence = [i for i, other in enumerate(seen) if other.clause.sentence == one.clause.sentence]
        sign = float(one.sign is not None)
        length = len(one.text.split())
        score, lean, trap = first[at]
        numbers = [
            score, abs(lean), lean, trap, score * trap,
            evidence[at - 1] if at else NOTHING, evidence[at + 1] if at + 1 < len(seen) else NOTHING,
            others.max() if len(others) else NOTHING, evidence.mean(), np.log1p(len(seen)),
            float(order[at] == 0), float(order[at] == 1), sign, sign * trap, length / 8, float(length <= FEW),
            float(at == 0), float(same), first[sentence, LEAN].mean(), first[sentence, TRAP].max(),
            first[at - 1, TRAP] if at else NOTHING, first[at + 1, TRAP] if at + 1 < len(seen) else NOTHING,
        ]  # fmt: skip
        around = np.array([float(name in one.sentence_flags) for name in FLAGS])
        before, after = own[at - 1] if at else nobody, own[at + 1] if at + 1 < len(seen) else nobody
        made.append(np.concatenate([numbers, own[at], around, before, after]))
    return np.array(made, dtype=np.float32)


def directions(seen: Sequence[Seen], weighed: Sequence[Weighed], chosen: Sequence[int]) -> dict[int, bool]:
    """Which way each chosen clause points (true: protective), all of an utterance settled together."""
    if not chosen:
        return {}
    odds = [float(np.log(weighed[at].protective / (1 - weighed[at].protective))) for at in chosen]
    best, back = np.array([0.0, odds[0]]), []
    for number, (one, other) in enumerate(pairwise(chosen), 1):
        tie = _tie(seen, one, other)
        total = best[:, None] + np.array([[tie, 0.0], [0.0, tie]])
        back.append(total.argmax(axis=0))
        best = total.max(axis=0) + np.array([0.0, odds[number]])
    way = [int(best.argmax())]
    for step in reversed(back):
        way.append(int(step[way[-1]]))
    return {at: bool(it) for at, it in zip(chosen, reversed(way), strict=True)}


def _tie(seen: Sequence[Seen], one: int, other: int) -> float:
    if any(is_turn(seen[at].text) for at in range(one + 1, other + 1)):
        return TURNED
    is_near = other == one + 1 and seen[one].clause.sentence == seen[other].clause.sentence
    return SAME_SENTENCE if is_near else SAME_TURN


def is_turn(words: str) -> bool:
    """Whether the clause begins by turning round what was said."""
    return words.lower().lstrip(" ,.–-").startswith(("men", "fast ", "däremot", "ändå "))
