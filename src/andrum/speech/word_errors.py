"""How many words were heard wrong, and which words of weight were missed."""

import functools
import re
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files

from andrum.speech.agreement import plain

SPLIT = re.compile(r"[\s/–—-]+")


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Against ``words`` that were said. The parts add up over recordings."""

    words: int = 0
    wrong: int = 0
    left_out: int = 0
    made_up: int = 0
    safety_words: int = 0
    safety_missed: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    """The words about safety that were missed, and how often."""

    @property
    def rate(self) -> float | None:
        """Word error rate: wrong, left out and made up for each word said; None where nothing was said."""
        return (self.wrong + self.left_out + self.made_up) / self.words if self.words else None

    def __add__(self, other: "WordErrors") -> "WordErrors":
        return WordErrors(
            self.words + other.words,
            self.wrong + other.wrong,
            self.left_out + other.left_out,
            self.made_up + other.made_up,
            self.safety_words + other.safety_words,
            self.safety_missed + other.safety_missed,
            self.missed + other.missed,
        )


@functools.lru_cache(maxsize=1)
def _safety_terms() -> tuple[frozenset[str], tuple[str, ...]]:
    text = (files("andrum.speech") / "data" / "safety_terms_sv.txt").read_text(encoding="utf-8")
    terms = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    beginnings = tuple(term[:-1] for term in terms if term.endswith("*"))
    return frozenset(term for term in terms if not term.endswith("*")), beginnings


def is_about_safety(word: str) -> bool:
    """Is it a word that must not be missed: violence, suicide, abuse, a child left alone?"""
    whole, beginnings = _safety_terms()
    return word in whole or word.startswith(beginnings)


def _words(text: str) -> list[str]:
    return [word for word in (plain(part) for part in SPLIT.split(text)) if word]


def compare_words(said: str, heard: str) -> WordErrors:
    """Count the fewest changes from what was said to what was heard, without case and marks."""
    reference, hypothesis = _words(said), _words(heard)
    kept, counts = _aligned(reference, hypothesis)
    about_safety = [at for at, word in enumerate(reference) if is_about_safety(word)]
    missed = Counter(reference[at] for at in about_safety if at not in kept)
    return WordErrors(len(reference), *counts, len(about_safety), missed.total(), missed)


def _aligned(reference: list[str], hypothesis: list[str]) -> tuple[set[int], tuple[int, int, int]]:
    """Which words of the reference were heard, and how many are wrong, left out and made up."""
    rows, columns = len(reference) + 1, len(hypothesis) + 1
    costs = [list(range(columns))]
    for i in range(1, rows):
        above, row = costs[-1], [i]
        for j in range(1, columns):
            same = above[j - 1] + (reference[i - 1] != hypothesis[j - 1])
            row.append(min(same, above[j] + 1, row[j - 1] + 1))
        costs.append(row)
    kept: set[int] = set()
    wrong = left_out = made_up = 0
    i, j = rows - 1, columns - 1
    while i or j:
        same = i and j and reference[i - 1] == hypothesis[j - 1]
        if i and j and costs[i][j] == costs[i - 1][j - 1] + (0 if same else 1):
            if same:
                kept.add(i - 1)
            else:
                wrong += 1
            i, j = i - 1, j - 1
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            left_out, i = left_out + 1, i - 1
        else:
            made_up, j = made_up + 1, j - 1
    return kept, (wrong, left_out, made_up)
