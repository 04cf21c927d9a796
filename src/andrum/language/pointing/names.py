"""The lists of words that are hidden, read from their file once."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from andrum.kernel.yaml_text import read_yaml

FILE = Path(__file__).parents[1] / "data" / "names.yaml"


@dataclass(frozen=True, slots=True)
class Names:
    """Lower case words. ``plain`` are names that are also everyday words: hidden only where they have a capital."""

    given: frozenset[str]
    plain: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    kept: frozenset[str]


@lru_cache(maxsize=1)
def names() -> Names:
    """The lists that ship with the product."""
    data = read_yaml(FILE.read_text(encoding="utf-8"))
    words = {name: frozenset(data[name].split()) for name in ("given", "plain", "surnames", "places", "kept")}
    return Names(**words)
