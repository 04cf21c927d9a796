"""How facts are said. The room that reckons with them knows their words, and tells them here.

The names of facts belong to no room below: what ``income.i1`` holds is known to the one that computes. It gives the
register its words when it starts, as every room gives the log the words of its events.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from andrum.cases.domain.facts import FactView


@dataclass(frozen=True, slots=True)
class FactInWords:
    """One fact as one reads it: what it is about, what is said of it, and who says it."""

    title: str
    value: str
    source: str


FactWords = Callable[[Mapping[str, list[FactView]], str, str], dict[int, FactInWords]]
"""From facts by name, the applicant's and the co-applicant's name, to the words of each fact by its id."""
_told: dict[str, FactWords] = {}


def register_fact_words(words: FactWords, *, prefix: str = "") -> None:
    """Take over the words of the facts whose names begin with ``prefix``; the longest prefix is the one asked."""
    _told[prefix] = words


def facts_in_words(
    facts: Mapping[str, list[FactView]], *, applicant: str, co_applicant: str = ""
) -> dict[int, FactInWords]:
    """The words of each fact by its id; a fact is called by its name where nobody has told the words."""
    parts: dict[str | None, dict[str, list[FactView]]] = {}
    for name, views in facts.items():
        prefixes = [prefix for prefix in _told if name.startswith(prefix)]
        parts.setdefault(max(prefixes, key=len) if prefixes else None, {})[name] = views
    found: dict[int, FactInWords] = {}
    for prefix, some in parts.items():
        if prefix is not None:
            found |= _told[prefix](some, applicant, co_applicant)
        else:
            views = [view for known in some.values() for view in known]
            found |= {view.id: FactInWords(view.name, str(view.value), view.source) for view in views}
    return found
