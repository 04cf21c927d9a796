"""The lexicon: some seven thousand everyday words and phrases in two hundred concepts, with leaning and areas.

What leans no way by itself, but makes a scene (who does what, when, how often), stands in ``scener.yaml``.

A word that ends with a star stands for every word that begins so. Concepts are among what the models see; they prove
nothing by themselves.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from andrum.kernel.yaml_text import read_yaml
from andrum.language.factors import FRAMEWORKS
from andrum.language.sentences import WORD

FOLDER = Path(__file__).parent / "data" / "lexicon"
SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: ``lean`` is risk, skydd or nothing; the areas are those of its framework, or of any."""

    framework: str
    name: str
    lean: str
    areas: tuple[str, ...]
    words: tuple[str, ...]


class Lexicon:
    """Finds the concepts that words speak of."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self.concepts = concepts
        self._exact: dict[str, set[int]] = {}
        self._stems: dict[str, set[int]] = {}
        self._phrases: dict[str, list[tuple[str, int]]] = {}
        for number, concept in enumerate(concepts):
            for word in concept.words:
                if " " in word:
                    self._phrases.setdefault(word.split()[0], []).append((word.rstrip("*"), number))
                else:
                    where = self._stems if word.endswith("*") else self._exact
                    where.setdefault(word.rstrip("*"), set()).add(number)
        self._longest = max(map(len, self._stems), default=0)

    def find(self, words: str) -> frozenset[int]:
        """The numbers of the concepts in the words."""
        low = words.lower()
        found: set[int] = set()
        for match in WORD.finditer(low):
            word = match.group()
            found |= self._exact.get(word, set())
            for end in range(SHORTEST_STEM, min(len(word), self._longest) + 1):
                found |= self._stems.get(word[:end], set())
            for phrase, number in self._phrases.get(word, ()):
                if low.startswith(phrase, match.start()):
                    found.add(number)
        return frozenset(found)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the product."""
    made = []
    for framework in (*FRAMEWORKS, "alla", "scener"):
        data = read_yaml((FOLDER / f"{framework}.yaml").read_text(encoding="utf-8"))
        for name, entry in data.items():
            made.append(Concept(framework, name, entry["lean"], tuple(entry["areas"]), tuple(entry["words"])))
    return Lexicon(tuple(made))
